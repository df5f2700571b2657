"""The ground on which the invented area stands: its streets, practices and schools."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from random import Random

from commonthread.places.invented.tables import invented_facts
from commonthread.places.values import CommunalAddress, Neighbourhood, Phase, School
from commonthread.synthetic.census import DISTRICTS
from commonthread.synthetic.people import Address, Household

_TREES = "Meadow Church Station Mill Park Hawthorn Rowan Chestnut Sycamore Poplar Beech Elder Willow Alder"
_NAMES = "Attwood Murdoch Baskerville Priestley Withering Galton Boulton Cadnam Tangye Lanchester Nettlefold"
_PLACES = (
    "Spring Hill Quarry Forge Anchor Canal Wharf Chapel School Vicarage Orchard Abbey Grange Manor Warren"
)
_WAYS = "Road Street Lane Avenue Close Drive Grove Crescent Way Terrace Gardens Place"
STREET_NAMES = tuple(f"{a} {b}" for a in f"{_TREES} {_NAMES} {_PLACES}".split() for b in _WAYS.split())
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
HOUSES = 119
HOUSEHOLDS_IN_A_STREET = 24
STREETS_OPEN = 4
SHARE_OF_FLATS = 0.12


@dataclass
class Street:
    name: str
    postcode: str
    district: str
    neighbourhood: str
    houses: list[int] = field(default_factory=lambda: list(range(1, HOUSES + 1)))


@dataclass(frozen=True)
class Places:
    """The invented area's facts, by the names of the districts."""

    district_names: dict[str, str]
    neighbourhoods: dict[str, Neighbourhood]
    postcodes: dict[str, tuple[tuple[str, str], ...]]
    schools: dict[str, tuple[School, ...]]
    communal: dict[tuple[str, str], tuple[CommunalAddress, ...]]


@cache
def places() -> Places:
    facts = invented_facts()
    names = {district.code: district.name for district in facts.districts}
    postcodes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for postcode in facts.postcodes:
        postcodes[names[postcode.district]].append((postcode.code, postcode.neighbourhood))
    schools: dict[str, list[School]] = defaultdict(list)
    for school in facts.schools:
        schools[names[school.district]].append(school)
    communal: dict[tuple[str, str], list[CommunalAddress]] = defaultdict(list)
    for address in facts.communal_addresses:
        communal[names[address.district], address.kind].append(address)
    return Places(
        names,
        {place.code: place for place in facts.neighbourhoods},
        {name: tuple(rows) for name, rows in postcodes.items()},
        {name: tuple(rows) for name, rows in schools.items()},
        {key: tuple(rows) for key, rows in communal.items()},
    )


@dataclass
class Ground:
    """Hands out addresses, street by street, so that neighbours share a postcode as real ones do.

    Where there are more people than the invented area has postcodes for, streets get further units of the
    same sectors, which no gazetteer knows.
    """

    chance: Random
    districts: tuple[str, ...] = DISTRICTS
    issued: int = 0
    _open: dict[str, list[Street]] = field(default_factory=dict)
    _unused: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def street(self, district: str) -> Street:
        streets = self._open.setdefault(district, [])
        while len(streets) < STREETS_OPEN:
            streets.append(self._new_street(district))
        return self.chance.choice(streets)

    def address(self, street: Street) -> Address:
        house = street.houses.pop(self.chance.randrange(len(street.houses)))
        streets = self._open[street.district]
        if len(street.houses) <= HOUSES - HOUSEHOLDS_IN_A_STREET and street in streets:
            streets.remove(street)
        flat = f"Flat {self.chance.randrange(1, 13)}, " if self.chance.random() < SHARE_OF_FLATS else ""
        self.issued += 1
        return Address(
            line=f"{flat}{house} {street.name}",
            postcode=street.postcode,
            district=street.district,
            neighbourhood=street.neighbourhood,
            uprn=f"99{self.issued:010d}",
        )

    def communal(self, kind: str, district: str | None = None) -> Address:
        """A refuge, hostel or children's home: in the district, or the nearest that has one."""
        known = places().communal
        choices = [site for d in (district, *DISTRICTS) if d for site in known.get((d, kind), ())]
        local = known.get((district or "", kind)) or choices
        site = self.chance.choice(local)
        return Address(
            line=f"{site.name}, {site.line}",
            postcode=site.postcode,
            district=places().district_names[site.district],
            neighbourhood="",
            uprn=f"98{sum(site.postcode.encode()):010d}",
            communal=True,
        )

    def street_name(self, postcode: str) -> str:
        spread = sum(postcode.encode()) * 131 + int.from_bytes(postcode.encode()[-2:])
        return STREET_NAMES[spread % len(STREET_NAMES)]

    def _new_street(self, district: str) -> Street:
        code, neighbourhood = self._unused_postcode(district)
        return Street(self.street_name(code), code, district, places().neighbourhoods[neighbourhood].name)

    def _unused_postcode(self, district: str) -> tuple[str, str]:
        if district not in self._unused:
            self._unused[district] = self.chance.sample(
                places().postcodes[district], len(places().postcodes[district])
            )
        if self._unused[district]:
            code, neighbourhood = self._unused[district].pop()
        else:
            code, neighbourhood = self._further_unit(district)
        self._used.add(code)
        return code, neighbourhood

    def _further_unit(self, district: str) -> tuple[str, str]:
        while True:
            code, neighbourhood = self.chance.choice(places().postcodes[district])
            code = code[:-2] + self.chance.choice(UNIT_LETTERS) + self.chance.choice(UNIT_LETTERS)
            if code not in self._used:
                return code, neighbourhood


PRIMARY_PHASES, SECONDARY_PHASES = (Phase.PRIMARY, Phase.ALL_THROUGH), (Phase.SECONDARY, Phase.ALL_THROUGH)


def school_for(household: Household, age: int) -> School:
    """Children of one phase and household go to one school, of their neighbourhood if it has one."""
    phases = PRIMARY_PHASES if age < 11 else SECONDARY_PHASES
    local = [school for school in places().schools[household.district] if school.phase in phases]
    return local[_spread(household.address.neighbourhood or str(household.number)) % len(local)]


def practice_for(household: Household) -> tuple[str, str]:
    """A practice's name and code."""
    where = household.address.neighbourhood or household.district
    number = household.number % 3
    return (
        f"{where} {('Surgery', 'Medical Centre', 'Health Centre')[number]}",
        f"WM{_spread(where) % 3000 * 3 + number:04d}",
    )


def _spread(text: str) -> int:
    return int.from_bytes(text.encode()[:8]) + sum(text.encode()) * 7919
