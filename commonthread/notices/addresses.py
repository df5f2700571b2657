"""Addresses that somebody has marked safe. They are masked wherever they are shown."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value


class Channel(StrEnum):
    EMAIL = "e-mail"
    TEXT = "text message"
    WEBHOOK = "webhook"


OUTSIDE = (Channel.EMAIL, Channel.TEXT)


@dataclass(frozen=True)
class SafeAddress:
    """`said_by` is who said that it is safe, in words; `shown` is as much of it as whoever knows it needs.
    `person` is whose it is, where that is somebody of the case."""

    number: int
    whose: str
    channel: Channel
    shown: str
    said_by: str
    marked_by: str
    marked_at: datetime
    until: datetime
    from_time: time | None
    to_time: time | None
    revoked_at: datetime | None
    revoked_by: str
    revoked_because: str
    is_safe: bool
    person: int | None


def mark_safe(
    *,
    by: Scope,
    case: int,
    whose: str,
    channel: Channel,
    address: str,
    said_by: str,
    until: datetime,
    from_time: time | None = None,
    to_time: time | None = None,
    person: int | None = None,
) -> int:
    """Mark an address of somebody outside as safe to send to, for this case; returns its number.

    `whose` is a role and no name ('whoever rang us'). It may be used until `until`, a year at most, and where hours are
    given only in them, London time. `person` is somebody of the case: a victim is written to at an address of their own alone.
    """
    return value(
        "SELECT notices.mark_safe(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        case, whose, channel.value, address, said_by, until, from_time, to_time, person,
    )  # fmt: skip


def mark_own_safe(
    *, by: Scope, team: int | None, channel: Channel, address: str, said_by: str, until: datetime
) -> int:
    """An agency's own address: it is told there that a notice waits, and nothing of what it says."""
    return value(
        "SELECT notices.mark_own_safe(%s, %s, %s, %s, %s)", team, channel.value, address, said_by, until
    )


def revoke(*, by: Scope, number: int, because: str) -> None:
    """From this moment nothing is sent there; what waits is stopped."""
    value("SELECT notices.revoke_address(%s, %s)", number, because)


def addresses(case: int) -> list[SafeAddress]:
    """Those of a case, the safe ones first."""
    return _shown("SELECT * FROM notices.addresses(%s)", case)


def own_addresses() -> list[SafeAddress]:
    """Those of one's own agency, for its administrator."""
    return _shown("SELECT * FROM notices.own_addresses()")


def _shown(sql: str, *params) -> list[SafeAddress]:
    return [SafeAddress(*row[:2], Channel(row[2]), *row[3:]) for row in rows(sql, *params)]
