"""Asking the agency that holds a record for more of it, and answering."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.access.terms import Level, Purpose
from commonthread.kernel.calendars import working_days_after
from commonthread.kernel.dates import LONDON, in_england
from commonthread.pathways.terms import Outcome

# Local figures, until the partnership sets its own.
ANSWERED_WITHIN = {Purpose.SECTION_47: timedelta(hours=24), Purpose.MISSING_PERSON: timedelta(hours=4)}
WORKING_DAYS = 3
END_OF_DAY = time(17, 0)
MOST = 1000


@dataclass(frozen=True)
class Asked:
    """A request that one's own case made. `asked_of` is the agency that holds the records."""

    number: int
    case: int
    person: int
    asked_of: str
    category: str
    records: tuple[int, ...]
    what: str
    because: str
    level: Level
    wanted_until: date
    asked_at: datetime
    due_at: datetime
    outcome: Outcome
    answer: str
    answered_by: str
    answered_at: datetime | None
    given_level: Level | None
    given_until: date | None
    is_open: bool
    asked_by: str

    def is_overdue(self, now: datetime) -> bool:
        return self.outcome is Outcome.WAITING and self.due_at < now


@dataclass(frozen=True)
class AskedOfUs:
    """A request to one's own agency. Of the records that it names, `records` are those that one's post shows;
    `may_grant` is whether the post covers what is asked for."""

    number: int
    agency: str
    person: int
    purpose: str
    power: str
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
    answered_by: str
    answered_at: datetime | None
    given_level: Level | None
    given_until: date | None
    may_grant: bool

    def is_overdue(self, now: datetime) -> bool:
        return self.outcome is Outcome.WAITING and self.due_at < now


class Only(StrEnum):
    """Which requests are listed."""

    ALL = ""
    WAITING = "waiting"
    OVERDUE = "overdue"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Waiting:
    """How many requests wait for an answer, and how many of them are overdue: those that the viewer's cases put, and
    those that were put to their agency."""

    mine: int
    mine_overdue: int
    ours: int
    ours_overdue: int


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

    Records are named only where the asker sees them already. Raises ConsentFirst where the purpose waits for a consent
    decision that says so. To an agency that does not know the person it goes out alike.
    """
    return value(
        "SELECT pathways.ask_for_more(%s, %s, %s, %s, %s::bigint[], %s, %s, %s, %s, %s)",
        case, person, holder, category, list(records), what, because, int(level), until, due_at,
    )  # fmt: skip


def answer_request(
    *, by: Scope, number: int, because: str, level: Level | None = None, until: date | None = None
) -> None:
    """Grant so much until a day, never more than was asked; or, without a level, refuse. NotAllowed once somebody
    has answered, and for granting what the answerer may not see."""
    value(
        "SELECT pathways.answer_request(%s, %s, %s, %s, %s)",
        number, level is not None, because, level and int(level), until,
    )  # fmt: skip


def withdraw_request(*, by: Scope, number: int, because: str) -> None:
    """Take back a request that has no answer yet."""
    value("SELECT pathways.withdraw_request(%s, %s)", number, because)


def my_requests(
    case: int | None = None, *, only: Only = Only.ALL, limit: int = MOST, offset: int = 0
) -> list[Asked]:
    """What the viewer's cases, or one of them, asked for: those that wait first."""
    found = rows(
        'SELECT number, "case", person, holder, category, records, what, because, level, wanted_until, asked_at, due_at, '
        "outcome, answer, answered_by, answered_at, given_level, given_until, is_open, asked_by "
        "FROM pathways.my_requests(%s, %s, %s, %s)",
        case, only.value, limit, offset,
    )  # fmt: skip
    return [Asked(*row[:5], tuple(row[5]), *row[6:8], Level(row[8]), *row[9:12], Outcome(row[12]), *row[13:16],
                  row[16] and Level(row[16]), *row[17:]) for row in found]  # fmt: skip


def requests_to_us(*, only: Only = Only.ALL, limit: int = MOST, offset: int = 0) -> list[AskedOfUs]:
    """What other agencies ask of the viewer's: those that wait first, the soonest due on top."""
    return _to_us(None, only, limit, offset)


def request_to_us(number: int) -> AskedOfUs:
    """One of them; NotAllowed for another agency's and for none alike."""
    found = _to_us(number, Only.ALL, 1, 0)
    if not found:
        raise NotAllowed("Not found.")
    return found[0]


def requests_waiting() -> Waiting:
    ((mine, mine_overdue, ours, ours_overdue),) = rows("SELECT * FROM pathways.count_requests()")
    return Waiting(mine, mine_overdue, ours, ours_overdue)


def _to_us(one: int | None, only: Only, limit: int, offset: int) -> list[AskedOfUs]:
    found = rows(
        "SELECT number, agency, person, purpose, power, category, records, what, because, level, wanted_until, asked_by, "
        "asked_at, due_at, outcome, answer, answered_by, answered_at, given_level, given_until, may_grant "
        "FROM pathways.requests_to_us(%s, %s, %s, %s)",
        one, only.value, limit, offset,
    )  # fmt: skip
    return [AskedOfUs(*row[:6], tuple(row[6]), *row[7:9], Level(row[9]), *row[10:14], Outcome(row[14]), *row[15:18],
                      row[18] and Level(row[18]), *row[19:]) for row in found]  # fmt: skip
