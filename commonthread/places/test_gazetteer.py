"""Which unit of the police answered for a place on a day; whose district it lies in; who shares an address."""

from collections import Counter
from datetime import date

import pytest

from commonthread.places.cited import DISTRICTS, UNITS
from commonthread.places.gazetteer import units_on
from commonthread.places.store import gazetteer
from commonthread.places.values import CommunalKind

PLACES = gazetteer()
DAYS = (date(2011, 6, 1), date(2017, 6, 1), date(2024, 6, 1))


@pytest.mark.parametrize(
    ("code", "name", "in_2011", "in_2017", "in_2024"),
    [
        ("BHM-01", "Thimblecroft", "Birmingham West and Central", "Birmingham West", "Birmingham"),
        ("BHM-21", "Spindlestead", "Birmingham North", "Birmingham East", "Birmingham"),
        ("BHM-40", "Thimblecombe", "Birmingham South", "Birmingham West", "Birmingham"),
        ("BHM-76", "Hatterbrook", "Birmingham East", "Birmingham East", "Birmingham"),
        ("COV-01", "Umbergarth", "Coventry", "Coventry", "Coventry"),
        ("WOL-13", "Needlethorpe", "Wolverhampton", "Wolverhampton", "Wolverhampton"),
    ],
)
def test_the_unit_of_a_neighbourhood_is_the_one_of_the_day(code, name, in_2011, in_2017, in_2024):
    neighbourhood = PLACES.neighbourhood(code)
    units = [PLACES.unit_of(neighbourhood, day).name for day in DAYS]
    assert (neighbourhood.name, *units) == (name, in_2011, in_2017, in_2024)


@pytest.mark.parametrize(
    ("day", "units"),
    [
        (date(2010, 3, 31), 0),
        (date(2010, 4, 1), 10),
        (date(2015, 12, 31), 10),
        (date(2016, 1, 1), 8),
        (date(2023, 4, 2), 8),
        (date(2023, 4, 3), 7),
        (date(2026, 11, 22), 7),
    ],
)
def test_ten_units_became_eight_and_then_seven_areas(day, units):
    assert len(units_on(day)) == units


def test_every_neighbourhood_has_one_unit_on_each_day_and_every_unit_has_neighbourhoods():
    for day in DAYS:
        units = Counter(PLACES.unit_of(place, day) for place in PLACES.neighbourhoods)
        assert set(units) == set(units_on(day))
        assert units.total() == 171


def test_before_the_units_began_no_unit_is_named():
    assert PLACES.unit_of("BHM-01", date(2009, 12, 31)) is None


def test_the_units_of_2010_joined_whole():
    """Nobody's neighbourhood was split when four units in Birmingham became two."""
    joined = {
        (PLACES.unit_of(n, DAYS[0]).code, PLACES.unit_of(n, DAYS[1]).code) for n in PLACES.neighbourhoods
    }
    assert len(joined) == 10


def test_the_area_is_7_districts_and_171_neighbourhoods():
    assert [district.code for district in PLACES.districts] == [f"E080000{n}" for n in range(25, 32)]
    assert [district.la_code for district in PLACES.districts] == [str(n) for n in range(330, 337)]
    assert len(PLACES.neighbourhoods) == 171


def test_every_unit_says_where_it_was_read():
    assert all(unit.cited.source.link and unit.cited.confidence for unit in UNITS)
    assert {unit.district for unit in UNITS} == {district.code for district in DISTRICTS}


@pytest.mark.parametrize("written", ["WM1 1AA", "wm11aa", " Wm1  1aA "])
def test_a_postcode_leads_to_its_ward_neighbourhood_district_and_unit(written):
    assert PLACES.ward_of(written).name == "Thimblecroft and Juniperbourne"
    assert PLACES.neighbourhood_of(written).name == "Thimblecroft"
    assert PLACES.district_of(written).name == "Birmingham"
    assert PLACES.unit_of(written, date(2012, 1, 1)).name == "Birmingham West and Central"


@pytest.mark.parametrize(
    "written", [None, "", "WM1", "not a postcode", "WM99 9ZZ", "WM1 1CK", "ＷＭ１ １ＡＡ", "\0"]
)
def test_an_unknown_postcode_leads_nowhere(written):
    assert PLACES.postcode(written) is None
    assert PLACES.district_of(written) is None
    assert PLACES.ward_of(written) is None
    assert PLACES.neighbourhood_of(written) is None
    assert PLACES.unit_of(written, date(2024, 1, 1)) is None


HOME = next(site for site in PLACES.communal_addresses if site.kind is CommunalKind.CHILDRENS_HOME)
HOSPITAL = next(site for site in PLACES.communal_addresses if site.kind is CommunalKind.HOSPITAL)


@pytest.mark.parametrize(
    ("address", "postcode", "communal"),
    [
        ("Alder House, 3 Thimble Road", "WM1 2GS", True),
        ("ROOM 4 ALDER HOUSE", "wm12gs", True),
        ("3 Thimble Road, Birmingham", "WM1 2GS", True),
        ("Alder House, 3 Thimble Road", "WM1 2GB", True),
        ("Alder House, 3 Thimble Road", None, True),
        ("13 Thimble Road", "WM1 2GS", False),
        ("3 Thimble Road East Side", "WM1 2GB", False),
        ("Alder House", None, False),
        ("5 Thimble Road", "WM1 2GS", False),
        ("", "WM1 2GS", False),
        ("", None, False),
        (None, None, False),
    ],
)
def test_a_childrens_home_is_found_however_its_address_is_written(address, postcode, communal):
    assert (HOME.name, HOME.line, HOME.postcode) == ("Alder House", "3 Thimble Road", "WM1 2GS")
    assert PLACES.is_communal(address, postcode) is communal


def test_a_hospital_has_its_postcode_to_itself():
    assert PLACES.is_communal("Ward 7", HOSPITAL.postcode)
    assert PLACES.communal_address("", HOSPITAL.postcode) is HOSPITAL


def test_refuges_and_childrens_homes_are_never_shown_publicly():
    shown = {site.kind for site in PLACES.communal_addresses if site.shown_publicly}
    assert shown == {CommunalKind.HOSPITAL, CommunalKind.HOSTEL}


def test_a_communal_address_does_not_print_where_it_is():
    assert not any(
        secret in f"{site!r} {site}"
        for site in PLACES.communal_addresses
        for secret in (site.name, site.line, site.postcode)
    )
