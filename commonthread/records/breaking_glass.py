"""Breaking the glass: least first, content as a second step, an hour at most, reviewed by whoever held the records."""

from dataclasses import dataclass
from datetime import date, datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import rows
from commonthread.kernel.calendars import working_days_after
from commonthread.kernel.dates import in_england

PURPOSE = "breaking the glass: somebody is in danger now"
OUTCOMES = ("right", "right, with something to learn", "not right")
WORKING_DAYS = 5


@dataclass(frozen=True)
class Knows:
    """An agency that knows the person: whom to ring, and when its latest child protection plan began and ended."""

    agency: str
    telephone: str
    hours: str
    plan_from: datetime | None
    plan_until: datetime | None

    def plan_on(self, now: datetime) -> bool:
        return self.plan_from is not None and (self.plan_until is None or self.plan_until > now)


@dataclass(frozen=True)
class Broken:
    """Somebody's own look behind the glass, while it lasts, and the case that it opened. `content_at` is when its
    records were opened."""

    number: int
    person: int
    case: int
    reason: str
    until_at: datetime
    content_at: datetime | None
    known_to: tuple[Knows, ...]


@dataclass(frozen=True)
class Review:
    """A glass that was broken, for the agency whose records it was about. `read` counts those that were read."""

    number: int
    at: datetime
    name: str
    agency: str
    person: int | None
    reason: str
    content_at: datetime | None
    read: int
    outcome: str
    words: str
    reviewed_by: str | None
    reviewed_at: datetime | None

    @property
    def due_on(self) -> date:
        return to_be_reviewed_by(self.at)


def to_be_reviewed_by(broken_at: datetime) -> date:
    return working_days_after(in_england(broken_at).date(), WORKING_DAYS)


def open_records(*, by: Scope, glass: int, reason: str) -> int:
    """The second step; returns the person, whose records may be read until the hour is over."""
    ((person,),) = rows("SELECT records.open_glass(%s, %s)", glass, reason)
    return person


def broken(scope: Scope, glass: int) -> Broken:
    """What the first step shows, through the door. Outside any transaction."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT records.ask_glass(%s)", glass)
    with scope.transaction():
        found = rows("SELECT * FROM records.take_glass(%s)", ticket)
    return Broken(*found[0][:6], tuple(Knows(*row[6:]) for row in found))


def review(*, by: Scope, number: int, outcome: str, words: str) -> None:
    rows("SELECT records.review_glass(%s, %s, %s)", number, outcome, words)


def reviews(scope: Scope, *, reason: str) -> tuple[Review, ...]:
    """Those of the viewer's agency, the waiting ones first, through the door. Outside any transaction."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT records.ask_glass_reviews(%s)", reason)
    with scope.transaction():
        return tuple(Review(*row) for row in rows("SELECT * FROM records.take_glass_reviews(%s)", ticket))


def waiting_for_review() -> list[datetime]:
    """When each glass was broken that the viewer's agency has not reviewed yet."""
    return [at for (at,) in rows("SELECT records.glass_to_review()")]
