"""Meetings that several agencies hold together: calling them, asking and answering, and what is typed in them.

Everything inside `by`'s transaction; NotAllowed alike for what is hidden, another's and not there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.procedure import Procedure, Step
from commonthread.pathways.procedures import edition_named
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.tasks import Task, add_task, finish_task, tasks

AGREED = "Agreed in a meeting"
# The levels that most published threshold documents have, and for adults what the Care Act has; those of the area take
# their place.
THRESHOLDS = (
    "no further action",
    "early or family help",
    "child in need, section 17",
    "child protection, section 47",
    "to be made safe at once",
)
THRESHOLDS_OF_ADULTS = (
    "no further action",
    "advice, or an assessment of needs",
    "a safeguarding plan, section 42",
    "to be made safe at once",
)


class AttendeeSort(StrEnum):
    AGENCY = "agency"
    OUTSIDER = "outsider"
    FAMILY = "family"


class Part(StrEnum):
    """For how much of the meeting somebody is there; family and some others never for what is restricted."""

    WHOLE = "whole"
    OPEN = "open"
    NONE = "none"


class Comes(StrEnum):
    WAITING = ""
    COMES = "comes"
    APOLOGIES = "apologies"
    REPORT = "report"


class LineSort(StrEnum):
    """`UNHEARD` says why a child's own voice is not there."""

    NOTE = "note"
    DECISION = "decision"
    VOICE = "voice"
    UNHEARD = "unheard"
    ACTION = "action"
    DISSENT = "dissent"


@dataclass(frozen=True)
class Invited:
    """Whom to ask. `because` says why they are not there for the whole."""

    sort: AttendeeSort
    agency: str = ""
    name: str = ""
    capacity: str = ""
    part: Part = Part.WHOLE
    because: str = ""


@dataclass(frozen=True)
class Written:
    """A line to write. Of an action `owner` is a colleague, or `agency` owns it; of a dissent `agency` dissents."""

    sort: LineSort
    words: str
    person: int | None = None
    threshold: str = ""
    agency: str = ""
    owner: int | None = None
    due_at: datetime | None = None
    restricted: bool = False
    replaces: int | None = None


@dataclass(frozen=True)
class Asked:
    """A meeting to which another agency's case, or a colleague's, asks the viewer's agency."""

    attendee: int
    meeting: int
    agency: str
    procedure: Procedure
    step: Step
    purpose: str
    power: str
    starts_at: datetime
    place: str
    chair: str
    part: Part
    persons: tuple[int, ...]
    answer: Comes
    name: str
    words: str
    answered_by: str
    is_over: bool


def call_meeting(
    *, by: Scope, case: CaseShown, task: Task, starts_at: datetime, place: str, chair: int
) -> int:
    """For a task and those of the same step that wait beside it, for a brother or sister say; returns its number.
    ChangedMeanwhile where one is called already."""
    together = [other.number for other in tasks(case) if other.step == task.step and other.done_at is None]
    return value(
        "SELECT pathways.call_meeting(%s, %s, %s::bigint[], %s, %s, %s)",
        case.number, task.step.name, together, starts_at, place, chair,
    )  # fmt: skip


def ask_to_meeting(*, by: Scope, meeting: int, who: Invited) -> int:
    """ConsentFirst where no agreement in force, or no consent decision, lets that agency be asked."""
    return value(
        "SELECT pathways.ask_to_meeting(%s, %s, %s, %s, %s, %s, %s)",
        meeting, who.sort.value, who.agency, who.name, who.capacity, who.part.value, who.because,
    )  # fmt: skip


def have_a_part(case: CaseShown) -> set[str]:
    """The other agencies that a case has asked before: to a meeting of it, or by a task."""
    return {agency for (agency,) in rows("SELECT * FROM pathways.have_a_part(%s)", case.number)}


def asked_to_meetings() -> list[Asked]:
    """To which the viewer's agency is asked, those to come first."""
    return _asked(None)


def asked_to_meeting(attendee: int) -> Asked:
    found = _asked(attendee)
    if not found:
        raise NotAllowed("Not found.")
    return found[0]


def answer_meeting(
    *, by: Scope, attendee: int, answer: Comes, sends: int | None = None, words: str = ""
) -> None:
    """Send somebody of one's agency, send apologies, or send a report instead."""
    value("SELECT pathways.answer_meeting(%s, %s, %s, %s)", attendee, answer.value, sends, words)


def mark_came(*, by: Scope, meeting: int, attendee: int, came: bool, name: str = "") -> None:
    value("SELECT pathways.mark_came(%s, %s, %s, %s)", meeting, attendee, came, name)


def call_off(*, by: Scope, meeting: int, because: str) -> None:
    value("SELECT pathways.call_off(%s, %s)", meeting, because)


def take_pen(*, by: Scope, meeting: int) -> None:
    """Only who holds it types; whoever held it reads on, and what they had begun is there to be finished."""
    value("SELECT pathways.take_pen(%s)", meeting)


def keep_line(*, by: Scope, meeting: int, line: Written) -> None:
    """Keep a line as far as it has got. ChangedMeanwhile where somebody else holds the pen by now."""
    value(
        "SELECT pathways.keep_line(%s, %s, %s, %s, %s)",
        meeting, line.sort.value, line.person, line.words, line.restricted,
    )  # fmt: skip


def write_line(*, by: Scope, meeting: int, line: Written) -> int:
    """Write a line down; sent twice it is one. ChangedMeanwhile where somebody else holds the pen by now."""
    return value(
        "SELECT pathways.write_line(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        meeting, line.sort.value, line.person, line.words, line.threshold, line.agency, line.owner, line.due_at,
        line.restricted, line.replaces,
    )  # fmt: skip


def end_meeting(
    *,
    by: Scope,
    case: CaseShown,
    meeting: int,
    outcomes: Mapping[int, str],
    words: str,
    without_quorum: str = "",
    without_quorum_by: str = "",
) -> list[Step]:
    """End it, and each of its tasks with what came of it, in one: what follows begins at once, and each action is a task.
    Returns the steps that begin.

    Raises DatabaseError where the meeting lacks something (`meetings_reading.lacks` says what), and ValueError for a task
    without its outcome.
    """
    ended = [task for task in tasks(case) if task.number in outcomes and task.done_at is None]
    begun: dict[str, Step] = {}
    for action in rows("SELECT * FROM pathways.agreed_actions(%s)", meeting):
        _as_task(by, case.number, *action)
    value("SELECT pathways.end_meeting(%s, %s, %s)", meeting, without_quorum, without_quorum_by)
    for task in ended:
        for step in finish_task(
            by=by, case=case, number=task.number, outcome=outcomes[task.number], words=words
        ):
            begun[step.name] = step
    return list(begun.values())


def _as_task(
    by: Scope, case: int, does: str, person: int | None, owner: int | None, agency: str, due_at: datetime
) -> None:
    add_task(
        by=by, case=case, does=does, due_at=due_at, source=AGREED, because=AGREED, person=person, to_user=owner,
        to_agency=agency,
    )  # fmt: skip


def tasks_of(case: CaseShown, numbers: Iterable[int]) -> list[Task]:
    """The tasks that a meeting is to end, those that wait."""
    wanted = set(numbers)
    return [task for task in tasks(case) if task.number in wanted and task.done_at is None]


def _asked(one: int | None) -> list[Asked]:
    found = []
    for row in rows("SELECT * FROM pathways.asked_to_meetings(%s)", one):
        procedure = edition_named(row[3], row[4])
        found.append(
            Asked(*row[:3], procedure, procedure[row[5]], *row[6:11], Part(row[11]), tuple(row[12]), Comes(row[13]), *row[14:])
        )  # fmt: skip
    return found
