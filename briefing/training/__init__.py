"""Training: how the shipped tables and weights are made (not needed at run time)."""
