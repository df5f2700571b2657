"""The files that can be loaded, known by their columns and not by their names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    DISTRICT_BOUNDARIES = "boundaries of districts"
    WARD_BOUNDARIES = "boundaries of wards"
    MSOA_BOUNDARIES = "boundaries of MSOAs"
    FORCE_BOUNDARY = "boundary of the force area"
    FORCE_LOOKUP = "districts, partnerships and force areas"
    LSOA_LOOKUP = "LSOAs, wards and districts"
    WARD_LOOKUP = "wards and districts"
    POSTCODES = "postcodes"
    NEIGHBOURHOODS = "police neighbourhoods"
    SCHOOLS = "schools register"


@dataclass(frozen=True)
class Column:
    """A column as its publishers name it. `year` holds the two digits of the edition, where the name has them."""

    example: str
    pattern: re.Pattern[str]

    def fits(self, name: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(name.strip())


@dataclass(frozen=True)
class Format:
    """What a kind of file must have: its columns by our name for them."""

    holds: Holds
    columns: Mapping[str, Column]
    encodings: tuple[str, ...] = ("utf-8-sig",)


@dataclass(frozen=True)
class Recognised:
    """A format, and under which names this file has its columns."""

    format: Format
    names: Mapping[str, str]
    edition: int | None


class Unrecognised(Exception):
    """Which columns a file lacks."""


def _named(*names: str) -> Column:
    return Column(names[0], re.compile("|".join(map(re.escape, names)), re.IGNORECASE))


def _code(short: str, of_ons: str) -> Column:
    pattern = rf"{short}(?P<year>\d\d)?_code|{of_ons}(?P<ons>\d\d)CD"
    return Column(f"{short}24_code", re.compile(pattern, re.IGNORECASE))


def _name(short: str, of_ons: str) -> Column:
    pattern = rf"{short}(?:\d\d)?_name|{of_ons}\d\dNM"
    return Column(f"{short}24_name", re.compile(pattern, re.IGNORECASE))


DISTRICT, DISTRICT_NAME = _code("ltla", "LAD"), _name("ltla", "LAD")
WARD, WARD_NAME = _code("ward", "WD"), _name("ward", "WD")
FORCE = _code("pfa", "PFA")

BOUNDARIES = (
    Format(Holds.WARD_BOUNDARIES, {"code": WARD, "name": WARD_NAME, "district": DISTRICT}),
    Format(
        Holds.MSOA_BOUNDARIES,
        {"code": _code("msoa", "MSOA"), "name": _name("msoa", "MSOA"), "district": DISTRICT},
    ),
    Format(Holds.DISTRICT_BOUNDARIES, {"code": DISTRICT, "name": DISTRICT_NAME}),
    Format(Holds.FORCE_BOUNDARY, {"code": FORCE, "name": _name("pfa", "PFA")}),
)

TABLES = (
    Format(
        Holds.LSOA_LOOKUP,
        {"lsoa": _code("lsoa", "LSOA"), "code": WARD, "name": WARD_NAME, "district": DISTRICT},
    ),
    Format(Holds.WARD_LOOKUP, {"code": WARD, "name": WARD_NAME, "district": DISTRICT}),
    Format(
        Holds.FORCE_LOOKUP,
        {"code": DISTRICT, "name": DISTRICT_NAME, "partnership": _code("csp", "CSP"), "force": FORCE},
    ),
    Format(
        Holds.POSTCODES,
        {
            "code": _named("pcd", "pcd7", "pcd8", "pcds"),
            "district": Column("laua", re.compile(r"(?:os)?laua|lad\d\dcd", re.IGNORECASE)),
            "easting": _named("oseast1m", "east1m"),
            "northing": _named("osnrth1m", "north1m"),
        },
    ),
    Format(
        Holds.NEIGHBOURHOODS,
        {
            "force": _named("force_id"),
            "code": _named("neighbourhood_id"),
            "name": _named("neighbourhood_name"),
        },
    ),
    Format(
        Holds.SCHOOLS,
        {
            "urn": _named("URN"),
            "la_code": _named("LA (code)"),
            "establishment_number": _named("EstablishmentNumber"),
            "name": _named("EstablishmentName"),
            "status": _named("EstablishmentStatus (name)"),
            "phase": _named("PhaseOfEducation (name)"),
            "type": _named("TypeOfEstablishment (name)"),
            "lowest_age": _named("StatutoryLowAge"),
            "highest_age": _named("StatutoryHighAge"),
            "postcode": _named("Postcode"),
        },
        # The register itself is published in Windows-1252; copies of it are often UTF-8.
        encodings=("utf-8-sig", "cp1252"),
    ),
)


def recognise(names: Sequence[str], formats: Iterable[Format]) -> Recognised:
    """The format that the columns fit best; Unrecognised says what is missing."""
    formats = tuple(formats)
    found, best = max(
        ((_found(names, some), some) for some in formats),
        key=lambda fit: (len(fit[0]) / len(fit[1].columns), len(fit[0])),
    )
    if len(found) * 2 < len(best.columns):
        known = "; ".join(some.holds for some in formats)
        raise Unrecognised(f"has the columns of no file that can be loaded (these can: {known})")
    if missing := [column.example for ours, column in best.columns.items() if ours not in found]:
        raise Unrecognised(f"looks like '{best.holds}' but has no column {' and no column '.join(missing)}")
    edition = _edition(best.columns["code"], found["code"]) if "code" in found else None
    return Recognised(best, found, edition)


def _found(names: Sequence[str], some: Format) -> dict[str, str]:
    return {
        ours: fitting[0]
        for ours, column in some.columns.items()
        if (fitting := [name for name in names if column.fits(name)])
    }


def _edition(column: Column, name: str) -> int | None:
    match = column.fits(name)
    years = [year for year in match.groups() if year] if match else []
    return 2000 + int(years[0]) if years else None
