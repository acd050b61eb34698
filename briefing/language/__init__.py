"""Words, names and quantities, for every stage."""
