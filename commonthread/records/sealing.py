"""Sealing a record for one's own team, and holding one back while an investigation lives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import rows


@dataclass(frozen=True)
class Sealed:
    """A record that only the viewer's team sees."""

    number: int
    record: int
    kind: str
    why: str
    by: str
    from_at: datetime
    review_on: date


@dataclass(frozen=True)
class Instead:
    """What is said instead of a held record, for which purposes, and what whoever reads it must keep to."""

    purposes: tuple[str, ...] = ()
    line: str = ""
    conditions: str = ""


@dataclass(frozen=True)
class Held:
    """A record that an investigation holds back until a day, and whom to ring."""

    number: int
    record: int
    kind: str
    why: str
    by: str
    until_at: datetime
    ring_name: str
    ring_telephone: str
    instead: Instead


def seal(*, by: Scope, record: int, why: str, review_on: date) -> None:
    """Hide a record of one's own agency, in every version, from all but one's own team; inside `by`'s transaction."""
    rows("SELECT records.seal(%s, %s, %s)", record, why, review_on)


def keep_seal(*, by: Scope, seal: int, review_on: date, why: str) -> None:
    rows("SELECT records.keep_seal(%s, %s, %s)", seal, review_on, why)


def lift_seal(*, by: Scope, seal: int, reason: str) -> None:
    rows("SELECT records.lift_seal(%s, %s)", seal, reason)


def hold(
    *,
    by: Scope,
    record: int,
    why: str,
    until_at: datetime,
    ring_name: str,
    ring_telephone: str,
    instead: Instead | None = None,
) -> None:
    """Hold a record of one's own agency back, in every version, for at most half a year."""
    instead = instead or Instead()
    rows(
        "SELECT records.hold(%s, %s, %s, %s, %s, %s::text[], %s, %s)",
        record, why, until_at, ring_name, ring_telephone, list(instead.purposes), instead.line, instead.conditions,
    )  # fmt: skip


def end_hold(*, by: Scope, hold: int, reason: str) -> None:
    rows("SELECT records.end_hold(%s, %s)", hold, reason)


def sealed_and_held(scope: Scope, *, reason: str) -> tuple[tuple[Sealed, ...], tuple[Held, ...]]:
    """What the viewer's team has sealed and holds, through the door. Outside any transaction."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT records.ask_sealed(%s)", reason)
    with scope.transaction():
        return (
            tuple(Sealed(*row) for row in rows("SELECT * FROM records.take_seals(%s)", ticket)),
            tuple(_held(row) for row in rows("SELECT * FROM records.take_holds(%s)", ticket)),
        )


def _held(row: Sequence) -> Held:
    *held, purposes, line, conditions = row
    return Held(*held, Instead(tuple(purposes), line, conditions))
