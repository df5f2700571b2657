"""Work in the background: what waits, what failed and why, and whether the worker lives."""
