"""Past briefs on disk: what was told when, with the texts of its sources."""
