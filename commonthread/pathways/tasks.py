"""A case's tasks: putting it under a procedure, saying what came of each task, and what waits to be done."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.timezone import localdate, now

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.plan import Wanted, first_tasks, next_tasks
from commonthread.pathways.procedure import Procedure, Step
from commonthread.pathways.procedures import edition_named, edition_on
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.terms import Sort


@dataclass(frozen=True)
class Task:
    """Something that must be done in a case. `owner` is a person, or a team; `done_at` is None while it waits."""

    number: int
    step: Step
    person: int | None
    owner: str
    grade: str
    begun_at: datetime
    counts_from: datetime
    due_at: datetime
    done_at: datetime | None
    done_by: str
    outcome: str
    words: str


@dataclass(frozen=True)
class Work:
    """A task that waits, on the list of its owner or team. `person` is None where it is of the whole case, or the case is
    not one's own; `has_left` where its owner holds no post any more."""

    task: int
    case: int
    is_mine: bool
    procedure: Procedure
    step: Step
    person: int | None
    owner: str
    has_left: bool
    grade: str
    counts_from: datetime
    due_at: datetime

    def share_used(self, at: datetime) -> float:
        """How much of its time has gone by: 1 when it is due."""
        whole = self.due_at - self.counts_from
        return (at - self.counts_from) / whole if whole else 1.0


def follow_procedure(*, by: Scope, case: CaseShown, pathway: str) -> Procedure:
    """Begin the first tasks of today's edition, which the case keeps. ChangedMeanwhile where it follows one already."""
    procedure = edition_on(pathway, localdate())
    wanted = first_tasks(procedure, _people(case), now())
    value(
        "SELECT pathways.follow_procedure(%s, %s, %s, %s::jsonb)",
        case.number, pathway, procedure.edition, _as_json(wanted),
    )  # fmt: skip
    return procedure


def finish_task(*, by: Scope, case: CaseShown, number: int, outcome: str, words: str) -> list[Step]:
    """Say what came of a task; returns the steps that begin with it. ChangedMeanwhile where somebody was quicker, and
    ValueError for an outcome that the step does not have."""
    every = tasks(case)
    task = next((task for task in every if task.number == number), None)
    if task is None:
        raise ValueError("the case has no such task")
    procedure = procedure_of(case)
    wanted = next_tasks(
        procedure, step=task.step.name, person=task.person, outcome=outcome, people=_people(case),
        begun={(earlier.step.name, earlier.person): earlier.begun_at for earlier in every}, at=now(),
    )  # fmt: skip
    value("SELECT pathways.finish_task(%s, %s, %s, %s::jsonb)", number, outcome, words, _as_json(wanted))
    return [procedure[name] for name in dict.fromkeys(found.step for found in wanted)]


def give_task(*, by: Scope, number: int, to: int, because: str) -> None:
    value("SELECT pathways.give_task(%s, %s, %s)", number, to, because)


def procedure_of(case: CaseShown) -> Procedure | None:
    return edition_named(case.pathway, case.edition) if case.pathway else None


def tasks(case: CaseShown) -> list[Task]:
    """Those of a case, in the order in which they began."""
    if not case.pathway:
        return []
    procedure = procedure_of(case)
    return [
        Task(row[0], procedure[row[1]], *row[2:])
        for row in rows("SELECT * FROM pathways.tasks(%s)", case.number)
    ]


def work(*, of_team: bool) -> list[Work]:
    """What waits for the viewer, or for their team too, the soonest due first."""
    found = []
    for row in rows("SELECT * FROM pathways.work(%s)", of_team):
        procedure = edition_named(row[3], row[4])
        found.append(Work(*row[:3], procedure, procedure[row[5]], *row[6:]))
    return found


def _people(case: CaseShown) -> dict[int, Sort]:
    return {person.number: person.sort for person in case.people}


def _as_json(wanted: Iterable[Wanted]) -> str:
    return json.dumps([asdict(task) for task in wanted], default=datetime.isoformat)
