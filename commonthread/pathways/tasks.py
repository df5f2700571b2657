"""A case's tasks: the steps of its procedure, and what somebody or an event adds; saying what came of each; what waits."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from django.db import connections
from django.utils.timezone import localdate, now

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.plan import Wanted, first_tasks, next_tasks
from commonthread.pathways.procedure import REFERRAL, Procedure, Step
from commonthread.pathways.procedures import edition_named, edition_on, editions
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.schools import area_of_case
from commonthread.pathways.terms import Sort

LONGEST_AGO = timedelta(days=92)
TOLD_THEN = "what led to it was told then"
# What may come of a task that is no step of a procedure: nothing follows from it.
OUTCOMES = {"done": (), "not needed any more": ()}


@dataclass(frozen=True)
class Task:
    """Something that must be done in a case. `owner` is a person, or a team; `done_at` is None while it waits.

    One that is no step of the procedure has no `step`: `source` says which clock or who sets its time, `because` why it is
    to be done, and `set_by` who added it, empty for an event. `agency` is whose it is; while another may not be asked yet,
    `may_ask` is false and it is told nothing. `disagreement` is that of which it waits, and on whose page it ends; `notice` what was sent and has not been heard, which
    closing the case does not end; `minutes_of` the meeting whose minutes are to go out. `told` are
    those who were told that it is overdue, or whose it is no more."""

    number: int
    step: Step | None
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
    does: str
    source: str
    because: str
    set_by: str
    agency: str
    may_ask: bool
    stopped_at: datetime | None
    told: list[str]
    told_at: datetime | None
    decided_by: str
    disagreement: int | None
    notice: int | None
    minutes_of: int | None

    def is_overdue(self, at: datetime) -> bool:
        return self.done_at is None and self.stopped_at is None and self.due_at < at

    @property
    def outcomes(self) -> Mapping[str, tuple[str, ...]]:
        """What may come of it, and the steps that each begins."""
        return self.step.outcomes if self.step else OUTCOMES


def follow_procedure(
    *,
    by: Scope,
    case: CaseShown,
    pathway: str,
    since: datetime | None = None,
    since_because: str = "",
    referred_at: datetime | None = None,
) -> Procedure:
    """Begin the first tasks of today's edition, which the case keeps. ChangedMeanwhile where it follows one already.

    Clocks count from `since`, when what begins it happened (a child was taken into protection, somebody was reported missing), at
    most 92 days ago: else from now. ValueError for another time, and where nobody says how it is known. `referred_at` is when it was
    told."""
    procedure, at = edition_on(pathway, localdate()), since or now()
    if not now() - LONGEST_AGO <= at <= now():
        raise ValueError("it began at a time that has been, within 92 days")
    if since and not since_because.strip():
        raise ValueError("say how it is known that it was then")
    begun = {(REFERRAL, None): referred_at} if referred_at else {}
    here = area_of_case(case.number, by_school=procedure.counts_by_school)
    wanted = first_tasks(procedure, _people(case), at, here, begun)
    value(
        "SELECT pathways.follow_procedure(%s, %s, %s, %s::jsonb, %s)",
        case.number, pathway, procedure.edition, as_json(wanted), since_because or (TOLD_THEN if referred_at else ""),
    )  # fmt: skip
    return procedure


def finish_task(
    *, by: Scope, case: CaseShown, number: int, outcome: str, words: str, decided_by: str = ""
) -> list[Step]:
    """Say what came of a task; returns the steps that begin with it. ChangedMeanwhile where somebody was quicker, and
    ValueError for an outcome that the step does not have.

    A step that has a quorum ends with its meeting (`meetings.end_meeting`), or with an outcome that needs none by whoever
    may let that stand, whom `decided_by` names; else TogetherOnly. AnotherPerson for what ends on a page of its own: a review
    that is signed, a victim who is told."""
    every = tasks(case)
    task = next((task for task in every if task.number == number), None)
    if task is None or outcome not in task.outcomes:
        raise ValueError("the case has no such task, or the task no such outcome")
    if task.step is None:
        value("SELECT pathways.finish_task(%s, %s, %s, '[]')", number, outcome, words)
        return []
    procedure, wanted = procedure_of(case), follows(case, task, outcome)
    if decided_by:
        value(
            "SELECT pathways.finish_without_meeting(%s, %s, %s, %s, %s::jsonb)",
            number, outcome, words, decided_by, as_json(wanted),
        )  # fmt: skip
    else:
        value("SELECT pathways.finish_task(%s, %s, %s, %s::jsonb)", number, outcome, words, as_json(wanted))
    return [procedure[name] for name in dict.fromkeys(found.step for found in wanted)]


def follows(case: CaseShown, task: Task, outcome: str) -> list[Wanted]:
    """What would begin with an outcome of a step. ValueError for one that it does not have."""
    begun = {(earlier.step.name, earlier.person): earlier.begun_at for earlier in tasks(case) if earlier.step}
    if referred_at := value("SELECT pathways.referred_at(%s)", case.number):
        begun[REFERRAL, None] = referred_at
    return next_tasks(
        procedure_of(case), step=task.step.name, person=task.person, outcome=outcome, people=_people(case), begun=begun, at=now(),
        area=area_of_case(case.number, by_school=procedure_of(case).counts_by_school),
    )  # fmt: skip


def add_task(
    *,
    by: Scope,
    case: int,
    does: str,
    due_at: datetime,
    source: str,
    because: str,
    person: int | None = None,
    to_user: int | None = None,
    to_team: int | None = None,
    to_agency: str = "",
) -> int:
    """Something more to be done in a case, about somebody of it or all of it, within a year; returns the task's number.

    For a colleague, who is put on the case, a team of the case's agency, or another agency (ConsentFirst until it may be
    asked); for nobody named, whoever leads it.
    """
    return value(
        "SELECT pathways.add_task(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        case, does, person, to_user, to_team, to_agency, due_at, source, because,
    )  # fmt: skip


def engine_task(
    *,
    key: str,
    case: int,
    does: str,
    due_at: datetime,
    source: str,
    because: str,
    person: int | None = None,
    to_user: int | None = None,
    to_team: int | None = None,
) -> int | None:
    """The same by an event, as `engine`: once for its `key`, which names the event and nobody. None in a closed case, but for a notice
    that went out of it."""
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT pathways.engine_task(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [key, case, does, person, to_user, to_team, due_at, source, because],
        )
        return cursor.fetchone()[0]


def procedure_of(case: CaseShown) -> Procedure | None:
    return edition_named(case.pathway, case.edition) if case.pathway else None


def newer_edition(case: CaseShown, today: date) -> Procedure | None:
    """What has replaced the edition that a case keeps, if anything has."""
    procedure = procedure_of(case)
    if procedure is None or procedure.covers(today):
        return None
    newest = editions(case.pathway)[0]
    return newest if newest.covers(today) else None


def tasks(case: CaseShown) -> list[Task]:
    """Those of a case, in the order in which they began."""
    procedure = procedure_of(case)
    return [_task(procedure, *row) for row in rows("SELECT * FROM pathways.tasks(%s)", case.number)]


def _task(procedure: Procedure | None, number: int, step: str, *rest) -> Task:
    if not step:
        return Task(number, None, *rest)
    declared = procedure[step]
    return replace(Task(number, declared, *rest), does=declared.does, source=str(declared.clock))


def _people(case: CaseShown) -> dict[int, Sort]:
    return {person.number: person.sort for person in case.people}


def as_json(wanted: Iterable[Wanted]) -> str:
    return json.dumps([asdict(task) for task in wanted], default=datetime.isoformat)
