"""Machines that look for input which breaks something: targets, what to start from, how to run."""
