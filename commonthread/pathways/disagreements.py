"""An agency that does not agree with what was decided in a case: raising it, answering it, and taking it up until it is settled."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connections
from django.utils.timezone import localdate, now

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.catalogue.disagreement import NOT_AGREED
from commonthread.pathways.plan import Wanted, first_tasks, next_tasks
from commonthread.pathways.procedure import Procedure, Step
from commonthread.pathways.procedures import edition_named, edition_on

PATHWAY = "disagreement"


@dataclass(frozen=True)
class Part:
    """A case of another agency in which one's own has a part; one that is closed for 92 days more."""

    case: int
    agency: str
    asked_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class Disagreement:
    """`is_ours` where one's own agency raised it; else it is about a case of one's own agency, of whom `read_by` has read
    what came of it. `may_end`: the viewer raised it or supervises, or whoever raised it has left."""

    number: int
    case: int
    case_agency: str
    agency: str
    procedure: Procedure
    decision: str
    why: str
    wanted: str
    raised_by: str
    raised_at: datetime
    settled_at: datetime | None
    read_by: str
    read_at: datetime | None
    is_closed: bool
    is_ours: bool
    works_on: bool
    may_end: bool


@dataclass(frozen=True)
class Stage:
    """`answered_for` and `ended_for` are in whose name either side spoke, above the practitioners."""

    step: Step
    due_at: datetime
    begun_at: datetime
    answer: str
    answered_by: str
    answered_for: str
    answered_at: datetime | None
    outcome: str
    words: str
    ended_by: str
    ended_for: str
    ended_at: datetime | None


def cases_of_others() -> list[Part]:
    """About which the viewer's agency may disagree, the latest first."""
    return [Part(*row) for row in rows("SELECT * FROM pathways.cases_of_others()")]


def raise_disagreement(*, by: Scope, case: int, decision: str, why: str, wanted: str) -> int:
    """With the practitioners first; returns its number. NotAllowed for a case in which one's agency has no part."""
    procedure = edition_on(PATHWAY, localdate())
    (first,) = first_tasks(procedure, {}, now())
    return value(
        "SELECT pathways.raise_disagreement(%s, %s, %s, %s, %s, %s, %s)",
        case, procedure.edition, decision, why, wanted, *_begun(procedure, first),
    )  # fmt: skip


def answer_disagreement(*, by: Scope, number: int, answer: str, name: str = "") -> None:
    """For the agency whose case it is; above the practitioners in whose `name`. ChangedMeanwhile where a colleague has answered, or it
    is settled."""
    value("SELECT pathways.answer_disagreement(%s, %s, %s)", number, answer, name)


def decide_disagreement(*, by: Scope, number: int, outcome: str, words: str, name: str = "") -> None:
    """For the agency that raised it: say what came of the step, which ends it there or takes it up; above the practitioners
    in whose `name`, but to withdraw it. Before there is an
    answer only to withdraw, or to take it up once the step's time is over; else NotAllowed. AnotherPerson for what ends it, where the
    viewer may not end it. ValueError for no outcome of the step."""
    procedure = disagreement(number).procedure
    standing = stages(procedure, number)[-1]
    following = next_tasks(
        procedure, step=standing.step.name, person=None, outcome=outcome, people={}, begun={}, at=now()
    )
    begun = _begun(procedure, following[0]) if following else (None, "")
    value("SELECT pathways.decide_disagreement(%s, %s, %s, %s, %s, %s)", number, outcome, words, *begun, name)


def read_outcome(*, by: Scope, number: int) -> None:
    """Say for the agency whose case it is that what came of it is read. ChangedMeanwhile where a colleague has."""
    value("SELECT pathways.read_outcome(%s)", number)


def take_up_unanswered() -> int:
    """As `engine`: what nobody answered in time goes up by itself, and from the last step nowhere; returns how many."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT * FROM pathways.unanswered()")
        waiting = [
            (number, edition_named(PATHWAY, edition), step) for number, edition, step in cursor.fetchall()
        ]
        going_up = [found for found in waiting if NOT_AGREED in found[1][found[2]].outcomes]
        for number, procedure, step in going_up:
            (following,) = next_tasks(
                procedure, step=step, person=None, outcome=NOT_AGREED, people={}, begun={}, at=now()
            )
            cursor.execute("SELECT pathways.take_up(%s, %s, %s)", [number, *_begun(procedure, following)])
    return len(going_up)


def disagreements(case: int | None = None) -> list[Disagreement]:
    """Those that the viewer sees, of a case or all: those that wait first, the soonest due on top."""
    return [_disagreement(*row) for row in rows("SELECT * FROM pathways.disagreements(NULL, %s)", case)]


def disagreement(number: int) -> Disagreement:
    """One of them; NotAllowed for others' and for none alike."""
    found = rows("SELECT * FROM pathways.disagreements(%s, NULL)", number)
    if not found:
        raise NotAllowed("Not found.")
    return _disagreement(*found[0])


def stages(procedure: Procedure, number: int) -> list[Stage]:
    """How far it has come, the first first."""
    return [Stage(procedure[row[0]], *row[1:]) for row in rows("SELECT * FROM pathways.stages(%s)", number)]


def needs_name(procedure: Procedure, stage: Stage) -> bool:
    """Whether it is above the practitioners, who speak for themselves."""
    return stage.step.name not in procedure.starts


def may_go_up(stage: Stage) -> bool:
    return NOT_AGREED in stage.step.outcomes


def _begun(procedure: Procedure, wanted: Wanted) -> tuple[datetime, str]:
    return wanted.due_at, str(procedure[wanted.step].clock)


def _disagreement(number, case, case_agency, agency, edition, *rest) -> Disagreement:
    *said, side, works_on, may_end = rest
    return Disagreement(
        number,
        case,
        case_agency,
        agency,
        edition_named(PATHWAY, edition),
        *said,
        side == "raised",
        works_on,
        may_end,
    )
