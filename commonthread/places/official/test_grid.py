"""Longitude and latitude to the national grid."""

from math import radians

import pytest

from commonthread.places.official.grid import _projected, contains, to_grid

SQUARE = ((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
HOLE = ((4, 4), (6, 4), (6, 6), (4, 6), (4, 4))


def test_the_projection_gives_the_worked_example_of_the_ordnance_survey():
    """A guide to coordinate systems in Great Britain, annex C: Caister water tower."""
    latitude, longitude = 52 + 39 / 60 + 27.2531 / 3600, 1 + 43 / 60 + 4.5177 / 3600
    easting, northing = _projected(radians(latitude), radians(longitude))
    assert (easting, northing) == pytest.approx((651_409.903, 313_177.270), abs=0.001)


def test_the_same_tower_by_satellite_is_within_five_metres():
    easting, northing = to_grid(1 + 42 / 60 + 57.8663 / 3600, 52 + 39 / 60 + 28.8282 / 3600)
    assert easting == pytest.approx(651_410, abs=5)
    assert northing == pytest.approx(313_177, abs=5)


@pytest.mark.parametrize(
    ("point", "inside"), [((1, 1), True), ((5, 5), False), ((11, 5), False), ((7, 5), True), ((5, -1), False)]
)
def test_a_point_is_inside_but_not_in_the_hole(point, inside):
    assert contains((SQUARE, HOLE), *point) is inside
