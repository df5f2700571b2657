"""Restricting a person for one's own team: put, kept, lifted; and what the team is told."""

from dataclasses import dataclass
from datetime import date, datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import rows
from commonthread.identity.households import SAME_ADDRESS


@dataclass(frozen=True)
class Restricted:
    """A person whom only the viewer's team sees. `is_shared`: another team restricts them too, so that neither does."""

    number: int
    person: int
    why: str
    by: str
    from_at: datetime
    review_on: date
    is_inherited: bool
    is_shared: bool
    asked: int


@dataclass(frozen=True)
class Asking:
    """Somebody asked about a restricted person: by a search, or by stating a purpose."""

    person: int
    name: str
    agency: str
    how: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Beside:
    """Somebody who is tied to a restricted person and is not restricted."""

    person: int
    other: int
    kind: str
    until: date | None

    @property
    def lives_with_them(self) -> bool:
        """Whoever is only related, or has been left, is not hidden with them: it may be the one whom they fled."""
        return self.kind == SAME_ADDRESS and self.until is None


@dataclass(frozen=True)
class Watch:
    """All that a team is told of those whom it restricts."""

    restricted: tuple[Restricted, ...]
    asked: tuple[Asking, ...]
    beside: tuple[Beside, ...]


def restrict(*, by: Scope, persons: list[int], why: str, review_on: date) -> None:
    """Hide people from everybody but one's own team, inside `by`'s transaction.

    Raises NotAllowed where one of them is not there, or is hidden from `by`.
    """
    rows("SELECT identity.restrict(%s::bigint[], %s, %s)", persons, why, review_on)


def keep(*, by: Scope, restriction: int, review_on: date, why: str) -> None:
    """Review a restriction and keep it until the next review."""
    rows("SELECT identity.keep_restriction(%s, %s, %s)", restriction, review_on, why)


def lift(*, by: Scope, restriction: int, reason: str) -> None:
    rows("SELECT identity.lift_restriction(%s, %s)", restriction, reason)


def watch(scope: Scope, *, reason: str) -> Watch:
    """Through the door: ask, commit, take. To be called outside any transaction."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT identity.ask_restrictions(%s)", reason)
    with scope.transaction():
        return Watch(
            tuple(Restricted(*row) for row in rows("SELECT * FROM identity.take_restrictions(%s)", ticket)),
            tuple(Asking(*row) for row in rows("SELECT * FROM identity.take_asked(%s)", ticket)),
            tuple(Beside(*row) for row in rows("SELECT * FROM identity.take_beside(%s)", ticket)),
        )
