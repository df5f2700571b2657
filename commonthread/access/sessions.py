"""One's own open sessions, and ending them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connections

from commonthread.access.statements import value

# As `access.idle()` has it.
IDLE = timedelta(minutes=15)


@dataclass(frozen=True)
class OwnSession:
    """`this` is the one that asks."""

    reference: UUID
    how: str
    device: str
    address: str | None
    opened_at: datetime
    seen_at: datetime
    this: bool


def my_sessions() -> list[OwnSession]:
    """Inside the scope's transaction; the one that asks first, then the last used."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT reference, how, device, address, opened_at, seen_at, this FROM access.my_sessions()"
        )
        return [OwnSession(*row) for row in cursor.fetchall()]


def end_my_session(reference: UUID) -> None:
    """Inside the scope's transaction. One that is somebody else's, or has ended, is passed over."""
    value("SELECT access.end_my_sessions(%s)", reference)


def end_my_other_sessions() -> int:
    """How many there were."""
    return value("SELECT access.end_my_sessions()")
