"""Invented people, the households that they form and where they lived when."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commonthread.synthetic.census import EthnicGroup
from commonthread.synthetic.names.culture import Culture


@dataclass(frozen=True, slots=True)
class Address:
    line: str
    postcode: str
    district: str
    neighbourhood: str
    uprn: str
    communal: bool = False


@dataclass(slots=True, eq=False)
class Household:
    """People tied by an address; `homes` runs from the first address to the last."""

    number: int
    homes: list[tuple[date, Address]]
    strain: float = 1.0
    members: list["Person"] = field(default_factory=list)

    @property
    def address(self) -> Address:
        return self.homes[-1][1]

    @property
    def district(self) -> str:
        return self.address.district

    def address_on(self, day: date) -> Address:
        return next((address for since, address in reversed(self.homes) if since <= day), self.homes[0][1])


@dataclass(slots=True, eq=False)
class Person:
    number: int
    sex: str
    born_on: date
    culture: Culture
    ethnic_group: EthnicGroup
    given_name: str
    family_name: str
    middle_names: str | None = None
    former_family_name: str | None = None
    renamed_on: date | None = None
    known_as: str | None = None
    alias: str | None = None
    expected_on: date | None = None
    nhs_number: str | None = None
    upn: str | None = None
    former_upn: str | None = None
    pnc_id: str | None = None
    language: str = "English"
    interpreter_needed: bool = False
    disability: str | None = None
    phone: str | None = None
    email: str | None = None
    school: str | None = None
    practice: str | None = None
    mother: "Person | None" = None
    father: "Person | None" = None
    partner: "Person | None" = None
    former_partner: "Person | None" = None
    twin: "Person | None" = None
    namesake: "Person | None" = None
    looked_after_since: date | None = None
    homes: list[tuple[date, Household]] = field(default_factory=list)
    on_file: dict[str, Any] = field(default_factory=dict)

    @property
    def household(self) -> Household:
        return self.homes[-1][1]

    def household_on(self, day: date) -> Household:
        return next((home for since, home in reversed(self.homes) if since <= day), self.homes[0][1])

    def address_on(self, day: date) -> Address:
        return self.household_on(day).address_on(day)

    def age_on(self, day: date) -> int:
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    def family_name_on(self, day: date) -> str:
        renamed = self.renamed_on and day < self.renamed_on
        return self.former_family_name if renamed and self.former_family_name else self.family_name


@dataclass(slots=True, eq=False)
class Kin:
    """Related households, generated together: the unit in which the area is made."""

    number: int
    households: list[Household] = field(default_factory=list)

    @property
    def people(self) -> list[Person]:
        return [person for household in self.households for person in household.members]


def parents_of(child: Person, day: date) -> list[Person]:
    """The parents, those who live with the child first."""
    parents = [parent for parent in (child.mother, child.father) if parent]
    home = child.household_on(day)
    return sorted(parents, key=lambda parent: parent.household_on(day) is not home)


def children_in(household: Household, day: date) -> list[Person]:
    return sorted(
        (
            p
            for p in household.members
            if p.born_on <= day and p.age_on(day) < 18 and p.household_on(day) is household
        ),
        key=lambda child: child.born_on,
    )


def adults_in(household: Household, day: date) -> list[Person]:
    return [p for p in household.members if p.age_on(day) >= 18 and p.household_on(day) is household]
