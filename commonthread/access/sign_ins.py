"""What the ledger is told of signing in, and how an agency's data protection officer asks it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import connections

from commonthread.access.scope import Scope


class Failure(StrEnum):
    """Why somebody was not let in."""

    PASSWORD = "wrong username or password"
    CODE = "wrong code"
    PASSKEY = "passkey not accepted"
    TOO_MANY = "too many attempts"
    UNKNOWN_SUBJECT = "nobody's account is linked to this sign-in"
    OTHER_AGENCY = "no post at the agency whose provider this is"
    PROVIDER = "the agency's provider gave no answer that holds"


class Change(StrEnum):
    """What somebody changed about how they sign in."""

    PASSKEY_ADDED = "passkey added"
    PASSKEY_REMOVED = "passkey removed"
    APP_ADDED = "authenticator app added"
    APP_REMOVED = "authenticator app removed"
    CODES_RENEWED = "recovery codes renewed"
    CODE_USED = "recovery code used"
    LINKED = "agency sign-in linked"
    UNLINKED = "agency sign-in taken away"
    PASSWORD_SET = "password set"


@dataclass(frozen=True)
class SignIn:
    """One event of signing in at an agency: of whom, and what of it is known."""

    at: datetime
    type: str
    name: str
    what: str | None
    how: str | None
    why: str | None
    device: str | None
    address: str | None


def note_failed_sign_in(
    why: Failure,
    *,
    username: str = "",
    user: int | None = None,
    via: str | None = None,
    device: str,
    address: str,
) -> None:
    """By the door. The name that was typed is kept only where it is somebody's, and then as their account."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT access.note_failed_sign_in(%s, %s, %s, %s, %s, %s::inet)",
            [username, user, via, why, device, address],
        )


def note_account(user: int, what: Change) -> None:
    """By the door."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT access.note_account(%s, %s)", [user, what])


def sign_ins(scope: Scope, *, why: str) -> list[SignIn]:
    """Signing in at the officer's own agency, the last 500 events; the asking is on the ledger before it is answered."""
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT access.ask_sign_ins(%s)", [why])
        (ticket,) = cursor.fetchone()
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT at, type, name, what, how, why, device, address FROM access.take_sign_ins(%s)", [ticket]
        )
        return [SignIn(*row) for row in cursor.fetchall()]
