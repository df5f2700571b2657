"""A year of ordinary life, as each agency would write it down: one file for each agency's work."""
