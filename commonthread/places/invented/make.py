"""Writes the tables of the invented area. The same every time: `python -m commonthread.places.invented.make`."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from commonthread.places.cited import UNITS
from commonthread.places.invented.names import house_names, place_names, street_names
from commonthread.places.postcodes import INVENTED_AREA
from commonthread.places.values import CommunalKind, Phase

FOLDER = Path(__file__).parent

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
CELL = 1000
SPACING = 300

# English schools are numbered from 100,000 to little more than 150,000; see docs/decisions/0004.
FIRST_URN = 990_000
FIRST_ESTABLISHMENT = 9_000

DISTRICT_OF = {unit.code: unit.district for unit in UNITS}


@dataclass(frozen=True)
class Quarter:
    """The neighbourhoods of one unit of 2010, laid out in rows from a south-west corner on the national grid."""

    unit: str
    short: str
    neighbourhoods: int
    later: str | None
    easting: int
    northing: int
    columns: int
    homes: int
    hostels: int


QUARTERS = (
    Quarter("LPU-BW", "BHM", 20, "PU-BW", 404_000, 286_500, 5, homes=2, hostels=2),
    Quarter("LPU-BN", "BHM", 16, "PU-BE", 409_500, 290_500, 4, homes=1, hostels=0),
    Quarter("LPU-BS", "BHM", 22, "PU-BW", 401_000, 279_500, 5, homes=2, hostels=1),
    Quarter("LPU-BE", "BHM", 18, "PU-BE", 408_500, 281_800, 4, homes=1, hostels=1),
    Quarter("LPU-CV", "COV", 20, None, 431_000, 277_000, 5, homes=2, hostels=1),
    Quarter("LPU-DY", "DUD", 20, None, 389_700, 285_500, 4, homes=2, hostels=1),
    Quarter("LPU-SW", "SAN", 18, None, 397_500, 288_000, 4, homes=1, hostels=1),
    Quarter("LPU-SH", "SOL", 11, None, 413_500, 277_500, 3, homes=1, hostels=0),
    Quarter("LPU-WS", "WAL", 13, None, 399_500, 297_500, 4, homes=1, hostels=1),
    Quarter("LPU-WV", "WOL", 13, None, 390_000, 296_000, 4, homes=1, hostels=1),
)

# What each neighbourhood has, by its place in its district: about two primary schools in three
# neighbourhoods, a secondary in five, and one or two of each of the others in a district.
SCHOOLS = {
    Phase.PRIMARY: ("Primary School", 3, 11),
    Phase.SECONDARY: ("Academy", 11, 18),
    Phase.ALL_THROUGH: ("All-through School", 4, 18),
    Phase.NURSERY: ("Nursery School", 2, 4),
    Phase.SPECIAL: ("Special School", 3, 19),
    Phase.ALTERNATIVE: ("Centre for Learning", 11, 16),
    Phase.SIXTEEN_PLUS: ("Sixth Form College", 16, 19),
}


def tables() -> dict[str, str]:
    """The text of each table by its file name."""
    area = _Area()
    for quarter in QUARTERS:
        area.add(quarter)
    return {
        "neighbourhoods.csv": _csv("code,name,district,units", area.neighbourhoods),
        "wards.csv": _csv("code,name,district", area.wards),
        "postcodes.csv": _csv("code,ward,neighbourhood,easting,northing", area.postcodes),
        "schools.csv": _csv(
            "urn,establishment_number,name,phase,lowest_age,highest_age,neighbourhood,postcode", area.schools
        ),
        "communal_addresses.csv": _csv("kind,name,line,postcode,whole_postcode", area.communal),
    }


@dataclass(frozen=True)
class Place:
    """A neighbourhood with what is needed to put something into it."""

    code: str
    name: str
    ward: str
    sector: str
    easting: int
    northing: int


class _Area:
    """The tables as they grow, quarter by quarter."""

    def __init__(self) -> None:
        self.names, self.streets, self.houses = place_names(), street_names(), house_names()
        self.numbered: Counter[str] = Counter()
        self.neighbourhoods: list[tuple] = []
        self.wards: list[tuple] = []
        self.postcodes: list[tuple] = []
        self.schools: list[tuple] = []
        self.communal: list[tuple] = []

    def add(self, quarter: Quarter) -> None:
        opens_district = not self.numbered[quarter.short]
        places = list(self._places(quarter))
        homes = [(place, [self._postcode(place, at) for at in range(9)][0]) for place in places]
        self._schools(homes, opens_district)
        self._communal(quarter, homes, opens_district)

    def _places(self, quarter: Quarter) -> Iterator[Place]:
        units = "" if quarter.later is None else f"{quarter.unit} {quarter.later}"
        at = 0
        for size in _ward_sizes(quarter.neighbourhoods):
            outward = len(self.wards) + 1
            ward = f"{quarter.short}-W{outward:02}"
            names = [next(self.names) for _ in range(size)]
            self.wards.append((ward, f"{', '.join(names[:-1])} and {names[-1]}", DISTRICT_OF[quarter.unit]))
            for sector, name in enumerate(names, 1):
                self.numbered[quarter.short] += 1
                code = f"{quarter.short}-{self.numbered[quarter.short]:02}"
                self.neighbourhoods.append((code, name, DISTRICT_OF[quarter.unit], units))
                row, column = divmod(at, quarter.columns)
                east, north = quarter.easting + column * CELL, quarter.northing + row * CELL
                yield Place(code, name, ward, f"{INVENTED_AREA}{outward} {sector}", east, north)
                at += 1

    def _postcode(self, place: Place, at: int) -> str:
        first, last = divmod(len(self.postcodes) * 57 % len(LETTERS) ** 2, len(LETTERS))
        code = place.sector + LETTERS[first] + LETTERS[last]
        row, column = divmod(at, 3)
        east, north = place.easting + 200 + column * SPACING, place.northing + 200 + row * SPACING
        self.postcodes.append((code, place.ward, place.code, east, north))
        return code

    def _schools(self, homes: list[tuple[Place, str]], opens_district: bool) -> None:
        for at, (place, postcode) in enumerate(homes):
            for phase in _phases(at, opens_district):
                number = len(self.schools) + 1
                title, *ages = SCHOOLS[phase]
                keys = (FIRST_URN + number, FIRST_ESTABLISHMENT + number)
                self.schools.append((*keys, f"{place.name} {title}", phase, *ages, place.code, postcode))

    def _communal(self, quarter: Quarter, homes: list[tuple[Place, str]], opens_district: bool) -> None:
        wanted = [CommunalKind.CHILDRENS_HOME] * quarter.homes + [CommunalKind.HOSTEL] * quarter.hostels
        if opens_district:
            wanted += [CommunalKind.REFUGE, CommunalKind.HOSPITAL]
        for at, kind in enumerate(wanted):
            place, postcode = homes[(at * 4 + 1) % len(homes)]
            line = f"{at * 14 + 3} {next(self.streets)}"
            if kind is CommunalKind.HOSPITAL:
                own = self._postcode(place, at=4)
                self.communal.append((kind, f"{place.name} Hospital", line, own, "yes"))
            else:
                self.communal.append((kind, next(self.houses), line, postcode, "no"))


def _ward_sizes(neighbourhoods: int) -> list[int]:
    """Two by two; the odd one out joins the last two."""
    sizes = [2] * (neighbourhoods // 2)
    sizes[-1] += neighbourhoods % 2
    return sizes


def _phases(at: int, opens_district: bool) -> Iterator[Phase]:
    if at % 3 != 2:
        yield Phase.PRIMARY
    if at % 5 == 2:
        yield Phase.SECONDARY
    if opens_district:
        others = (Phase.NURSERY, Phase.SPECIAL, Phase.ALTERNATIVE, Phase.SIXTEEN_PLUS, Phase.ALL_THROUGH)
        yield from (phase for place, phase in enumerate(others) if at == 2 * place + 1)


def _csv(header: str, rows: Iterable[tuple]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


def main() -> None:
    for name, text in tables().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
