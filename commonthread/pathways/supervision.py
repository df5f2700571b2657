"""Supervising a case, with what was opened of it before; and which cases wait to be supervised."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.procedure import Step
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.tasks import Task, as_json, follows, procedure_of


@dataclass(frozen=True)
class Opened:
    """What the ledger says: how many records were read under the case since then, and how often it was opened."""

    since: datetime
    records: int
    openings: int


@dataclass(frozen=True)
class Directing:
    """Nobody directs a case that they lead themselves: `others` are by name those who could."""

    is_led_by_me: bool
    others: tuple[str, ...]


# A local figure, until the partnership sets its own: how long a case may be open before anybody has supervised it.
NEVER_AFTER = timedelta(days=28)
OWN = 0


@dataclass(frozen=True)
class Supervision:
    by: str
    at: datetime
    direction: str
    next_at: datetime | None
    opened: Opened


def supervise(*, by: Scope, case: int, direction: str, next_at: datetime) -> None:
    """AnotherPerson where whoever gives the direction leads the case, or has opened nothing of it since the last."""
    value("SELECT pathways.supervise(%s, %s, %s)", case, direction, next_at)


def review(*, by: Scope, case: CaseShown, task: Task, outcome: str, direction: str) -> list[Step]:
    """Sign the review that a procedure asks for; returns what begins with it. AnotherPerson as for any direction,
    ChangedMeanwhile where somebody was quicker, and ValueError for an outcome that the step does not have."""
    wanted = follows(case, task, outcome)
    value(
        "SELECT pathways.review(%s, %s, %s, %s, %s::jsonb)",
        case.number, task.number, outcome, direction, as_json(wanted),
    )  # fmt: skip
    procedure = procedure_of(case)
    return [procedure[name] for name in dict.fromkeys(found.step for found in wanted)]


def opened_by_me(case: int) -> Opened:
    ((since, records, openings),) = rows("SELECT * FROM pathways.opened_by_me(%s)", case)
    return Opened(since, records, openings)


def who_directs(case: int) -> Directing:
    ((is_led_by_me, others),) = rows("SELECT * FROM pathways.who_directs(%s)", case)
    return Directing(is_led_by_me, tuple(others))


def supervisions(case: int) -> list[Supervision]:
    """The latest first. The one that closed the case has no next time."""
    return [
        Supervision(*row[:4], Opened(*row[4:]))
        for row in rows("SELECT * FROM pathways.supervisions(%s)", case)
    ]


@dataclass(frozen=True)
class Unsupervised:
    """A case by number. `pathway` is empty where it follows none. `next_at` is by when somebody supervises it; without a last
    time counted from when it was opened."""

    number: int
    team: str
    lead: str
    is_mine: bool
    may_join: bool
    pathway: str
    opened_at: datetime
    last_at: datetime | None
    last_by: str
    next_at: datetime
    is_due: bool


@dataclass(frozen=True)
class SupervisionList:
    """One part; `total` are the open cases, `due` those whose time is over."""

    total: int
    due: int
    items: list[Unsupervised]


def supervision_list(*, team: int | None, only_due: bool, limit: int, offset: int) -> SupervisionList:
    """Of a team, or of all the agency; the longest overdue first. NotAllowed for whoever does not supervise."""
    found = rows(
        "SELECT * FROM pathways.supervision_due(%s, %s, %s, %s, %s)",
        team,
        NEVER_AFTER,
        only_due,
        limit,
        offset,
    )
    total, due = found[0][:2] if found else (0, 0)
    return SupervisionList(total, due, [Unsupervised(*row[2:]) for row in found])


def overdue_supervision() -> int:
    """How many cases of the viewer's own team wait too long."""
    return supervision_list(team=OWN, only_due=True, limit=1, offset=0).due


def look_after(*, by: Scope, case: int, because: str) -> None:
    """Come onto a case of one's team, or of one that nobody supervises, to read and direct it."""
    value("SELECT pathways.look_after(%s, %s)", case, because)
