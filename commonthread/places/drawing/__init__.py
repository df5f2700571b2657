"""The area as a picture, and the table that says the same."""

from commonthread.places.drawing.area import area_map, area_rows, area_table

__all__ = ["area_map", "area_rows", "area_table"]
