"""Reading meetings: that somebody opened one is on the ledger before anything of it is given."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.meetings import (
    THRESHOLDS,
    THRESHOLDS_OF_ADULTS,
    AttendeeSort,
    Comes,
    LineSort,
    Part,
)
from commonthread.pathways.procedure import Each, Procedure, Step
from commonthread.pathways.procedures import edition_named
from commonthread.pathways.terms import Sort


@dataclass(frozen=True)
class Attendee:
    """`agency` is its name and `code` its code; empty for whoever comes from outside or of the family. `came` is None until it is marked."""

    number: int
    sort: AttendeeSort
    agency: str
    kind: str
    code: str
    name: str
    capacity: str
    part: Part
    part_because: str
    answer: Comes
    words: str
    came: bool | None

    @property
    def called(self) -> str:
        return ", ".join(filter(None, (self.name, self.capacity, self.agency)))


@dataclass(frozen=True)
class Line:
    number: int
    sort: LineSort
    person: int | None
    words: str
    threshold: str
    agency: str
    owner: str
    due_at: datetime | None
    restricted: bool
    unfinished: bool
    typed_by: str
    typed_at: datetime
    replaced_by: int | None
    because: str


@dataclass(frozen=True)
class Lack:
    """What it takes before the meeting can end: `what` is decision, voice, quorum, unfinished or attendance."""

    what: str
    person: int | None
    kind: str


@dataclass(frozen=True)
class Person:
    number: int
    sort: Sort
    may_ask: bool
    is_heard: bool


@dataclass(frozen=True)
class MeetingShown:
    """A meeting as whoever opened it sees it. `is_mine` where they work on its case; others are sent to it."""

    number: int
    case: int
    agency: str
    purpose: str
    because: str
    procedure: Procedure
    step: Step
    tasks: tuple[int, ...]
    quorum: tuple[str, ...]
    heard: Each
    starts_at: datetime
    place: str
    chair: str
    chairs: bool
    called_by: str
    is_mine: bool
    sees_restricted: bool
    pen: str
    pen_is_mine: bool
    ended_at: datetime | None
    without_quorum: str
    without_quorum_by: str
    called_off: str
    people: tuple[Person, ...]
    attendees: tuple[Attendee, ...]
    every_line: tuple[Line, ...]
    lacks: tuple[Lack, ...]

    @property
    def is_over(self) -> bool:
        return bool(self.ended_at or self.called_off)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Those that stand."""
        return tuple(line for line in self.every_line if line.replaced_by is None and not line.unfinished)

    @property
    def typing(self) -> Line | None:
        return next((line for line in self.every_line if line.unfinished), None)

    @property
    def whom(self) -> tuple[int, ...]:
        """Those who are decided for, and whose own voice must be there."""
        return tuple(person.number for person in self.people if person.is_heard)

    @property
    def of_adults(self) -> bool:
        return self.heard is Each.AT_RISK

    @property
    def thresholds(self) -> tuple[str, ...]:
        return THRESHOLDS_OF_ADULTS if self.of_adults else THRESHOLDS

    def of(self, *sorts: LineSort, person: int | None = None) -> tuple[Line, ...]:
        return tuple(
            line for line in self.lines if line.sort in sorts and (person is None or line.person == person)
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of agency that the quorum lacks."""
        return tuple(lack.kind for lack in self.lacks if lack.what == "quorum")


@dataclass(frozen=True)
class Listed:
    number: int
    case: int
    procedure: Procedure
    step: Step
    agency: str
    starts_at: datetime
    place: str
    is_mine: bool
    ended_at: datetime | None
    called_off: str
    tasks: tuple[int, ...]

    @property
    def is_over(self) -> bool:
        return bool(self.ended_at or self.called_off)


def open_meeting(scope: Scope, number: int) -> MeetingShown:
    """Through the door: outside any transaction, as what is read must first be on the ledger."""
    with scope.transaction():
        value("SELECT pathways.open_meeting(%s)", number)
    with scope.transaction():
        return look_again(number)


def look_again(number: int) -> MeetingShown:
    """What a page that was opened looks at by itself."""
    (row,) = rows("SELECT * FROM pathways.meeting(%s)", number)
    procedure = edition_named(row[4], row[5])
    people = [
        Person(row[0], Sort(row[1]), *row[2:])
        for row in rows("SELECT * FROM pathways.meeting_people(%s)", number)
    ]
    attendees = [
        Attendee(row[0], AttendeeSort(row[1]), *row[2:7], Part(row[7]), row[8], Comes(row[9]), *row[10:])
        for row in rows("SELECT * FROM pathways.attendees(%s)", number)
    ]
    lines = [
        Line(row[0], LineSort(row[1]), *row[2:]) for row in rows("SELECT * FROM pathways.lines(%s)", number)
    ]
    lacks = [Lack(*row) for row in rows("SELECT * FROM pathways.lacks(%s)", number)]
    return MeetingShown(
        number, *row[:4], procedure, procedure[row[6]], tuple(row[7]), tuple(row[8]), Each(row[9]), *row[10:],
        tuple(people), tuple(attendees), tuple(lines), tuple(lacks),
    )  # fmt: skip


def meetings(case: int | None = None) -> list[Listed]:
    """Of a case, or of all on which the viewer works or to which they are sent: those to come first."""
    found = []
    for row in rows("SELECT * FROM pathways.meetings(%s)", case):
        procedure = edition_named(row[2], row[3])
        found.append(Listed(*row[:2], procedure, procedure[row[4]], *row[5:11], tuple(row[11])))
    return found
