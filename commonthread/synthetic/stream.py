"""Another year of the invented force area, as a stream: what each agency writes down, when it happens."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from commonthread.kernel.dates import LONDON
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.life import household_year
from commonthread.synthetic.life.year import Year
from commonthread.synthetic.population import population
from commonthread.synthetic.registry import Registry
from commonthread.synthetic.rows import Rows
from commonthread.synthetic.scribe import Scribe
from commonthread.synthetic.stories.told import tell_all
from commonthread.synthetic.synthesise import senders_of

# Of the force area: 2,000 emergency calls a day among 2.92 million people.
CALLS_A_DAY, AREA = 2_000, 2_920_000
# An agency's numbers of the year that is on file are all below this.
ON_FILE = 4_000_000
YEAR = timedelta(days=365)
# What agencies send as a matter of course bears a concern; these come when they are asked for.
ROUTINE = ("gp_registration", "school_enrolment", "housing")


@dataclass(frozen=True)
class Row:
    """One row of an agency's file of a kind."""

    agency: str
    kind: str
    cells: Mapping[str, str]


class Stream:
    """The first `people` people of a synthesised area, with the year after the one that `until` ends.

    The agencies know of them what they knew at the end of that year. What happens is dated when it is taken, so that the
    stream can be played at any time; `passed` is how far into the year it is.
    """

    def __init__(self, people: int, seed: int, until: date, progress: Callable[[int], object]) -> None:
        self.people, self.passed = people, timedelta()
        self._chance = Random(f"{seed}:stream")
        registry, self._rows = Registry(Random(f"{seed}:numbers")), _Caught()
        senders = senders_of(registry, self._rows, lambda row: None, until)
        for story in tell_all(registry, until):
            for event in story.events:
                senders.scribe.write(self._chance, event)
        happening: list[tuple[datetime, int, Event]] = []
        for kin in population(registry, people, seed, until):
            senders.send_year(Year(Random(f"{seed}:{kin.number}:year"), until), kin)
            another = Year(Random(f"{seed}:{kin.number}:another year"), until)
            for event in household_year.events(another, kin):
                if (
                    isinstance(event, Event)
                    and event.kind not in ROUTINE
                    and event.at.date() >= another.since
                ):
                    happening.append((event.at, len(happening), event))
            progress(registry.people)
        registry.go_on_beyond(ON_FILE)
        self._scribe: Scribe = senders.scribe
        self._begins = datetime.combine(until - YEAR, time(), LONDON)
        self._waiting = iter(sorted(happening))
        self._next = next(self._waiting, None)

    @property
    def is_over(self) -> bool:
        return self._next is None

    def take(self, span: timedelta, now: datetime) -> Iterator[Row]:
        """What happens within the next span of the year, as though it happened now."""
        self.passed += span
        while self._next and self._next[0] - self._begins <= self.passed:
            event = _happening_now(self._next[2], now)
            self._next = next(self._waiting, None)
            self._scribe.write(self._chance, event)
            yield self._rows.last

    def other_calls(self, span: timedelta) -> int:
        """How many calls within such a span nobody marks for safeguarding."""
        expected = CALLS_A_DAY * self.people / AREA * (span / timedelta(days=1))
        whole = int(expected)
        return whole + (self._chance.random() < expected - whole)


class _Caught(Rows):
    """Takes rows in as files would, and keeps the last alone."""

    def add(self, file: tuple[str, ...], order: str, cells: Mapping[str, str]) -> None:
        agency, _, kind, *_ = file
        self.last = Row(agency, kind, cells)


def _happening_now(event: Event, now: datetime) -> Event:
    """The same, as though it happened at this minute; what had come after it has not come yet."""
    later = now.replace(second=0, microsecond=0) - event.at
    moved = {field.name: getattr(event, field.name) for field in fields(event)}
    return Event(**moved | {
        "at": event.at + later,
        "until": None,
        "detail": {name: _moved(value, later, now) for name, value in event.detail.items()},
        "named": [_named_now(named, later, now) for named in event.named],
    })  # fmt: skip


def _named_now(named: Named, later: timedelta, now: datetime) -> Named:
    return replace(named, facts={name: _moved(value, later, now) for name, value in named.facts.items()})


def _moved(value: Any, later: timedelta, now: datetime) -> Any:
    if isinstance(value, datetime):
        return value + later if value + later <= now else None
    if isinstance(value, date):
        return value + later
    return value
