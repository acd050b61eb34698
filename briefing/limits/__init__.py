"""Limits on what one source may cost: processor time, bytes, archives."""
