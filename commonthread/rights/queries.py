"""What waits to be kept or destroyed, what people asked, and who read what has since been corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows
from commonthread.records.queries import Content, ask, take
from commonthread.rights.redacting import Given, given_to

PURPOSE = "answering what somebody asks about themselves"


@dataclass(frozen=True)
class Held:
    number: int
    person: int | None
    record: int | None
    reason: str
    by: str
    since: datetime


@dataclass(frozen=True)
class Waiting:
    """A record that waits for review. `is_mine` where the viewer decided, so that another person confirms."""

    number: int
    record: int
    kind: str
    ground: str
    due_on: date
    decision: str
    reason: str
    decided_by: str | None
    is_mine: bool
    is_held: bool


@dataclass(frozen=True)
class Asked:
    number: int
    person: int
    what: str
    received_on: date
    answer_by: date
    identity_checked: str
    opened_by: str
    closed_at: datetime | None
    outcome: str
    is_closed: bool


@dataclass(frozen=True)
class Item:
    """A record of a request, and what is to be done with it."""

    record: int
    kind: str
    happened_from: datetime
    verdict: str
    exemption: str
    reason: str
    proposed_by: str
    is_mine: bool
    checked_by: str


@dataclass(frozen=True)
class Corrected:
    """A record that the viewer read, and the one that is in force since."""

    record: int
    now_in_force: int
    agency: str
    kind: str
    read_at: datetime
    corrected_at: datetime


@dataclass(frozen=True)
class Recipient:
    name: str
    agency: str
    read_at: datetime
    has_read_correction: bool


def holds() -> list[Held]:
    return [Held(*row) for row in rows("SELECT * FROM rights.holds()")]


def reviews() -> list[Waiting]:
    """The oldest first."""
    return [Waiting(*row) for row in rows("SELECT * FROM rights.reviews()")]


def review(number: int) -> Waiting:
    for waiting in reviews():
        if waiting.number == number:
            return waiting
    raise NotAllowed("Not found.")


def requests() -> list[Asked]:
    """Those still open first, the soonest to be answered on top."""
    return [Asked(*row) for row in rows("SELECT * FROM rights.requests()")]


def request(number: int) -> Asked:
    for asked in requests():
        if asked.number == number:
            return asked
    raise NotAllowed("Not found.")


def items(number: int) -> list[Item]:
    """What the agency holds about whoever asks, in order of time."""
    return [Item(*row) for row in rows("SELECT * FROM rights.items(%s)", number)]


def corrected_since_read() -> list[Corrected]:
    return [Corrected(*row) for row in rows("SELECT * FROM rights.corrected_since_read()")]


def recipients(scope: Scope, record: int) -> list[Recipient]:
    """Who read a record of one's agency before it was corrected: ask, commit, take. Those who have not read the
    correction come first."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT rights.ask_recipients(%s)", record)
    with scope.transaction():
        return [Recipient(*row) for row in rows("SELECT * FROM rights.take_recipients(%s)", ticket)]


class Reading(NamedTuple):
    """A record as it stands, as whoever asks would be given it, and the words that somebody marked in it."""

    content: Content
    given: Given
    removed: tuple[str, ...]


def read_for(scope: Scope, asked: Asked, records: Sequence[int]) -> Mapping[int, Reading]:
    """Records as they stand and as whoever asks would be given them; through the door, on the ledger."""
    if not records:
        return {}
    with scope.transaction():
        ticket = ask(records, purpose=PURPOSE, reason=f"request {asked.number}")
    with scope.transaction():
        contents = take(ticket)
        removed = dict(rows("SELECT * FROM rights.take_removals(%s, %s)", ticket, asked.number))
    return {
        number: Reading(content, given_to(asked.person, content, words), words)
        for number, content in contents.items()
        for words in [tuple(removed.get(number, ()))]
    }
