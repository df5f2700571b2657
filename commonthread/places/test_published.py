"""The files as they were really published; skipped where they are not on the machine."""

from datetime import date

import pytest

from commonthread.kernel.data_folder import data_folder
from commonthread.places.loading import load_places
from commonthread.places.official.grid import contains
from commonthread.places.store import gazetteer

FOLDER = data_folder()
pytestmark = pytest.mark.skipif(
    FOLDER is None or not (FOLDER / "places").is_dir(),
    reason="needs the official files of places (COMMONTHREAD_DATA)",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    store = tmp_path_factory.mktemp("var") / "places.json.gz"
    return load_places([FOLDER / "places"], store), gazetteer(store)


@pytest.fixture
def receipt(loaded):
    return loaded[0]


@pytest.fixture
def places(loaded):
    return loaded[1]


def test_the_published_files_load_and_every_row_is_accounted_for(receipt):
    counts = {some.holds.value: (some.rows, some.taken) for some in receipt.files}
    assert counts == {
        "boundaries of districts": (7, 7),
        "boundaries of wards": (192, 192),
        "boundaries of MSOAs": (355, 355),
        "boundary of the force area": (1, 1),
        "LSOAs, wards and districts": (1719, 1719),
        "wards and districts": (192, 192),
        "districts, partnerships and force areas": (332, 7),
        "postcodes": (136_525, 87_013),
        "police neighbourhoods": (89, 89),
        "schools register": (4, 0),
    }
    assert all(some.rows == some.taken + sum(some.left_out.values()) for some in receipt.files)
    assert receipt.stays_invented == ("schools", "communal_addresses")


def test_published_places_are_found_by_postcode(places):
    rows = [
        (
            postcode,
            *(
                found.name if found else None
                for found in (
                    places.ward_of(postcode),
                    places.neighbourhood_of(postcode),
                    places.district_of(postcode),
                    *(places.unit_of(postcode, date(year, 6, 1)) for year in (2011, 2017, 2024)),
                )
            ),
        )
        for postcode in ("B1 1AA", "CV1 1AA", "WS1 1TP", "WM1 1AA", "W10 5EF")
    ]
    assert rows == [
        ("B1 1AA", "Ladywood", "Ladywood", "Birmingham", None, "Birmingham West", "Birmingham"),
        ("CV1 1AA", *["St Michael's"] * 2, *["Coventry"] * 4),
        ("WS1 1TP", *["St Matthew's"] * 2, *["Walsall"] * 4),
        (
            *("WM1 1AA", "Thimblecroft and Juniperbourne", "Thimblecroft", "Birmingham"),
            *("Birmingham West and Central", "Birmingham West", "Birmingham"),
        ),
        ("W10 5EF", *[None] * 6),
    ]


def test_invented_positions_lie_in_the_real_districts(places):
    rings = {b.code: b.rings for b in places.boundaries}
    astray = [
        postcode.code
        for postcode in gazetteer().postcodes
        if not contains(rings[postcode.district], postcode.easting, postcode.northing)
    ]
    assert astray == []


def test_every_published_neighbourhood_has_one_of_eight_units(places):
    units = {places.unit_of(place, date(2018, 1, 1)) for place in places.neighbourhoods}
    assert len(places.neighbourhoods) == 89
    assert len(units) == 8
    assert None not in units
