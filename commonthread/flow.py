"""The way that data takes, from a file to the chronology."""
