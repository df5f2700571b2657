"""The invented area is whole, is what its generator writes, and is nobody's real place."""

import csv
from collections import Counter

import pytest

from commonthread.kernel.data_folder import data_folder
from commonthread.kernel.text import fold
from commonthread.places.invented.make import FOLDER, tables
from commonthread.places.invented.tables import invented_facts
from commonthread.places.postcodes import is_invented, normal_postcode

FACTS = invented_facts()
OFFICIAL = (data_folder() or FOLDER / "absent") / "places"

with_official_files = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="needs the official files of places (COMMONTHREAD_DATA)"
)


def test_the_tables_are_what_the_generator_writes():
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.csv")} == tables()


def test_the_tables_are_small():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.csv")) < 300_000


@pytest.mark.parametrize(
    "codes",
    [
        [place.code for place in FACTS.neighbourhoods],
        [place.name for place in FACTS.neighbourhoods],
        [ward.code for ward in FACTS.wards],
        [postcode.code for postcode in FACTS.postcodes],
        [school.urn for school in FACTS.schools],
        [school.dfe_number for school in FACTS.schools],
        [school.name for school in FACTS.schools],
        [(site.name, site.line) for site in FACTS.communal_addresses],
    ],
)
def test_no_two_are_alike(codes):
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_every_postcode_has_the_shape_of_one_and_an_area_that_no_real_one_has():
    assert all(normal_postcode(postcode.code) == postcode.code for postcode in FACTS.postcodes)
    assert all(is_invented(postcode.code) for postcode in FACTS.postcodes)


def test_school_numbers_lie_where_none_are_issued():
    assert all(990_000 < int(school.urn) < 1_000_000 for school in FACTS.schools)
    assert all(9_000 < int(school.establishment_number) < 10_000 for school in FACTS.schools)


def test_everything_lies_in_a_place_that_is_there():
    neighbourhoods = {place.code: place.district for place in FACTS.neighbourhoods}
    wards = {ward.code: ward.district for ward in FACTS.wards}
    postcodes = {postcode.code: postcode for postcode in FACTS.postcodes}
    for postcode in FACTS.postcodes:
        assert neighbourhoods[postcode.neighbourhood] == wards[postcode.ward] == postcode.district
    for school in FACTS.schools:
        assert postcodes[school.postcode].neighbourhood == school.neighbourhood
    assert {site.postcode for site in FACTS.communal_addresses} <= set(postcodes)
    assert {postcode.neighbourhood for postcode in FACTS.postcodes} == set(neighbourhoods)


def test_every_district_has_each_phase_and_each_kind_of_communal_address_but_hostels():
    for district in FACTS.districts:
        assert len({school.phase for school in FACTS.schools if school.district == district.code}) == 7
        kinds = {site.kind for site in FACTS.communal_addresses if site.district == district.code}
        assert {"refuge", "hospital", "children's home"} <= kinds


@with_official_files
def test_no_invented_place_bears_the_name_of_a_real_one():
    real = set()
    for name, column in (
        ("lookup_lsoa21_ward24_ltla24_wm.csv", "ward24_name"),
        ("lookup_ward21_ltla21_wm.csv", "ward21_name"),
    ):
        with (OFFICIAL / name).open(encoding="utf-8", newline="") as rows:
            real |= {fold(row[column]) for row in csv.DictReader(rows)}
    with (OFFICIAL / "police_neighbourhoods_2018.tsv").open(encoding="utf-8", newline="") as rows:
        real |= {fold(row["neighbourhood_name"]) for row in csv.DictReader(rows, delimiter="\t")}
    assert len(real) > 200
    assert not real & {fold(place.name) for place in (*FACTS.neighbourhoods, *FACTS.wards)}
