"""Notices as an agency's system is told of them: that they wait, and not what they say."""

from dataclasses import dataclass
from datetime import datetime

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.notices.kind import NoticeKind, kinds
from commonthread.notices.queries import Only


@dataclass(frozen=True)
class Told:
    """`taken_at` is when a system of the agency first said that it has it; `read_at` when a person first read it."""

    number: int
    kind: NoticeKind
    from_agency: str
    team: str
    sent_at: datetime
    answer_by: datetime
    taken_at: datetime | None
    read_at: datetime | None
    acknowledged_at: datetime | None
    withdrawn_at: datetime | None


def told_to_system(*, only: Only = Only.ALL, before: int | None = None, limit: int) -> list[Told]:
    """Newest first."""
    return _told(None, only, before, limit)


def one_told(number: int) -> Told:
    found = _told(number, Only.ALL, None, 1)
    if not found:
        raise NotAllowed("Not found.")
    return found[0]


def take(*, by: Scope, number: int) -> None:
    """The agency's own system has it. Its first time stands; NotAllowed for another agency's."""
    value("SELECT notices.taken_by_system(%s)", number)


def _told(one: int | None, only: Only, before: int | None, limit: int) -> list[Told]:
    found = rows(
        "SELECT number, kind, from_agency, team, sent_at, answer_by, taken_at, read_at, acknowledged_at, withdrawn_at "
        "FROM notices.waiting_for_system(%s, %s, %s, %s)",
        one, only.value, before, limit,
    )  # fmt: skip
    return [Told(row[0], kinds()[row[1]], *row[2:]) for row in found]
