"""The area is open to anyone: it shows places and nobody."""

import pytest


@pytest.mark.parametrize(("on", "units"), [("2011-01-01", 10), ("2017-01-01", 8), ("", 7)])
def test_the_map_shows_the_policing_units_of_the_day(browser, on, units):
    words = browser().get("/area", {"on": on}).content.decode()
    assert f"7 districts, {units} policing units" in words
    assert "171 neighbourhoods" in words


def test_a_day_that_is_not_offered_shows_today(browser):
    assert "7 policing units" in browser().get("/area", {"on": "yesterday'"}).content.decode()
