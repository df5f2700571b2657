"""Where people lived and when, from the addresses that agencies gave; and so who lived with whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

# More people than this at one address make no household: it is a block or a place that nobody has listed as communal.
MOST_AT_ONE_ADDRESS = 16


@dataclass(frozen=True, order=True)
class Report:
    """One record's word that a person lived at an address on a day."""

    on: date
    record: int
    person: int
    address: int


@dataclass(frozen=True)
class Stay:
    """A person at an address, from the first report of it to the first report of another."""

    person: int
    address: int
    since: date
    until: date | None
    record: int


@dataclass(frozen=True)
class LivedWith:
    person: int
    other: int
    record: int
    other_record: int
    since: date
    until: date | None


def stays(reports: Iterable[Report]) -> Iterator[Stay]:
    """Each person's stays in order. A return to an earlier address is a new stay."""
    by_person: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        by_person[report.person].append(report)
    for person in sorted(by_person):
        moves = _moves(sorted(by_person[person]))
        for here, leaving in zip(moves, [*moves[1:], None], strict=True):
            yield Stay(person, here.address, here.on, leaving.on if leaving else None, here.record)


def lived_together(found: Iterable[Stay]) -> Iterator[LivedWith]:
    """Each two people who were at one address at one time, once, with the latest such time."""
    at_address: dict[int, list[Stay]] = defaultdict(list)
    for stay in found:
        at_address[stay.address].append(stay)
    latest: dict[tuple[int, int], LivedWith] = {}
    for here in at_address.values():
        if len({stay.person for stay in here}) > MOST_AT_ONE_ADDRESS:
            continue
        for one, other in combinations(sorted(here, key=lambda stay: (stay.person, stay.since)), 2):
            together = _overlap(one, other)
            if together and (
                (one.person, other.person) not in latest
                or latest[one.person, other.person].since < together.since
            ):
                latest[one.person, other.person] = together
    yield from latest.values()


def _moves(reports: list[Report]) -> list[Report]:
    """The first report of each address in a row."""
    return [
        report
        for before, report in zip([None, *reports], reports, strict=False)
        if before is None or before.address != report.address
    ]


def _overlap(one: Stay, other: Stay) -> LivedWith | None:
    if one.person == other.person:
        return None
    since = max(one.since, other.since)
    until = min((day for day in (one.until, other.until) if day), default=None)
    if until is not None and until <= since:
        return None
    return LivedWith(one.person, other.person, one.record, other.record, since, until)
