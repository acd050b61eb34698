"""Candidates to a plan, and a plan to a brief."""
