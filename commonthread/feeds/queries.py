"""Deliveries and rejects, as far as the viewer's agency sent them."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from commonthread.access.scope import NotAllowed, Scope
from commonthread.records.record import Fault


@dataclass(frozen=True)
class DeliveryShown:
    number: int
    agency: str
    format: str
    file_name: str
    state: str
    received_at: datetime
    finished_at: datetime | None
    counts: dict
    open_rejects: int


@dataclass(frozen=True)
class RejectShown:
    """A rejected piece without what it says: which file, where, and what is wrong with it."""

    number: int
    delivery: int
    format: str
    file_name: str
    kind: str
    line: int
    faults: tuple[Fault, ...]
    is_warning: bool
    resolved_at: datetime | None
    resolution: str


DELIVERIES = """SELECT d.number, d.agency, d.format, d.file_name, d.state, d.received_at, d.finished_at, d.counts,
  (SELECT count(*) FROM feeds_reject r WHERE r.delivery = d.number AND NOT r.is_warning AND r.resolved_at IS NULL)
  FROM feeds_delivery d"""
REJECTS = """SELECT r.number, r.delivery, d.format, d.file_name, r.kind, r.line, r.faults, r.is_warning, r.resolved_at,
  r.resolution FROM feeds_reject r JOIN feeds_delivery d ON d.number = r.delivery"""


def deliveries(*, limit: int = 50, offset: int = 0) -> list[DeliveryShown]:
    """The agency's deliveries, newest first."""
    return [
        _delivery(row)
        for row in _rows(f"{DELIVERIES} ORDER BY d.number DESC LIMIT %s OFFSET %s", limit, offset)
    ]


def delivery(number: int) -> DeliveryShown:
    found = _rows(f"{DELIVERIES} WHERE d.number = %s", number)
    if not found:
        raise NotAllowed("Not found.")
    return _delivery(found[0])


def rejects(delivery: int, *, limit: int = 50, offset: int = 0) -> list[RejectShown]:
    """What was refused or questioned in a delivery, open ones first."""
    order = "ORDER BY r.resolved_at IS NOT NULL, r.is_warning, r.line, r.number LIMIT %s OFFSET %s"
    return [
        _reject(row) for row in _rows(f"{REJECTS} WHERE r.delivery = %s {order}", delivery, limit, offset)
    ]


def reject(number: int) -> RejectShown:
    found = _rows(f"{REJECTS} WHERE r.number = %s", number)
    if not found:
        raise NotAllowed("Not found.")
    return _reject(found[0])


def read_reject(scope: Scope, number: int, *, reason: str) -> str:
    """What was sent, through the door: ask, commit, take. To be called outside any transaction."""
    with scope.transaction():
        ((ticket,),) = _rows("SELECT feeds.ask_reject(%s, %s)", number, reason)
    with scope.transaction():
        ((raw,),) = _rows("SELECT feeds.take_reject(%s)", ticket)
    return raw


def _delivery(row: tuple) -> DeliveryShown:
    *before, counts, open_rejects = row
    return DeliveryShown(*before, json.loads(counts), open_rejects)


def _reject(row: tuple) -> RejectShown:
    *before, faults, is_warning, resolved_at, resolution = row
    return RejectShown(
        *before, tuple(Fault(**fault) for fault in json.loads(faults)), is_warning, resolved_at, resolution
    )


def _rows(sql: str, *params) -> list[tuple]:
    with connections["app"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
