"""Reading the ledger: ask, commit, take. To be called outside any transaction; each reading stands on the ledger itself."""

from dataclasses import dataclass
from datetime import datetime

from commonthread.access.scope import Scope, refuse_once_kept
from commonthread.access.statements import rows
from commonthread.oversight.rules import MANY_IN_AN_HOUR


@dataclass(frozen=True)
class Period:
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Reading:
    """One reading of records of the officer's own agency."""

    at: datetime
    reader: str
    agency: str
    purpose: str
    reason: str
    records: tuple[int, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True)
class OwnReading:
    """Something that the viewer did themselves."""

    at: datetime
    type: str
    person: int | None
    purpose: str
    reason: str
    records: int


@dataclass(frozen=True)
class Question:
    number: int
    rule: str
    reader: str
    agency: str | None
    person: int | None
    first_at: datetime
    last_at: datetime
    readings: int
    people: int
    answer: str
    answered_by: str | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Sealed:
    """How far the ledger is sealed; `lag` is the 99th percentile of the last thousand events, in seconds."""

    size: int
    checkpoint: str
    looked_at: datetime
    unsealed: int
    oldest: datetime | None
    lag: float | None


@dataclass(frozen=True)
class Copy:
    """The checkpoint that a partner keeps. `agrees` is None until it has been compared."""

    agency: str
    name: str
    given_at: datetime
    size: int | None
    agrees: bool | None
    says: str
    compared_at: datetime | None


def readings(
    scope: Scope, person: int, *, reason: str, period: Period, reader: str, limit: int, offset: int,
    whole_list: bool = False,
) -> list[Reading]:  # fmt: skip
    """Who read one's agency's records about a person, the last first. NotAllowed alike for hidden and absent."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT oversight.ask_readings(%s, %s, %s)", person, reason, whole_list)
        if ticket is None:
            refuse_once_kept()
    with scope.transaction():
        found = rows(
            "SELECT * FROM oversight.take_readings(%s, %s, %s, %s, %s, %s)",
            ticket, period.since, period.until, reader, limit, offset,
        )  # fmt: skip
    return [Reading(*row[:5], tuple(row[5]), tuple(row[6])) for row in found]


def own_readings(
    scope: Scope, *, period: Period, person: int | None, limit: int, offset: int, whole_list: bool = False
) -> list[OwnReading]:
    """What the viewer read, searched and stated, the last first."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT oversight.ask_mine(%s)", whole_list)
    with scope.transaction():
        return [
            OwnReading(*row)
            for row in rows(
                "SELECT * FROM oversight.take_mine(%s, %s, %s, %s, %s, %s)",
                ticket, period.since, period.until, person, limit, offset,
            )
        ]  # fmt: skip


def questions(
    scope: Scope, *, since: datetime, rule: str, is_open: bool | None, reader: str, limit: int, offset: int,
    whole_list: bool = False,
) -> list[Question]:  # fmt: skip
    """Unusual readings of one's agency's records since a time, at most 31 days back; open ones first."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT oversight.ask_questions(%s, %s, %s)", since, MANY_IN_AN_HOUR, whole_list)
    with scope.transaction():
        return [
            Question(*row)
            for row in rows(
                "SELECT * FROM oversight.take_questions(%s, %s, %s, %s, %s, %s, %s)",
                ticket, since, rule, is_open, reader, limit, offset,
            )
        ]  # fmt: skip


def sealed() -> Sealed:
    (row,) = rows("SELECT * FROM oversight.sealed()")
    return Sealed(*row)


def copies() -> list[Copy]:
    return [Copy(*row) for row in rows("SELECT * FROM oversight.copies()")]


def has_told_home() -> bool:
    ((told,),) = rows("SELECT oversight.have_told_home()")
    return told
