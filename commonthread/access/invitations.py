"""Invitations: a way in for one person, once; and how an administrator looks after the ways in of their agency's people."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from commonthread.access.permissions import Role


@dataclass(frozen=True)
class Invited:
    person: int
    name: str
    username: str
    agency: str
    agency_name: str
    expires_at: datetime


@dataclass(frozen=True)
class SigningIn:
    """How somebody of the administrator's agency signs in. `factors` are allauth's words for them."""

    person: int
    name: str
    username: str
    role: Role
    factors: tuple[str, ...]
    password: bool
    linked: bool
    invited_until: datetime | None
    last_at: datetime | None
    self: bool


def invited(token: str) -> Invited | None:
    """By the door: whose way in this is, while it is open."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT person, name, username, agency, agency_name, expires_at FROM access.invited(%s)", [token]
        )
        row = cursor.fetchone()
    return Invited(*row) if row else None


def take_invitation(token: str) -> int | None:
    """By the door, in the transaction that gives the person their way in: whose it was. Only one can take it."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT access.take_invitation(%s)", [token])
        return cursor.fetchone()[0]


def people_signing_in() -> list[SigningIn]:
    """Inside an administrator's transaction, as the rest of these."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT person, name, username, role, factors, password, linked, invited_until, last_at, self "
            "FROM access.people_signing_in()"
        )
        rows = cursor.fetchall()
    return [
        SigningIn(person, name, username, Role(role), tuple(factors), *rest)
        for person, name, username, role, factors, *rest in rows
    ]


def invite(person: int, *, why: str) -> str:
    """The token of the only link; nothing keeps it."""
    return _call("SELECT access.invite(%s, %s)", person, why)


def reset_sign_in(person: int, *, why: str) -> str:
    """Take away every way in but the agency's own provider, and invite anew."""
    return _call("SELECT access.reset_sign_in(%s, %s)", person, why)


def _call(sql: str, person: int, why: str) -> str:
    with connections["app"].cursor() as cursor:
        cursor.execute(sql, [person, why])
        return cursor.fetchone()[0]
