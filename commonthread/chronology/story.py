"""The story of a person or household: what each agency knows, in one line of time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from commonthread.chronology.lanes import LANES, Lane
from commonthread.records.kind import AgencyKind, Category
from commonthread.records.record import Seen

LONDON = ZoneInfo("Europe/London")


def in_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


@dataclass(frozen=True, kw_only=True)
class AgencyShown:
    code: str
    name: str
    kind: AgencyKind

    @property
    def lane(self) -> Lane:
        return LANES[self.kind]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One record in the story. `line` is content: None until it has been taken through the door.

    An entry that is held elsewhere says that there is something, and whom to ring; it never has a line. Of one that is
    shared as a summary only the line is known.
    """

    record: int
    kind: str
    label: str
    agency: AgencyShown
    category: Category
    happened_from: datetime
    received_at: datetime
    happened_until: datetime | None = None
    time_known: bool = True
    line: str | None = None
    seen: Seen = Seen.NOT_RECORDED
    seen_alone: bool | None = None
    persons: tuple[int, ...] = ()
    held_elsewhere: bool = False
    ring: str | None = None
    summary_only: bool = False
    superseded_by: int | None = None
    supersedes: int | None = None

    def __post_init__(self) -> None:
        if self.held_elsewhere and self.line is not None:
            raise ValueError("an entry that is held elsewhere has no line")

    @property
    def day(self) -> date:
        return self.happened_from.astimezone(LONDON).date()

    @property
    def last_day(self) -> date:
        return (self.happened_until or self.happened_from).astimezone(LONDON).date()

    @property
    def lane(self) -> Lane:
        return self.agency.lane


def _in_order(entry: Entry) -> tuple[datetime, datetime, int]:
    return entry.happened_from, entry.received_at, entry.record


@dataclass(frozen=True)
class Story:
    """Entries, oldest first. Every filter gives another story."""

    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "entries", tuple(sorted(self.entries, key=_in_order)))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def where(self, holds: Callable[[Entry], bool]) -> "Story":
        return Story(tuple(entry for entry in self.entries if holds(entry)))

    def of(self, *kinds: str) -> "Story":
        return self.where(lambda entry: entry.kind in kinds)

    def by(self, *agencies: str) -> "Story":
        return self.where(lambda entry: entry.agency.code in agencies)

    def about(self, *persons: int) -> "Story":
        return self.where(lambda entry: not set(persons).isdisjoint(entry.persons))

    def since(self, day: date) -> "Story":
        """What happened on this day or later, or was still going on then."""
        return self.where(lambda entry: entry.last_day >= day)

    def until(self, day: date) -> "Story":
        """What began on this day or earlier."""
        return self.where(lambda entry: entry.day <= day)

    @property
    def current(self) -> "Story":
        """Without what a correction has superseded."""
        return self.where(lambda entry: entry.superseded_by is None)

    @property
    def agencies(self) -> tuple[AgencyShown, ...]:
        return tuple(sorted(set(entry.agency for entry in self), key=lambda agency: agency.name))

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Names and labels of the kinds that occur, by label."""
        return tuple(sorted({(entry.kind, entry.label) for entry in self}, key=lambda kind: kind[1]))

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that have entries, in their fixed order."""
        present = {entry.lane for entry in self}
        return tuple(lane for lane in LANES.values() if lane in present)
