"""What waits to be done, the worst first: one's own, one's team's, the agency's; and how much each team has."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.procedure import Procedure, Step
from commonthread.pathways.procedures import edition_named

# The worst first: how grave a grade is. A local table, until the partnership sets its own.
GRAVITY = {
    "red": 3, "high": 3, "amber": 2, "medium": 2, "standard": 1, "green": 1, "low": 1,
    "goes on, high": 3, "goes on, medium": 2, "goes on, standard": 1,
}  # fmt: skip


class Whose(StrEnum):
    """Whose work is listed. `MINE` and `TEAM` have on them as well what one was told of; `OTHERS` is what other agencies
    are asked in one's cases; `AGENCY` is for those who supervise."""

    MINE = "mine"
    TEAM = "team"
    AGENCY = "agency"
    OTHERS = "others"


@dataclass(frozen=True)
class Chosen:
    """Which of it: overdue alone, of one pathway or step, in cases about one person, of one team."""

    overdue: bool = False
    pathway: str = ""
    step: str = ""
    person: int | None = None
    team: int | None = None

    @property
    def as_json(self) -> str:
        given = {"overdue": self.overdue or None, "pathway": self.pathway or None, "step": self.step or None,
                 "person": self.person, "team": self.team}  # fmt: skip
        return json.dumps({name: wanted for name, wanted in given.items() if wanted is not None})


@dataclass(frozen=True)
class Work:
    """A task that waits. `person` is None where it is of the whole case, or the case is not one's own; `may_take` where one
    may put oneself on it; `is_own` where it is one's own or one's team's to hand over, and `offered_to` is to whom it is offered;
    `is_covered` where one covers for its owner; `is_told` where it was escalated to the viewer; `has_left` where its owner holds no post any more.
    `share` is how much of its time has gone by, 1 when it is due; `contacts` how many cases within a year somebody of it was
    in. Outside a procedure there is no `step`."""

    task: int
    case: int
    is_mine: bool
    may_take: bool
    is_told: bool
    procedure: Procedure | None
    step: Step | None
    does: str
    agency: str
    person: int | None
    owner: str
    has_left: bool
    grade: str
    begun_at: datetime
    counts_from: datetime
    due_at: datetime
    stopped_at: datetime | None
    told: tuple[str, ...]
    told_at: datetime | None
    share: float
    contacts: int
    is_covered: bool
    is_own: bool
    offered_to: str

    def is_overdue(self, at: datetime) -> bool:
        return self.stopped_at is None and self.due_at < at


@dataclass(frozen=True)
class Counts:
    """How many wait, and how many are overdue; since today, since this week, for longer; `longest` is the task that has used
    most of its own time."""

    waiting: int
    overdue: int
    today: int
    week: int
    longer: int
    longest: int | None


@dataclass(frozen=True)
class Listed:
    """One part of a list. `total` are those that are as was chosen, `counts` are of all."""

    counts: Counts
    total: int
    items: list[Work]


@dataclass(frozen=True)
class Workload:
    """What one team has: of the tasks that wait, `unowned` are nobody's by name. `people` have a post in it today."""

    team: int
    name: str
    people: int
    waiting: int
    overdue: int
    unowned: int
    oldest: datetime | None
    share: float | None


def work(
    whose: Whose = Whose.MINE, chosen: Chosen = Chosen(), *, limit: int = 500, offset: int = 0
) -> Listed:
    """One part of what waits: the overdue first, the gravest of those on top."""
    found = rows(
        "SELECT * FROM pathways.work(%s, %s::jsonb, %s::jsonb, %s, %s)",
        whose.value, json.dumps(GRAVITY), chosen.as_json, limit, offset,
    )  # fmt: skip
    return Listed(Counts(*found[0][:6]), found[0][6], [_work(*row[7:]) for row in found if row[7]])


def counts(whose: Whose) -> Counts:
    return work(whose, limit=0).counts


def workload() -> list[Workload]:
    """By team, those with most overdue first; NotAllowed for whoever does not supervise."""
    return [Workload(*row) for row in rows("SELECT * FROM pathways.workload()")]


def keep_printed(*, by: Scope, tasks: Sequence[int], of: str) -> None:
    """To be committed before a list of work is given out to be printed: which tasks stand on it."""
    value("SELECT pathways.keep_printed(%s::bigint[], %s)", list(tasks), of)


def take_task(*, by: Scope, number: int, because: str) -> int:
    """Put oneself on a task that nobody does in time; returns its case. NotAllowed where one was not told and has no part."""
    return value("SELECT pathways.take_task(%s, %s)", number, because)


def _work(
    task: int, case: int, is_mine: bool, may_take: bool, is_told: bool, pathway: str, edition: str, step: str, does: str,
    agency: str, person: int | None, owner: str, has_left: bool, grade: str, begun_at: datetime, counts_from: datetime,
    due_at: datetime, stopped_at: datetime | None, told: list[str], *rest,
) -> Work:  # fmt: skip
    procedure = edition_named(pathway, edition) if pathway else None
    declared = procedure[step] if step else None
    found = Work(task, case, is_mine, may_take, is_told, procedure, declared, does, agency, person, owner, has_left, grade,
                 begun_at, counts_from, due_at, stopped_at, tuple(told), *rest)  # fmt: skip
    return replace(found, does=declared.does) if declared else found
