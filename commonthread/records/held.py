"""What an investigation holds back of somebody: whom to ring, and what may be said instead."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from commonthread.access.scope import Scope


@dataclass(frozen=True)
class HeldBack:
    """`line` is what is said instead for the reader's purpose, and `conditions` what they must keep to; or nothing."""

    ring_name: str
    ring_telephone: str
    until_at: datetime
    line: str
    conditions: str


def held_back(scope: Scope, person: int, *, purpose: str, reason: str) -> tuple[HeldBack, ...]:
    """Through the door: ask, commit, take. Outside any transaction, under a live purpose for the person."""
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT records.ask_held(%s, %s, %s)", [person, purpose, reason])
        (ticket,) = cursor.fetchone()
    if ticket is None:
        return ()
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT * FROM records.take_held(%s)", [ticket])
        return tuple(HeldBack(*row) for row in cursor.fetchall())
