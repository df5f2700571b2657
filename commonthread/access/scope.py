"""A scope: somebody, in a post, behind the wall. The only way to the `app` login."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import DatabaseError, connections, transaction
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from commonthread.access.permissions import ROLES, Permission, Role
from commonthread.access.purposes import STATES

_inside: ContextVar[bool] = ContextVar("inside a scope", default=False)
ENTER = "SELECT access.enter(%s)"


class OutsideScope(Exception):
    """A statement reached the `app` or `finder` login outside `scope.transaction()`."""


class ScopeEnded(Exception):
    """The token is unknown, expired or ended: the person must sign in again."""


class NotAllowed(Exception):
    """The role may not do this, or there is nothing here that it may see. Answered as not found."""


class NotYourPurpose(Exception):
    """Nobody in this post says that they look for that. Tells of the caller's post alone, and of nobody looked for."""


class TooFast(Exception):
    """More searches in a minute than a person makes."""


class KeptApart(Exception):
    """These people must not be joined."""


class ChangedMeanwhile(Exception):
    """What is to be signed is not what was read: somebody has changed it since."""


class AnotherPerson(Exception):
    """What takes two people was asked by one, or before both have done their part."""


class OnHold(Exception):
    """A legal hold stands above what was asked."""


class KeyInUse(Exception):
    """Another record stands under this key, or somebody else has corrected it meanwhile."""


class ConsentFirst(Exception):
    """Other agencies are asked only once a consent decision says so."""


class NoReason(NotAllowed):
    """No rule lets a case turn to that agency; says which rules there are."""


class TogetherOnly(Exception):
    """It does not end from its task: a step that agencies take together ends with their meeting, or by whoever may let it stand
    without; what waits of a disagreement, with that."""


class NotAccountedFor(Exception):
    """Somebody of an investigation is not accounted for, a suspect has no result, or a victim does not know it."""


class NotSafe(Exception):
    """Nothing is sent to an address that nobody has marked safe, or that is marked so no more."""


@dataclass(frozen=True)
class Scope:
    """Who is asking, in which post. Carries the token that the database turns into rights."""

    token: str = field(repr=False)
    user: int
    name: str
    agency: str
    agency_name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        return permission in ROLES[self.role].permissions

    def may_state(self, purpose: str) -> bool:
        return purpose in STATES.get(self.role, frozenset())

    @contextmanager
    def transaction(self, login: str = "app") -> Iterator[None]:
        """One transaction of `app` (or `finder`) that sees what this person may see, and no more."""
        with saying_why(), transaction.atomic(using=login, durable=True):
            inside = _inside.set(True)
            try:
                with connections[login].cursor() as cursor:
                    cursor.execute(ENTER, [self.token])
                yield
            finally:
                _inside.reset(inside)


WHY = {
    "CT001": ScopeEnded,
    "CT002": NotAllowed,
    "CT003": TooFast,
    "CT004": KeptApart,
    "CT005": KeyInUse,
    "CT006": ChangedMeanwhile,
    "CT007": ConsentFirst,
    "CT008": TogetherOnly,
    "CT009": NoReason,
    "CT010": NotYourPurpose,
    "CT011": AnotherPerson,
    "CT012": OnHold,
    "CT013": NotAccountedFor,
    "CT021": NotSafe,
}


@contextmanager
def saying_why() -> Iterator[None]:
    """Turn the wall's own error codes into the exceptions above."""
    try:
        yield
    except DatabaseError as error:
        meaning = WHY.get(getattr(error.__cause__, "sqlstate", None) or "")
        if meaning is None:
            raise
        raise meaning(str(error).splitlines()[0]) from error


def refuse_once_kept() -> None:
    """Raise NotAllowed when the transaction of `app` has committed: an error within it would undo what says so."""

    def refuse() -> None:
        raise NotAllowed("Not found.")

    transaction.on_commit(refuse, using="app")


@dataclass(frozen=True)
class Arrival:
    """How somebody came in: by which proofs, on which device, from where; and by whose provider, if by one."""

    how: str = ""
    device: str = ""
    address: str | None = None
    via: str | None = None


def open_scope(user: int, arrival: Arrival = Arrival()) -> Scope:
    """Open a scope for a signed-in person in their current post; raises NotAllowed if they hold none."""
    given = [user, arrival.how, arrival.device, arrival.address, arrival.via]
    with saying_why(), connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT token, name, agency, agency_name, role FROM access.open_session(%s, %s, %s, %s::inet, %s)",
            given,
        )
        token, name, agency, agency_name, role = cursor.fetchone()
    return Scope(token, user, name, agency, agency_name, Role(role))


class Standing(StrEnum):
    """Whether a scope is live, and if not, why."""

    LIVE = "live"
    IDLE = "idle"
    TOO_LONG = "too long"
    ENDED = "ended"
    POST = "post"


def use_scope(token: str, *, used: bool) -> Standing:
    """What a page fetches by itself is not use."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT access.use_session(%s, %s)", [token, used])
        return Standing(cursor.fetchone()[0])


def close_scope(token: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT access.end_session(%s)", [token])


def _refuse_outside(execute, sql, params, many, context):
    if not _inside.get():
        raise OutsideScope("This login is reached only within scope.transaction().")
    return execute(sql, params, many, context)


@receiver(connection_created)
def _guard(connection, **_) -> None:
    if connection.alias in {"app", "finder"} and _refuse_outside not in connection.execute_wrappers:
        connection.execute_wrappers.append(_refuse_outside)
