"""Requests for more that an agency's system puts, in the name of somebody who works on the case."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.access.terms import Level
from commonthread.pathways.requests import Only
from commonthread.pathways.terms import Outcome

SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Wanted:
    """What is asked, and who answers for asking: `asker` is the name under which they sign in."""

    case: int
    person: int
    purpose: str
    asker: str
    asked_of: str
    category: str
    what: str
    because: str
    level: Level
    until: date

    @property
    def digest(self) -> str:
        said = [str(part) for part in vars(self).values()]
        return hashlib.sha256(SEPARATOR.join(said).encode()).hexdigest()


@dataclass(frozen=True)
class Put:
    """A request that the system put, without a word of what was asked or answered."""

    number: int
    case: int
    person: int
    purpose: str
    asker: str
    asked_of: str
    category: str
    level: Level
    wanted_until: date
    asked_at: datetime
    due_at: datetime
    outcome: Outcome
    answered_at: datetime | None
    given_level: Level | None
    given_until: date | None


@dataclass(frozen=True)
class PutToUs:
    """That another agency asks something of the system's own."""

    number: int
    agency: str
    category: str
    asked_at: datetime
    due_at: datetime
    outcome: Outcome
    answered_at: datetime | None


def put_for_somebody(*, by: Scope, wanted: Wanted, due_at: datetime, key: str) -> tuple[int, bool]:
    """The request's number, and whether it is new: the same under the same key again is the same request.

    Raises KeyInUse for something else under the key, ConsentFirst as `ask_for_more` does, and NotAllowed alike for a case
    that is not the agency's, is closed or has another purpose, for somebody who is not in it and an asker who does not
    work on it."""
    ((number, is_new),) = rows(
        "SELECT request, is_new FROM pathways.put_for_somebody(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        wanted.case, wanted.person, wanted.purpose, wanted.asker, wanted.asked_of, wanted.category, wanted.what,
        wanted.because, int(wanted.level), wanted.until, due_at, key, wanted.digest,
    )  # fmt: skip
    return number, is_new


def withdraw_for_somebody(*, by: Scope, number: int, asker: str, because: str) -> None:
    """NotAllowed for what another system or a person put, and for what has an answer."""
    value("SELECT pathways.withdraw_for_somebody(%s, %s, %s)", number, asker, because)


def put_by_system(*, only: Only = Only.ALL, before: int | None = None, limit: int) -> list[Put]:
    """Newest first."""
    return _put(None, only, before, limit)


def one_put(number: int) -> Put:
    found = _put(number, Only.ALL, None, 1)
    if not found:
        raise NotAllowed("Not found.")
    return found[0]


def put_to_agency(*, only: Only = Only.ALL, before: int | None = None, limit: int) -> list[PutToUs]:
    """Newest first."""
    found = rows(
        "SELECT number, agency, category, asked_at, due_at, outcome, answered_at FROM pathways.put_to_agency(%s, %s, %s)",
        only.value, before, limit,
    )  # fmt: skip
    return [PutToUs(*row[:5], Outcome(row[5]), row[6]) for row in found]


def _put(one: int | None, only: Only, before: int | None, limit: int) -> list[Put]:
    found = rows(
        'SELECT number, "case", person, purpose, sign_in_name, holder, category, level, wanted_until, asked_at, due_at, '
        "outcome, answered_at, given_level, given_until FROM pathways.put_by_system(%s, %s, %s, %s)",
        one, only.value, before, limit,
    )  # fmt: skip
    return [
        Put(
            *row[:7],
            Level(row[7]),
            *row[8:11],
            Outcome(row[11]),
            row[12],
            row[13] and Level(row[13]),
            row[14],
        )
        for row in found
    ]
