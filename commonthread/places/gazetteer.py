"""Where things are, and which unit of the police answered for it on a given day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from commonthread.kernel.text import fold
from commonthread.places.cited import UNITS
from commonthread.places.postcodes import normal_postcode
from commonthread.places.values import (
    CommunalAddress,
    District,
    Facts,
    Neighbourhood,
    PolicingUnit,
    Postcode,
    School,
    Ward,
)

TABLES = ("wards", "neighbourhoods", "postcodes", "schools", "communal_addresses")


class Gazetteer:
    """All facts about the area, in memory.

    Official facts, where loaded, take the place of the invented ones table by table. What is looked up by
    its key is found in both: invented keys cannot be official ones, and an invented postcode in a test or a
    demonstration means its invented place whatever was loaded.
    """

    def __init__(self, facts: Facts, *, invented: Facts | None = None) -> None:
        beneath = invented or facts
        self.invented_tables = (
            tuple(name for name in TABLES if not getattr(facts, name)) if invented else TABLES
        )
        self.origins = facts.origins
        self.boundaries = facts.boundaries
        self.districts = facts.districts
        self.wards = facts.wards or beneath.wards
        self.neighbourhoods = facts.neighbourhoods or beneath.neighbourhoods
        self.schools = facts.schools or beneath.schools
        self.communal_addresses = facts.communal_addresses or beneath.communal_addresses
        self.postcodes = facts.postcodes or beneath.postcodes
        both = (beneath, facts)
        self._district = _by_code(facts.districts)
        self._ward: Mapping[str, Ward] = _by_code(*(some.wards for some in both))
        self._neighbourhood: Mapping[str, Neighbourhood] = _by_code(*(some.neighbourhoods for some in both))
        self._postcode: Mapping[str, Postcode] = _by_code(*(some.postcodes for some in both))
        self._school = {school.urn: school for some in both for school in some.schools}
        self._communal = _Communal(self.communal_addresses)

    def district(self, code: str) -> District | None:
        return self._district.get(code)

    def ward(self, code: str) -> Ward | None:
        return self._ward.get(code)

    def neighbourhood(self, code: str) -> Neighbourhood | None:
        return self._neighbourhood.get(code)

    def school(self, urn: str) -> School | None:
        return self._school.get(urn)

    def postcode(self, text: str | None) -> Postcode | None:
        """None for what is unknown, lies outside the area or is no postcode."""
        return self._postcode.get(normal_postcode(text or "") or "")

    def district_of(self, postcode: str | None) -> District | None:
        found = self.postcode(postcode)
        return self._district.get(found.district) if found else None

    def ward_of(self, postcode: str | None) -> Ward | None:
        found = self.postcode(postcode)
        return self._ward.get(found.ward) if found and found.ward else None

    def neighbourhood_of(self, postcode: str | None) -> Neighbourhood | None:
        found = self.postcode(postcode)
        return self._neighbourhood.get(found.neighbourhood) if found and found.neighbourhood else None

    def unit_of(self, place: Neighbourhood | Postcode | str, on: date) -> PolicingUnit | None:
        """The unit on a day for a neighbourhood, its code, or a postcode.

        None where nothing says so: before April 2010, outside the area, and where a district had several
        units and its official files do not say which of them the place was in.
        """
        found = self._placed(place) if isinstance(place, str) else place
        if found is None:
            return None
        candidates = [unit for unit in units_on(on) if unit.district == found.district]
        if len(candidates) > 1:
            home = (
                found
                if isinstance(found, Neighbourhood)
                else self._neighbourhood.get(found.neighbourhood or "")
            )
            candidates = [unit for unit in candidates if home and unit.code in home.units]
        return candidates[0] if candidates else None

    def _placed(self, text: str) -> Neighbourhood | Postcode | None:
        return self.neighbourhood(text) or self.postcode(text)

    def communal_address(self, address: str | None, postcode: str | None) -> CommunalAddress | None:
        return self._communal.find(address or "", postcode)

    def is_communal(self, address: str | None, postcode: str | None) -> bool:
        """Whether strangers share this address, so that it makes no household."""
        return self.communal_address(address, postcode) is not None


def units_on(day: date) -> tuple[PolicingUnit, ...]:
    return tuple(unit for unit in UNITS if unit.in_force(day))


class _Communal:
    """Finds a communal address in what people write.

    With its postcode, the building's name or its street line is enough; with another postcode or none, both
    must be there. A hospital has its postcode to itself, whatever the rest says.
    """

    def __init__(self, addresses: Iterable[CommunalAddress]) -> None:
        self.at: dict[str, list[_Site]] = defaultdict(list)
        self.by_first_word: dict[str, list[_Site]] = defaultdict(list)
        for address in addresses:
            name, line = fold(address.name), fold(address.line)
            site = _Site(address, f" {name} ", f" {line} ")
            self.at[address.postcode].append(site)
            self.by_first_word[name.split()[0]].append(site)

    def find(self, address: str, postcode: str | None) -> CommunalAddress | None:
        key = fold(address)
        written = f" {key} "
        for site in self.at.get(normal_postcode(postcode or "") or "", ()):
            if site.address.whole_postcode or site.name in written or site.line in written:
                return site.address
        for word in key.split():
            for site in self.by_first_word.get(word, ()):
                if site.name in written and site.line in written:
                    return site.address
        return None


@dataclass(frozen=True, slots=True)
class _Site:
    """An address with its name and line as they are looked for: folded, whole words."""

    address: CommunalAddress
    name: str
    line: str


def _by_code(*tables: Iterable) -> Mapping:
    return MappingProxyType({row.code: row for table in tables for row in table})
