"""Asking the agency that holds a record for more of it, and answering."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connections

from commonthread.access.scope import Scope
from commonthread.access.terms import Level, Purpose
from commonthread.kernel.calendars import working_days_after
from commonthread.kernel.dates import LONDON, in_england
from commonthread.pathways.terms import Outcome

# Local figures, until the partnership sets its own.
ANSWERED_WITHIN = {Purpose.SECTION_47: timedelta(hours=24), Purpose.MISSING_PERSON: timedelta(hours=4)}
WORKING_DAYS = 3
END_OF_DAY = time(17, 0)


@dataclass(frozen=True)
class Asked:
    """A request that one's own case made. `asked_of` is the agency that holds the records."""

    number: int
    case: int
    person: int
    asked_of: str
    category: str
    what: str
    because: str
    level: Level
    wanted_until: date
    asked_at: datetime
    due_at: datetime
    outcome: Outcome
    answer: str
    answered_at: datetime | None
    given_level: Level | None
    given_until: date | None


@dataclass(frozen=True)
class AskedOfUs:
    """A request to one's own agency."""

    number: int
    agency: str
    person: int
    purpose: str
    category: str
    records: tuple[int, ...]
    what: str
    because: str
    level: Level
    wanted_until: date
    asked_by: str
    asked_at: datetime
    due_at: datetime
    outcome: Outcome
    answer: str
    answered_at: datetime | None
    given_level: Level | None
    given_until: date | None


def due(asked_at: datetime, purpose: str) -> datetime:
    """When an answer is due: in hours where somebody is in danger, else at the end of the third working day."""
    if purpose in ANSWERED_WITHIN:
        return asked_at + ANSWERED_WITHIN[Purpose(purpose)]
    day = working_days_after(in_england(asked_at).date(), WORKING_DAYS)
    return datetime.combine(day, END_OF_DAY, LONDON)


def ask_for_more(
    *,
    by: Scope,
    case: int,
    person: int,
    holder: str,
    what: str,
    because: str,
    level: Level,
    until: date,
    due_at: datetime,
    category: str = "",
    records: Sequence[int] = (),
) -> int:
    """Ask for a category, or for named records; returns the request's number.

    Raises ConsentFirst where the purpose waits for a consent decision that says so. To an agency that does not know
    the person it goes out alike.
    """
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT pathways.ask_for_more(%s, %s, %s, %s, %s::bigint[], %s, %s, %s, %s, %s)",
            [case, person, holder, category, list(records), what, because, int(level), until, due_at],
        )
        return cursor.fetchone()[0]


def answer_request(
    *, by: Scope, number: int, because: str, level: Level | None = None, until: date | None = None
) -> None:
    """Grant so much until a day, or, without a level, refuse."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT pathways.answer_request(%s, %s, %s, %s, %s)",
            [number, level is not None, because, level and int(level), until],
        )


def my_requests() -> list[Asked]:
    """What the viewer's cases asked for, those that wait first."""
    rows = _rows(
        'SELECT number, "case", person, holder, category, what, because, level, wanted_until, asked_at, due_at, outcome, '
        "answer, answered_at, given_level, given_until FROM pathways.my_requests()"
    )
    return [
        Asked(*row[:7], Level(row[7]), *row[8:11], Outcome(row[11]), *row[12:14], row[14] and Level(row[14]), row[15])
        for row in rows
    ]  # fmt: skip


def requests_to_us() -> list[AskedOfUs]:
    """What other agencies ask of the viewer's, the soonest due first."""
    rows = _rows(
        "SELECT number, agency, person, purpose, category, records, what, because, level, wanted_until, asked_by, "
        "asked_at, due_at, outcome, answer, answered_at, given_level, given_until FROM pathways.requests_to_us()"
    )
    return [
        AskedOfUs(*row[:5], tuple(row[5]), *row[6:8], Level(row[8]), *row[9:13], Outcome(row[13]), *row[14:16],
                  row[16] and Level(row[16]), row[17])
        for row in rows
    ]  # fmt: skip


def _rows(sql: str) -> list[tuple]:
    with connections["app"].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
