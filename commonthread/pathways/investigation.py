"""A supervised investigation: its plan in editions, who is who, the result, and what stands between it and its end."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value

PATHWAY = "supervised-investigation"


class PartIn(StrEnum):
    """What somebody is in a case. Steps of an adult at risk, or of this child, are of subjects and victims."""

    SUBJECT = "subject"
    VICTIM = "victim"
    SUSPECT = "suspect"
    CARER = "carer"
    WITNESS = "witness"
    OTHER = "other"


class InTheWay(StrEnum):
    """Why it cannot be closed yet. `NO_RESULT` is of a suspect, or of nobody where there is none at all."""

    NOT_ACCOUNTED_FOR = "not accounted for"
    NO_PART = "no part said"
    NO_RESULT = "no result"
    NOT_TOLD = "not told the result"


class NotMine(StrEnum):
    """Why somebody cannot sign its end."""

    DOES_NOT_SUPERVISE = "does not supervise"
    INVESTIGATES = "investigates it"
    HAS_NOT_OPENED = "has not opened it"


@dataclass(frozen=True)
class Line:
    """A line of enquiry to begin, for a colleague; for nobody named, whoever leads."""

    does: str
    to_user: int | None
    due_at: datetime


@dataclass(frozen=True)
class Plan:
    """One edition. `tasks` are the lines of enquiry that it added."""

    edition: int
    aims: str
    because: str
    by: str
    at: datetime
    tasks: tuple[int, ...]


@dataclass(frozen=True)
class PartSaid:
    person: int
    part: PartIn
    enhanced: bool
    because: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Result:
    """`suspect` is None where none is known; `stands` where no later one is of the same suspect and offence."""

    suspect: int | None
    offence: str
    outcome: str
    decided_by: str
    words: str
    by: str
    at: datetime
    stands: bool


@dataclass(frozen=True)
class Accounted:
    """How a child or adult is accounted for: where they are and how safe, who says so, who saw them, on which day."""

    person: int
    safe_where: str
    said_by: str
    seen_by: str
    seen_on: date
    by: str
    at: datetime


@dataclass(frozen=True)
class Lack:
    what: InTheWay
    person: int | None


def look_at(case: int) -> None:
    """To be committed before it is read: that it was opened counts as what a supervisor had opened."""
    value("SELECT pathways.look_at_investigation(%s)", case)


def write_plan(
    *, by: Scope, case: int, aims: str, because: str, known: int, lines: Iterable[Line] = ()
) -> int:
    """Another edition after the one that is `known`; returns its number. ChangedMeanwhile where there is a later one."""
    begun = json.dumps(
        [
            {"does": line.does, "to_user": line.to_user, "due_at": line.due_at.isoformat()} for line in lines
        ]
    )  # fmt: skip
    return value("SELECT pathways.write_plan(%s, %s, %s, %s, %s::jsonb)", case, aims, because, known, begun)


def plans(case: int) -> list[Plan]:
    """Every edition, the latest first."""
    return [Plan(*row[:5], tuple(row[5])) for row in rows("SELECT * FROM pathways.plans(%s)", case)]


def parts(case: int) -> dict[int, PartSaid]:
    """By person, what each of whom somebody said it is now."""
    return {
        row[0]: PartSaid(row[0], PartIn(row[1]), *row[2:])
        for row in rows("SELECT * FROM pathways.parts(%s)", case)
    }


def record_result(
    *, by: Scope, case: int, suspect: int | None, offence: str, outcome: str, decided_by: str, words: str
) -> None:
    """In the place of an earlier one of the same suspect and offence, which is kept."""
    value(
        "SELECT pathways.record_result(%s, %s, %s, %s, %s, %s)",
        case, suspect, offence, outcome, decided_by, words,
    )  # fmt: skip


def results(case: int) -> list[Result]:
    """Every one that was recorded, the latest first."""
    return [Result(*row) for row in rows("SELECT * FROM pathways.results(%s)", case)]


def account_for(
    *, by: Scope, case: int, person: int, safe_where: str, said_by: str, seen_by: str, seen_on: date
) -> None:
    value(
        "SELECT pathways.account_for(%s, %s, %s, %s, %s, %s)",
        case, person, safe_where, said_by, seen_by, seen_on,
    )  # fmt: skip


def accounts(case: int) -> dict[int, Accounted]:
    """By person, what holds now; nothing of before the case was reopened."""
    return {row[0]: Accounted(*row) for row in rows("SELECT * FROM pathways.accounts(%s)", case)}


def keeps_me_from_closing(case: int) -> NotMine | None:
    """None for whoever may sign its end, once nothing else stands in the way."""
    found = value("SELECT pathways.keeps_me_from_closing(%s)", case)
    return NotMine(found) if found else None


def lacks_to_close(case: int) -> list[Lack]:
    """What stands between it and its end; while there is any the database lets nobody close it."""
    return [
        Lack(InTheWay(what), person)
        for what, person in rows("SELECT * FROM pathways.lacks_to_close(%s)", case)
    ]
