"""One record that a system sends: kept as it is, then stored or rejected while it waits for the answer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connections
from django.utils.timezone import localdate

from commonthread.access.scope import Scope
from commonthread.feeds.agreement import held_to
from commonthread.feeds.correcting import identifiers_of
from commonthread.feeds.format import Admitted, Outcome, Reading, Reject, Unreadable, formats
from commonthread.feeds.queries import own_roll, terms_in_force
from commonthread.feeds.store import DeliveryStore
from commonthread.records.incoming import as_json, as_sent
from commonthread.records.record import Fault

FORMAT = "json"


@dataclass(frozen=True)
class Sending:
    """What became of it. `record` is there unless it was rejected; `outcome` is as in a receipt."""

    delivery: int
    received_at: datetime
    outcome: str
    record: int | None
    reject: int | None
    faults: tuple[Fault, ...]


def send_one(
    *, by: Scope, sends: frozenset[str], store: DeliveryStore, path: Path, format: str = FORMAT
) -> Sending:
    """A file that is one record. The same bytes again are answered as they were.

    Raises NoAgreement, or Unreadable where there is no one record in it. To be called outside any transaction.
    """
    with by.transaction():
        terms = terms_in_force(by.agency, localdate(), login="app").sent_by(sends)
    kept = store.keep([path])
    read, reading = formats()[format].read, Reading(received_on=localdate())
    with by.transaction():
        roll = own_roll(terms, identifiers_of(read(kept.files, reading)))
    found = _only(held_to(terms, read(kept.files, reading), roll))
    with by.transaction(), connections["app"].cursor() as cursor:
        files = json.dumps([[file.name, file.path.name] for file in kept.files])
        cursor.execute(
            "SELECT feeds.take_in(%s, %s, '', %s, %s::jsonb, %s, %s, NULL, false)",
            [terms.number, format, path.name, files, kept.sha256, kept.size],
        )
        (delivery,) = cursor.fetchone()
        cursor.execute(
            "SELECT feeds.land_one(%s, %s::jsonb, %s, %s::jsonb, %s)", [delivery, *_as_landed(by, found)]
        )
        cursor.execute("SELECT received_at, outcome, record, reject FROM feeds.receipt(%s)", [delivery])
        received_at, outcome, record, reject = cursor.fetchone()
    faults = found.reasons if isinstance(found, Reject) else ()
    return Sending(delivery, received_at, outcome, record, reject, faults)


def _only(outcomes: Iterable[Outcome]) -> Admitted | Reject:
    found = [outcome for outcome in outcomes if isinstance(outcome, Admitted | Reject)]
    if len(found) != 1:
        raise Unreadable("it is not about one person", advice="Send what is about several as a delivery")
    return found[0]


def kept(delivery: int) -> tuple[str, datetime]:
    """State and time of a delivery of the caller's system, inside its transaction."""
    with connections["app"].cursor() as cursor:
        cursor.execute("SELECT state, received_at FROM feeds.receipt(%s)", [delivery])
        return cursor.fetchone()


def _as_landed(by: Scope, found: Admitted | Reject) -> list[str | None]:
    match found:
        case Admitted():
            return [as_json(as_sent(by.agency, 1, found.draft)), found.draft.kind, "[]", None]
        case Reject():
            faults = json.dumps([fault.model_dump() for fault in found.reasons], ensure_ascii=False)
            return [None, found.kind, faults, found.raw]
