"""Conflicts of interest: declared in one's own words, put and ended by those who look after them."""

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
    """An officer who must not see a person. Detected ones follow from the officer's own person and its ties."""

    number: int
    username: str
    name: str
    agency: str
    person: int
    kind: str
    is_detected: bool
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


def declare(*, by: Scope, words: str) -> None:
    """Say whom one knows, inside `by`'s transaction. The answer is the same whoever that is."""
    rows("SELECT identity.declare_conflict(%s)", words)


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
