"""The time limits that the field works under. Adding a rule to a file here registers it."""
