"""Reading the files that the offices of the state publish."""
