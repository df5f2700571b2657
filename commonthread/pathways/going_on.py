"""Whoever is asked goes on under a case of their own: opened with the answer, and each side sees that the other goes on."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate, now

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.asked import AskedTask, answers
from commonthread.pathways.plan import first_tasks, next_tasks
from commonthread.pathways.procedures import edition_on
from commonthread.pathways.settings import my_area
from commonthread.pathways.tasks import as_json


@dataclass(frozen=True)
class Opening:
    """The case that is opened. `team` has it; `leads` where whoever answers, of that team, leads it themselves. `because` says why
    not the team that was asked; `aims` are the first edition of the plan."""

    aims: str
    team: int
    leads: bool = False
    because: str = ""


@dataclass(frozen=True)
class Open:
    """An investigation of the viewer's that is open about one of the same people."""

    case: int
    opened_at: datetime
    because: str


@dataclass(frozen=True)
class GoneOn:
    """`from_here` where it goes on in the `other` case, else it came from there. `is_ours` where the viewer works on that too; else
    nothing else of it is told."""

    task: int
    from_here: bool
    other: int
    agency: str
    is_ours: bool
    at: datetime
    closed_at: datetime | None


def could_go_on(task: AskedTask) -> list[Open]:
    return [Open(*row) for row in rows("SELECT * FROM pathways.could_go_on(%s)", task.task)]


def go_on(*, by: Scope, task: AskedTask, outcome: str, words: str, into: Opening | int) -> int:
    """Answer, and go on in a case that is opened with it, or in one's own that is open: returns its number. ChangedMeanwhile where
    somebody was quicker; NotAllowed for a team or case that is not there."""
    wanted = as_json(answers(task, outcome))
    if isinstance(into, int):
        return value(
            "SELECT pathways.go_on(%s, %s, %s, %s::jsonb, %s, '', '', NULL, false, '', '[]')",
            task.task, outcome, words, wanted, into,
        )  # fmt: skip
    procedure, at, here = edition_on(task.step.opens[outcome], localdate()), now(), my_area()
    begins = first_tasks(procedure, {}, at, here)
    begins += next_tasks(
        procedure, step="plan", person=None, outcome="written", people={}, begun={}, at=at, area=here
    )
    return value(
        "SELECT pathways.go_on(%s, %s, %s, %s::jsonb, NULL, %s, %s, %s, %s, %s, %s::jsonb)",
        task.task, outcome, words, wanted, procedure.edition, into.aims, into.team, into.leads, into.because, as_json(begins),
    )  # fmt: skip


def gone_on(case: int) -> list[GoneOn]:
    return [GoneOn(*row) for row in rows("SELECT * FROM pathways.gone_on(%s, NULL)", case)]


def gone_on_from(task: AskedTask) -> GoneOn | None:
    """Where what was asked goes on, for whoever may answer it."""
    return next((GoneOn(*row) for row in rows("SELECT * FROM pathways.gone_on(NULL, %s)", task.task)), None)
