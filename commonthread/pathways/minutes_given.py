"""Editions of the minutes: approved, put right, given to those who were asked, and opened by the agencies to which they were
sent. That an agency opens one is on its case's ledger before anything of it is given."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.meetings import Part
from commonthread.pathways.minutes import Minutes, as_json, read
from commonthread.pathways.procedure import Step
from commonthread.pathways.procedures import edition_named


class Way(StrEnum):
    """How somebody has them. What is read here was announced by a notice; nobody of the family is sent one."""

    NOTICE = "notice"
    HAND = "hand"
    LETTER = "letter"


@dataclass(frozen=True)
class Edition:
    """`because` is empty for the first."""

    number: int
    minutes: Minutes
    withheld: tuple[str, ...]
    approved_by: str
    approved_at: datetime
    because: str


@dataclass(frozen=True)
class Given:
    """`opened_at` is when somebody of the agency first opened what was sent to it; `withdrawn_at`, when it was taken back."""

    edition: int
    attendee: int
    way: Way
    notice: int | None
    said_by: str
    by: str
    at: datetime
    opened_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class ToUs:
    """An edition that was sent to the viewer's agency; `because` says why, where it is not the first."""

    attendee: int
    edition: int
    meeting: int
    agency: str
    step: Step
    starts_at: datetime
    given_at: datetime
    notice: int
    because: str


def put_right(*, by: Scope, meeting: int, line: int, words: str, restricted: bool, because: str) -> int:
    """Replace what was written wrong, by its chair once it has ended. ChangedMeanwhile where somebody was quicker."""
    return value("SELECT pathways.put_right(%s, %s, %s, %s, %s)", meeting, line, words, restricted, because)


def approve_minutes(
    *, by: Scope, meeting: int, minutes: Minutes, withheld: Iterable[str], because: str = ""
) -> int:
    """Keep another edition, as its chair approves it; NotAllowed for anybody else, and before the meeting has ended."""
    return value(
        "SELECT pathways.approve_minutes(%s, %s::jsonb, %s::text[], %s)",
        meeting, as_json(minutes), list(withheld), because,
    )  # fmt: skip


def editions(meeting: int) -> list[Edition]:
    """The newest first; inside the transaction of whoever opened the meeting."""
    return [
        _edition(number, *rest)
        for number, *rest in rows("SELECT * FROM pathways.minutes(%s)", meeting)
    ]  # fmt: skip


def open_minutes_for(scope: Scope, meeting: int, edition: int, attendee: int) -> Edition:
    """An edition as one of those who were asked may have it: outside any transaction, and once the meeting was opened."""
    with scope.transaction():
        value("SELECT pathways.open_minutes_for(%s, %s, %s)", meeting, edition, attendee)
    with scope.transaction():
        (row,) = rows("SELECT * FROM pathways.minutes_for(%s, %s, %s)", meeting, edition, attendee)
    return _edition(edition, *row)


def give_minutes(
    *,
    by: Scope,
    meeting: int,
    edition: int,
    attendee: int,
    way: Way,
    notice: int | None = None,
    said_by: str = "",
) -> None:
    """Say that somebody who was asked has an edition; a letter goes to an address of which `said_by` said that it is safe.

    ConsentFirst where their agency may not be asked any more, ChangedMeanwhile where they have it already."""
    value(
        "SELECT pathways.give_minutes(%s, %s, %s, %s, %s, %s)",
        meeting, edition, attendee, way.value, notice, said_by,
    )  # fmt: skip


def given_to(meeting: int) -> list[Given]:
    """Who has which edition, the latest first."""
    return [
        Given(*row[:2], Way(row[2]), *row[3:])
        for row in rows("SELECT * FROM pathways.minutes_given(%s)", meeting)
    ]


def may_be_sent(meeting: int) -> set[int]:
    """Those who were asked for another agency to which minutes may be sent as things stand."""
    return {number for (number,) in rows("SELECT * FROM pathways.may_be_sent(%s)", meeting)}


def minutes_to_us(attendee: int | None = None) -> list[ToUs]:
    """What was sent to the viewer's agency and they may open, the latest first."""
    found = []
    for row in rows("SELECT * FROM pathways.minutes_to_us(%s)", attendee):
        step = edition_named(row[4], row[5])[row[6]]
        found.append(ToUs(*row[:4], step, *row[7:]))
    return found


def read_minutes(scope: Scope, attendee: int, edition: int) -> tuple[ToUs, Edition, Part]:
    """An edition that was sent to one's agency, and for which part it was there: outside any transaction, as that it was
    opened must first be on the ledger."""
    with scope.transaction():
        sent = next((one for one in minutes_to_us(attendee) if one.edition == edition), None)
        if sent is None:
            raise NotAllowed("Not found.")
        ticket = value("SELECT pathways.ask_minutes(%s, %s)", attendee, edition)
    with scope.transaction():
        ((body, part, *approved),) = rows("SELECT * FROM pathways.take_minutes(%s)", ticket)
    return sent, _edition(edition, body, (), *approved), Part(part)


def _edition(number: int, body: str, withheld: Iterable[str], *approved) -> Edition:
    return Edition(number, read(json.loads(body)), tuple(withheld), *approved)
