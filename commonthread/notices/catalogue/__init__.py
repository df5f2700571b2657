"""The kinds of notice, one file each."""
