"""Past briefs on disk: what they said and when, with the texts of their sources."""
