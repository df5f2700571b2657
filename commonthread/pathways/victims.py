"""What victims are told of an investigation: by when, in a safe way alone, and what they were told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.catalogue.supervised_investigation import VICTIM_UPDATE
from commonthread.pathways.investigation import PartIn
from commonthread.pathways.plan import begun_clock
from commonthread.pathways.settings import my_area

ENHANCED, STANDARD = "enhanced rights", "standard"


class Happened(StrEnum):
    """What the Victims' Code gives a right to be told of."""

    ARRESTED = "a suspect was arrested"
    INTERVIEWED = "a suspect was interviewed under caution"
    RELEASED = "a suspect was released without charge"
    BAILED = "a suspect was bailed, released under investigation, or bail was changed"
    CHARGED = "a suspect was charged"
    NO_ACTION = "no further action is taken"


class Way(StrEnum):
    """How somebody is told by people. In writing they are sent a notice, which goes to a safe address alone, and counts once it
    arrived: `notices.victims`."""

    IN_PERSON = "in person"
    TELEPHONE = "by telephone"
    ADVOCATE = "through somebody who supports them"
    NOTICE = "by a notice to a safe address"


@dataclass(frozen=True)
class Update:
    """`way` and `safe_because` are empty where they were not told. Of what was written `notice` is the number; it counts from
    `given_at`, and not at all once it has `failed_at`."""

    person: int
    was_told: bool
    of: str
    words: str
    way: str
    safe_because: str
    by: str
    at: datetime
    notice: int | None
    given_at: datetime | None
    given_how: str
    failed_at: datetime | None
    failed_because: str

    @property
    def is_on_its_way(self) -> bool:
        return self.notice is not None and not self.given_at and not self.failed_at


def tell_by(at: datetime, *, enhanced: bool) -> datetime:
    """By when a victim is told of what happened at a time, in the viewer's area."""
    here = my_area()
    return (
        begun_clock(here.rule(VICTIM_UPDATE), at, ENHANCED if enhanced else STANDARD).due(here.calendars).at
    )


def say_part(
    *, by: Scope, case: int, person: int, part: PartIn, enhanced: bool, because: str, at: datetime
) -> None:
    """What somebody is in it from now on. A victim is told by a time how it stands; of nobody else anything stays to be told."""
    value(
        "SELECT pathways.say_part(%s, %s, %s, %s, %s, %s, %s)",
        case, person, part.value, enhanced, because, tell_by(at, enhanced=enhanced), str(VICTIM_UPDATE),
    )  # fmt: skip


def happened(*, by: Scope, case: int, what: Happened, at: datetime) -> int:
    """Something that victims have a right to be told of; returns how many are to be told."""
    return value(
        "SELECT pathways.happened(%s, %s, %s, %s, %s)",
        case, what.value, tell_by(at, enhanced=False), tell_by(at, enhanced=True), str(VICTIM_UPDATE),
    )  # fmt: skip


def record_update(
    *,
    by: Scope,
    case: int,
    person: int,
    of: str,
    words: str,
    way: Way | None,
    safe_because: str,
    next_at: datetime | None,
) -> None:
    """What a victim was told by somebody, and how it is known that the way was safe; without a `way` why they were not told.
    ValueError for what goes by a notice, which `notices.victims` sends."""
    if way is Way.NOTICE:
        raise ValueError("a notice is sent, and not said to have been")
    value(
        "SELECT pathways.record_update(%s, %s, %s, %s, %s, %s, %s, %s)",
        case, person, way is not None, of, words, way.value if way else "", safe_because if way else "", next_at,
    )  # fmt: skip


def confirm_written(*, by: Scope, case: int, notice: int, how: str) -> None:
    """That what was written reached the victim, and how it is known. ChangedMeanwhile where that is settled already."""
    value("SELECT pathways.confirm_written(%s, %s, %s)", case, notice, how)


def updates(case: int) -> list[Update]:
    """Of all victims, the latest first."""
    return [Update(*row) for row in rows("SELECT * FROM pathways.updates(%s)", case)]
