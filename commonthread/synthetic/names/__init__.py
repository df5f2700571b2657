"""Invented people's names: tables of common given and family names for each naming culture of the area."""
