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
    wards = tuple(
        Ward(code=row["code"], name=row["name"], district=row["district"]) for row in _rows("wards.csv")
    )
    neighbourhoods = tuple(
        Neighbourhood(
            code=row["code"],
            name=row["name"],
            district=row["district"],
            named_on=NAMED_ON,
            units=tuple(row["units"].split()),
        )
        for row in _rows("neighbourhoods.csv")
    )
    district_of = {ward.code: ward.district for ward in wards}
    district_of |= {place.code: place.district for place in neighbourhoods}
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
            urn=row["urn"],
            la_code=districts[district_of[row["neighbourhood"]]].la_code,
            establishment_number=row["establishment_number"],
            name=row["name"],
            phase=Phase(row["phase"]),
            lowest_age=int(row["lowest_age"]),
            highest_age=int(row["highest_age"]),
            district=district_of[row["neighbourhood"]],
            postcode=row["postcode"],
            neighbourhood=row["neighbourhood"],
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
    text = files("commonthread.places.invented").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
