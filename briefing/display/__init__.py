"""What every format says in the same words."""
