"""Agencies' systems that call the API: set up, given another secret, ended; and whom a token is of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections

from commonthread.access.client_terms import (
    CODE,
    LIVES,
    OVERLAP,
    PER_MINUTE,
    TOKEN,
    ClientScope,
    Secret,
    fresh_code,
)
from commonthread.access.permissions import Role
from commonthread.access.scope import Scope, ScopeEnded, saying_why
from commonthread.access.terms import Category


@dataclass(frozen=True)
class SetUp:
    """A system that was just set up. The secret is never seen again."""

    number: int
    code: str
    secret: Secret


@dataclass(frozen=True)
class ClientShown:
    number: int
    code: str
    name: str
    scopes: tuple[ClientScope, ...]
    kinds: tuple[str, ...]
    per_minute: int
    made_at: datetime
    ended_at: datetime | None
    used_at: datetime | None


@dataclass(frozen=True)
class SecretShown:
    number: int
    ends_with: str
    from_at: datetime
    until_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Caller:
    """Whose call it is, and how many calls are left in this minute."""

    scope: Scope
    client: int
    code: str
    permissions: frozenset[str]
    kinds: frozenset[str]
    calls: int
    per_minute: int
    until: datetime

    def may(self, scope: ClientScope) -> bool:
        return scope.permission in self.permissions


def set_up(
    *,
    by: Scope,
    name: str,
    scopes: Iterable[ClientScope],
    kinds: Sequence[str],
    categories: Iterable[Category],
    per_minute: int = PER_MINUTE,
    lives: timedelta = LIVES,
) -> SetUp:
    """A system of one's own agency, with its first secret; inside `by`'s transaction."""
    code, secret = fresh_code(), Secret.fresh()
    number = _one(
        "app",
        "SELECT access.set_up_client(%s, %s, %s, %s, %s, %s, %s, %s, now() + %s)",
        code, name, sorted(scopes), sorted(kinds), sorted(set(categories)), per_minute, secret.digest, secret.ends_with, lives,
    )  # fmt: skip
    return SetUp(number, code, secret)


def rotate(*, by: Scope, client: int, overlap: timedelta = OVERLAP, lives: timedelta = LIVES) -> Secret:
    """Another secret beside the one in use, which ends after the overlap; inside `by`'s transaction."""
    secret = Secret.fresh()
    _one("app", "SELECT access.rotate_secret(%s, %s, %s, now() + %s, %s)",
         client, secret.digest, secret.ends_with, lives, overlap)  # fmt: skip
    return secret


def end_secret(*, by: Scope, client: int, secret: int) -> None:
    """At once, with every token that it was given; inside `by`'s transaction."""
    _one("app", "SELECT access.stop_secret(%s, %s)", client, secret)


def end(*, by: Scope, client: int) -> None:
    """At once, with its secrets, tokens and post; inside `by`'s transaction."""
    _one("app", "SELECT access.stop_client(%s)", client)


def clients() -> list[ClientShown]:
    """The systems of the viewer's agency, those in use first."""
    return [
        ClientShown(number, code, name, tuple(map(ClientScope, scopes)), tuple(kinds), *rest)
        for number, code, name, scopes, kinds, *rest in _rows("app", "SELECT * FROM access.clients()")
    ]


def live_secrets(client: int) -> list[SecretShown]:
    return [SecretShown(*row) for row in _rows("app", "SELECT * FROM access.secrets(%s)", client)]


def scopes_of(code: str, secret: str) -> frozenset[str] | None:
    """What the client may ask a token for; None where there is no such client or this is not a live secret of it."""
    if not CODE.fullmatch(code):
        return None
    found = _one("default", "SELECT access.known_client(%s, %s)", code, Secret(secret).digest)
    return None if found is None else frozenset(found)


def open_token(code: str, secret: str, scopes: Iterable[str]) -> tuple[str, int] | None:
    """A token and its seconds; None where the client was ended meanwhile or has asked too often."""
    found = _rows(
        "default",
        "SELECT token, lives FROM access.open_client(%s, %s, %s)",
        code,
        Secret(secret).digest,
        sorted(scopes),
    )
    return found[0] if found else None


def close_token(code: str, token: str) -> None:
    _one("default", "SELECT access.close_client(%s, %s)", code, token)


def caller(token: str) -> Caller:
    """Whose token it is; the call is counted. ScopeEnded for one that was forged, has expired or was ended."""
    if not TOKEN.fullmatch(token):
        raise ScopeEnded("There is no live scope.")
    bare = Scope(token, 0, "", "", "", Role.SYSTEM)
    with bare.transaction():
        ((client, code, name, user, agency, agency_name, permissions, kinds, calls, per_minute, until),) = (
            _rows("app", "SELECT * FROM access.call()")
        )
    scope = Scope(token, user, name, agency, agency_name, Role.SYSTEM)
    return Caller(scope, client, code, frozenset(permissions), frozenset(kinds), calls, per_minute, until)


def _one(login: str, sql: str, *params):
    return _rows(login, sql, *params)[0][0]


def _rows(login: str, sql: str, *params) -> list[tuple]:
    with saying_why(), connections[login].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
