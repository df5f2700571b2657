"""The invented area as facts, read from the tables beside this file."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from commonthread.places.cited import DISTRICTS
from commonthread.places.values import (
    CommunalAddress,
    CommunalKind,
    Facts,
    Neighbourhood,
    Phase,
    Postcode,
    School,
    Ward,
)

NAMED_ON = date(2010, 7, 1)


@cache
def invented_facts() -> Facts:
    districts = {district.code: district for district in DISTRICTS}
    wards = tuple(Ward(**row) for row in _rows("wards.csv"))
    neighbourhoods = tuple(
        Neighbourhood(**row | {"named_on": NAMED_ON, "units": tuple(row["units"].split())})
        for row in _rows("neighbourhoods.csv")
    )
    district_of = {place.code: place.district for place in (*wards, *neighbourhoods)}
    postcodes = tuple(
        Postcode(
            code=row["code"],
            district=district_of[row["ward"]],
            ward=row["ward"],
            neighbourhood=row["neighbourhood"],
            easting=int(row["easting"]),
            northing=int(row["northing"]),
        )
        for row in _rows("postcodes.csv")
    )
    district_of |= {postcode.code: postcode.district for postcode in postcodes}
    schools = tuple(
        School(
            **row
            | {
                "phase": Phase(row["phase"]),
                "lowest_age": int(row["lowest_age"]),
                "highest_age": int(row["highest_age"]),
                "district": district_of[row["neighbourhood"]],
                "la_code": districts[district_of[row["neighbourhood"]]].la_code,
            }
        )
        for row in _rows("schools.csv")
    )
    communal = tuple(
        CommunalAddress(
            kind=CommunalKind(row["kind"]),
            name=row["name"],
            line=row["line"],
            postcode=row["postcode"],
            district=district_of[row["postcode"]],
            whole_postcode=row["whole_postcode"] == "yes",
        )
        for row in _rows("communal_addresses.csv")
    )
    return Facts(
        districts=DISTRICTS,
        wards=wards,
        neighbourhoods=neighbourhoods,
        schools=schools,
        communal_addresses=communal,
        postcodes=postcodes,
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files(__package__).joinpath(name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
