"""Pages and feeds that are fetched."""
