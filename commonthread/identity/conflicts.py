"""Conflicts of interest: declared in one's own words and by number, put and ended by those who look after them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import rows

KINDS = {
    "self": "It is the officer",
    "own family": "The officer's family",
    "named officer": "The officer is named in what is recorded",
    "known privately": "The officer knows them privately",
}


@dataclass(frozen=True)
class ConflictShown:
    """An officer who must not see a person: as they said themselves, as somebody found out, or, detected, by the ties of the
    officer's own person."""

    number: int
    username: str
    name: str
    agency: str
    person: int
    kind: str
    is_detected: bool
    by_themselves: bool
    from_at: datetime


@dataclass(frozen=True)
class Declared:
    """Whom an officer says that they know, in their own words."""

    number: int
    username: str
    name: str
    agency: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Waiting:
    """Declarations of which nobody has said yet who is meant; `late` of them for longer than a day."""

    count: int
    late: int


def declare(*, by: Scope, words: str, persons: Iterable[int] = ()) -> None:
    """Say whom one knows, inside `by`'s transaction. Whoever has one of those numbers, at whom they may look, is kept from them
    at once. The answer is the same whoever that is."""
    rows("SELECT identity.declare_conflict(%s, %s::bigint[])", words, list(persons))


def declarations_waiting() -> Waiting:
    """For those who look after conflicts, inside their transaction."""
    ((found),) = rows("SELECT * FROM identity.declarations_waiting()")
    return Waiting(*found)


def put(*, by: Scope, username: str, person: int, kind: str) -> None:
    """Keep an officer from a person, and from their family too where the person is the officer."""
    rows("SELECT identity.put_conflict(%s, %s, %s)", username, person, kind)


def end(*, by: Scope, conflict: int, reason: str) -> None:
    rows("SELECT identity.end_conflict(%s, %s)", conflict, reason)


def settle(*, by: Scope, declaration: int) -> None:
    """Say that a declaration has been dealt with."""
    rows("SELECT identity.settle_declaration(%s)", declaration)


def conflicts(scope: Scope, *, reason: str) -> tuple[tuple[ConflictShown, ...], tuple[Declared, ...]]:
    """Those that the viewer looks after, none of their own, through the door. Outside any transaction."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT identity.ask_conflicts(%s)", reason)
    with scope.transaction():
        return (
            tuple(ConflictShown(*row) for row in rows("SELECT * FROM identity.take_conflicts(%s)", ticket)),
            tuple(Declared(*row) for row in rows("SELECT * FROM identity.take_declarations(%s)", ticket)),
        )
