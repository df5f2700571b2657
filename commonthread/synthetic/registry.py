"""Numbers people and households as they are made, and gives people their identifiers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from commonthread.synthetic import identifiers
from commonthread.synthetic.people import Person

NHS_NUMBER_MISSING = 0.03
UPN_FROM_AGE = 3
FORMER_UPN = 0.015
# The scramble keeps an agency's numbers from telling who was entered beside whom.
SCRAMBLE = 7_368_787
NUMBERS = 10_000_000


@dataclass
class Registry:
    chance: Random
    people: int = 0
    households: int = 0
    pupils: int = 0
    issued_nhs: list[str] = field(default_factory=list)
    _nhs: Iterator[str] = field(init=False)
    _agency_counts: dict[str, int] = field(default_factory=dict)
    _beyond: int = 0

    def __post_init__(self) -> None:
        self._nhs = identifiers.nhs_numbers(self.chance)

    def next_person(self) -> int:
        self.people += 1
        return self.people

    def next_household(self) -> int:
        self.households += 1
        return self.households

    def give_nhs_number(self, person: Person, chance: Random, always: bool = False) -> None:
        number = next(self._nhs, None)
        if number and (always or chance.random() >= NHS_NUMBER_MISSING):
            person.nhs_number = number
            self.issued_nhs.append(number)

    def give_upn(self, person: Person, chance: Random, until: date) -> None:
        if UPN_FROM_AGE <= person.age_on(until) <= 18:
            person.upn = self._next_upn(person.born_on.year + 4)
            if chance.random() < FORMER_UPN:
                person.former_upn = self._next_upn(person.born_on.year + 4)

    def somebody_elses_nhs_number(self, chance: Random) -> str | None:
        return chance.choice(self.issued_nhs) if self.issued_nhs else None

    def go_on_beyond(self, count: int) -> None:
        """No number that an agency gives from now on is among the first `count`."""
        self._beyond = count

    def agency_number(self, agency: str, prefix: str) -> str:
        count = self._agency_counts[agency] = self._agency_counts.get(agency, 0) + 1
        count += self._beyond
        return f"{prefix}{count * SCRAMBLE % NUMBERS:07d}"

    def _next_upn(self, year: int) -> str:
        self.pupils += 1
        return identifiers.upn(1000 + self.pupils // 1000 % 9000, year, self.pupils % 1000)
