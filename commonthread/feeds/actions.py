"""Loading a delivery: kept first, then batch by batch, each a transaction that also moves the cursor."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from django.db import connections, transaction
from django.utils.timezone import localdate

from commonthread.access.scope import Scope
from commonthread.access.statements import value
from commonthread.feeds.agreement import Terms, held_to
from commonthread.feeds.format import Outcome, Reading, Sent, Unreadable, formats
from commonthread.feeds.landing import Batch, batch_of, land, move_cursor
from commonthread.feeds.queries import holder_of, refuse_once_ended, roll_for, terms_in_force
from commonthread.feeds.receipt import NoAgreement, NoSuchFormat, Receipt
from commonthread.feeds.store import DeliveryStore, Kept

BATCH = 2_000
Progress = Callable[[int, float], None]


def load(
    *,
    store: DeliveryStore,
    paths: list[Path],
    format: str,
    agency: str,
    kind: str | None = None,
    sent_at: datetime | None = None,
    progress: Progress = lambda pieces, share: None,
) -> Receipt:
    """Load one delivery of an agency. Running it again finishes what was interrupted and changes nothing else.

    Raises NoSuchAgency, NoSuchFormat, NoAgreement, BeingLoaded, or Unreadable when nothing of the file can be taken.
    """
    _check(format)
    holder_of(agency)
    terms = terms_in_force(agency, localdate(), login="engine")
    number = _write_down(store.keep(paths), format, terms, kind, sent_at)
    return _go_on(_begun(number, store), terms, progress)


def load_kept(
    *, store: DeliveryStore, delivery: int, progress: Progress = lambda pieces, share: None
) -> Receipt:
    """Load a delivery that `take_in` has kept, or go on with one that was interrupted. Raises as `load` does."""
    begun = _begun(delivery, store)
    try:
        terms = terms_in_force(begun.receipt.agency, localdate(), login="engine")
    except NoAgreement as none:
        _set_aside(begun.receipt, begun.cursor, str(none))
        raise
    return _go_on(begun, terms, progress)


def take_in(
    *,
    by: Scope,
    store: DeliveryStore,
    paths: list[Path],
    format: str,
    kind: str | None,
    key: str | None = None,
) -> int:
    """Keep what somebody sends for their own agency, and put it on the queue; the delivery's number.

    `key` is what a system calls this sending. Raises NoSuchFormat, NoAgreement, Unreadable, or KeyInUse where it has
    sent something else under its key. To be called outside any transaction.
    """
    _check(format)
    with by.transaction():
        terms = terms_in_force(by.agency, localdate(), login="app")
    kept = store.keep(paths)
    with by.transaction():
        return value(
            "SELECT feeds.take_in(%s, %s, %s, %s, %s::jsonb, %s, %s, %s)",
            terms.number,
            format,
            kind or "",
            _name(kept),
            _files(kept),
            kept.sha256,
            kept.size,
            key,
        )


@dataclass
class Way:
    """How much of a delivery's bytes has been read. Before its first outcome a format looks all its files through."""

    size: int
    passed: int = 0
    looked_through: int = 0

    def pass_over(self, length: int) -> None:
        self.passed += length

    def begin(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        first = list(islice(outcomes, 1))
        self.looked_through = self.passed
        yield from first
        yield from outcomes

    @property
    def share(self) -> float:
        return min(1.0, (self.passed - self.looked_through) / max(self.size, 1))


@dataclass(frozen=True)
class Begun:
    """A delivery that is written down: how it is read and where to go on."""

    receipt: Receipt
    format: str
    files: tuple[Sent, ...]
    way: Way
    reading: Reading
    sequence: int
    cursor: int
    by_item: bool
    sender_kinds: frozenset[str] | None


def _check(format: str) -> None:
    if format not in formats():
        raise NoSuchFormat(f"There is no format {format!r}. There are: {', '.join(formats())}.")


def _write_down(kept: Kept, format: str, terms: Terms, kind: str | None, sent_at: datetime | None) -> int:
    """Find the delivery by its hash, or write it down. Until something of it is taken it may get another name."""
    now = datetime.now(UTC)
    with transaction.atomic(using="engine"), connections["engine"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO feeds_delivery (agency, format, kind, agreement, file_name, files, sha256, size, sequence, "
            "state, cursor, counts, received_at, moved_at) "
            "VALUES (%s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, 'received', 0, '{}', %s, %s) "
            "ON CONFLICT ON CONSTRAINT delivery_once DO UPDATE SET "
            "file_name = CASE WHEN feeds_delivery.cursor = 0 THEN EXCLUDED.file_name ELSE feeds_delivery.file_name END, "
            "files = CASE WHEN feeds_delivery.cursor = 0 THEN EXCLUDED.files ELSE feeds_delivery.files END "
            "RETURNING number",
            [terms.agency, format, kind or "", terms.number, _name(kept), _files(kept), kept.sha256, kept.size,
             int((sent_at or now).timestamp() * 1000), now, now],
        )  # fmt: skip
        return cursor.fetchone()[0]


def _name(kept: Kept) -> str:
    return ", ".join(file.name for file in kept.files)[:200]


def _files(kept: Kept) -> str:
    return json.dumps([[file.name, file.path.name] for file in kept.files])


def _begun(number: int, store: DeliveryStore) -> Begun:
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT d.agency, d.format, d.kind, d.file_name, d.files, d.sequence, d.state, d.cursor, d.counts, d.received_at, "
            "d.size, c.kinds FROM feeds_delivery d LEFT JOIN access_client c ON c.number = d.client WHERE d.number = %s",
            [number],
        )
        agency, format, kind, name, files, sequence, state, at, counts, received_at, size, sends = (
            cursor.fetchone()
        )
    receipt = Receipt(**{"delivery": number, "agency": agency, "file": name, **json.loads(counts)})
    receipt.loaded_before = state == "loaded"
    if state == "unreadable":
        receipt.remarks = []
    way = Way(size)
    sent = tuple(Sent(store.path(digest), name, way.pass_over) for name, digest in json.loads(files))
    reading = Reading(received_on=localdate(received_at), kind=kind or None)
    by_item = sends is not None and formats()[format].by_item
    kinds = None if sends is None else frozenset(sends)
    return Begun(receipt, format, sent, way, reading, sequence, at, by_item, kinds)


def _go_on(begun: Begun, terms: Terms, progress: Progress) -> Receipt:
    receipt, cursor = begun.receipt, begun.cursor
    if receipt.loaded_before:
        return receipt
    terms = terms.sent_by(begun.sender_kinds)
    outcomes = begun.way.begin(formats()[begun.format].read(begun.files, begun.reading))
    try:
        roll = roll_for(terms)
        admitted = held_to(terms, islice(outcomes, cursor, None), roll)
        for batch in _ahead(_batches(receipt.agency, admitted)):
            with transaction.atomic(using="engine"):
                refuse_once_ended(terms)
                land(batch, receipt, begun.sequence, by_item=begun.by_item)
                move_cursor(receipt, cursor, cursor + batch.size, "loading")
            cursor += batch.size
            progress(receipt.pieces, begun.way.share)
    except (Unreadable, NoAgreement) as why_not:
        _set_aside(receipt, cursor, str(why_not))
        raise
    move_cursor(receipt, cursor, cursor, "loaded")
    progress(receipt.pieces, 1.0)
    return receipt


def _set_aside(receipt: Receipt, cursor: int, why: str) -> None:
    receipt.remarks.append(why)
    move_cursor(receipt, cursor, cursor, "unreadable")


def _ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Read the next batch while the one before it is being stored."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = reader.submit(next, batches, None)
        while batch := coming.result():
            coming = reader.submit(next, batches, None)
            yield batch


def _batches(agency: str, outcomes: Iterator[Outcome]) -> Iterator[Batch]:
    while (batch := batch_of(agency, islice(outcomes, BATCH))).size:
        yield batch
