"""What is taken from a published row, what is left out, and what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from commonthread.places.cited import DISTRICTS, FORCE_AREA, FORCE_IN_REGISTER, UNITS
from commonthread.places.official.formats import Holds
from commonthread.places.postcodes import is_invented, normal_postcode
from commonthread.places.values import Neighbourhood, Phase, Postcode, School, Ward

AREA = {district.code for district in DISTRICTS}
LA_CODES = {district.la_code: district.code for district in DISTRICTS}
UNIT_BY_PREFIX = {unit.register_prefix: unit for unit in UNITS if unit.register_prefix}
OPEN = {"Open", "Open, but proposed to close"}
FIRST_INVENTED_URN = 990_000

PHASES = {
    "Nursery": Phase.NURSERY,
    "Primary": Phase.PRIMARY,
    "Middle deemed primary": Phase.PRIMARY,
    "Secondary": Phase.SECONDARY,
    "Middle deemed secondary": Phase.SECONDARY,
    "All through": Phase.ALL_THROUGH,
    "All-through": Phase.ALL_THROUGH,
    "16 plus": Phase.SIXTEEN_PLUS,
}


class LeftOut(StrEnum):
    OUTSIDE = "outside the force area"
    UNPLACED = "without a district or a position"
    CLOSED = "closed or not yet open"


@dataclass(frozen=True)
class Partnership:
    district: str
    name: str
    partnership: str


class Wrong(Exception):
    """What is wrong in a column of ours; never the value."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


Values = Mapping[str, str]


def _partnership(row: Values, _edition: int | None) -> Partnership | LeftOut:
    if row["force"] != FORCE_AREA:
        return LeftOut.OUTSIDE
    if row["code"] not in AREA:
        raise Wrong("code", "is a district of the force that this program does not know")
    return Partnership(row["code"], row["name"], _filled(row, "partnership"))


def _ward(row: Values, edition: int | None) -> Ward | LeftOut:
    if _filled(row, "district") not in AREA:
        return LeftOut.OUTSIDE
    if not re.fullmatch(r"E05\d{6}", row["code"]):
        raise Wrong("code", "is not the code of a ward in England")
    return Ward(
        code=row["code"],
        name=_filled(row, "name"),
        district=row["district"],
        editions=(edition,) if edition else (),
    )


def _postcode(row: Values, _edition: int | None) -> Postcode | LeftOut:
    code = normal_postcode(row["code"])
    if code is None:
        raise Wrong("code", "is not a postcode")
    if is_invented(code):
        raise Wrong("code", "is of the area that this program keeps for invented postcodes")
    if not row["district"]:
        return LeftOut.UNPLACED
    if row["district"] not in AREA:
        return LeftOut.OUTSIDE
    if not (row["easting"] and row["northing"]):
        return LeftOut.UNPLACED
    return Postcode(
        code=code,
        district=row["district"],
        ward=None,
        neighbourhood=None,
        easting=_metres(row, "easting"),
        northing=_metres(row, "northing"),
    )


def _neighbourhood(row: Values, _edition: int | None) -> Neighbourhood | LeftOut:
    if _filled(row, "force") != FORCE_IN_REGISTER:
        return LeftOut.OUTSIDE
    unit = UNIT_BY_PREFIX.get(_filled(row, "code")[:2])
    if unit is None:
        known = ", ".join(sorted(prefix for prefix in UNIT_BY_PREFIX if prefix))
        raise Wrong("code", f"begins with the letters of no unit ({known})")
    return Neighbourhood(
        code=row["code"], name=_filled(row, "name"), district=unit.district, named_on=None, units=(unit.code,)
    )


def _school(row: Values, _edition: int | None) -> School | LeftOut:
    district = LA_CODES.get(_filled(row, "la_code"))
    if district is None:
        return LeftOut.OUTSIDE
    if row["status"] not in OPEN:
        return LeftOut.CLOSED
    if not re.fullmatch(r"\d{6}", row["urn"]):
        raise Wrong("urn", "is not a number of six digits")
    if int(row["urn"]) > FIRST_INVENTED_URN:
        raise Wrong("urn", "is in the range that this program keeps for invented schools")
    postcode = normal_postcode(row["postcode"])
    if postcode is None and row["postcode"]:
        raise Wrong("postcode", "is not a postcode")
    return School(
        urn=row["urn"],
        la_code=row["la_code"],
        establishment_number=row["establishment_number"],
        name=_filled(row, "name"),
        phase=PHASES.get(row["phase"]) or _phase_of_type(row["type"]),
        lowest_age=_age(row, "lowest_age"),
        highest_age=_age(row, "highest_age"),
        district=district,
        postcode=postcode,
    )


RULES: dict[Holds, Callable[[Values, int | None], object]] = {
    Holds.FORCE_LOOKUP: _partnership,
    Holds.LSOA_LOOKUP: _ward,
    Holds.WARD_LOOKUP: _ward,
    Holds.POSTCODES: _postcode,
    Holds.NEIGHBOURHOODS: _neighbourhood,
    Holds.SCHOOLS: _school,
}


def _filled(row: Values, column: str) -> str:
    if not row[column]:
        raise Wrong(column, "is empty")
    return row[column]


def _metres(row: Values, column: str) -> int:
    try:
        metres = float(row[column])
    except ValueError as malformed:
        raise Wrong(column, "is not a number") from malformed
    if not 0 <= metres < 1_300_000:
        raise Wrong(column, "is not a position on the national grid")
    return round(metres)


def _age(row: Values, column: str) -> int | None:
    if row[column] and not row[column].isdecimal():
        raise Wrong(column, "is not an age in years")
    return int(row[column]) if row[column] else None


def _phase_of_type(kind: str) -> Phase:
    """The register gives special schools and pupil referral units no phase."""
    kind = kind.casefold()
    if "special" in kind:
        return Phase.SPECIAL
    if "referral" in kind or "alternative provision" in kind:
        return Phase.ALTERNATIVE
    return Phase.OTHER
