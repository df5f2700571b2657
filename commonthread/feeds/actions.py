"""Loading a delivery: kept first, then batch by batch, each a transaction that also moves the cursor."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from django.db import connections, transaction
from django.utils.timezone import localdate

from commonthread.access.scope import Scope
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.feeds.agreement import Terms
from commonthread.feeds.format import (
    Admitted,
    Listed,
    Outcome,
    Reading,
    Reject,
    Remark,
    Sent,
    Unreadable,
    formats,
)
from commonthread.feeds.national.writing import Holder
from commonthread.feeds.store import DeliveryStore, Kept
from commonthread.records.actions import append, enter
from commonthread.records.record import Draft, Fault

BATCH = 2_000


class NoSuchAgency(Exception):
    """The agency is not set up here."""


class NoSuchFormat(Exception):
    """The format is not in the catalogue."""


class NoAgreement(Exception):
    """No feed loads without an agreement that is in force."""


@dataclass
class Receipt:
    """What became of everything in a delivery. The first four sum to `pieces`."""

    delivery: int
    agency: str
    file: str
    accepted: int = 0
    duplicate: int = 0
    superseded: int = 0
    rejected: int = 0
    pieces: int = 0
    listed: int = 0
    warnings: int = 0
    not_taken: int = 0
    loaded_before: bool = False
    remarks: list[str] = field(default_factory=list)


COUNTED = {
    "accepted": "accepted",
    "duplicate": "duplicate",
    "superseding": "superseded",
    "superseded": "superseded",
}


def load(
    *,
    store: DeliveryStore,
    paths: list[Path],
    format: str,
    agency: str,
    kind: str | None = None,
    sent_at: datetime | None = None,
    progress: Callable[[int], None] = lambda pieces: None,
) -> Receipt:
    """Load one delivery of an agency. Running it again finishes what was interrupted and changes nothing else.

    Raises NoSuchAgency, NoSuchFormat, NoAgreement, or Unreadable when nothing of the file can be taken.
    """
    if format not in formats():
        raise NoSuchFormat(f"There is no format {format!r}. There are: {', '.join(formats())}.")
    terms = _terms(agency, localdate())
    kept = store.keep(paths)
    receipt, cursor, reading, sequence = _receive(kept, format, terms, kind, sent_at)
    if receipt.loaded_before:
        return receipt
    outcomes = formats()[format].read(kept.files, reading)
    try:
        for batch in _ahead(_batches(islice(outcomes, cursor, None))):
            cursor += len(batch)
            with transaction.atomic(using="engine"):
                _land(batch, receipt, terms, sequence)
                _move_cursor(receipt, cursor, "loading")
            progress(receipt.pieces)
    except Unreadable as unreadable:
        receipt.remarks.append(str(unreadable))
        _move_cursor(receipt, cursor, "unreadable")
        raise
    _move_cursor(receipt, cursor, "loaded")
    return receipt


def refused(delivery: int, most: int = 20) -> list[tuple[int, str, list[Fault]]]:
    """The first pieces of a delivery that were not taken: line, kind, and what is wrong; never what they say."""
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT line, kind, faults FROM feeds_reject WHERE delivery = %s AND NOT is_warning ORDER BY line, number LIMIT %s",
            [delivery, most],
        )
        return [
            (line, kind, [Fault(**fault) for fault in json.loads(faults)])
            for line, kind, faults in cursor.fetchall()
        ]


def correct(*, by: Scope, reject: int, text: str, folder: Path) -> list[int] | tuple[Fault, ...]:
    """Read a rejected piece again as its owner corrected it; the new records' numbers, or what is still wrong.

    A piece carries what it needs of its surroundings, such as the child that an assessment is about; of what
    it gives only records of the rejected kind are taken. To be called inside `by`'s transaction.
    """
    from commonthread.feeds.queries import reject as find

    was = find(reject)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    piece = folder / f"corrected-{reject}"
    piece.write_text(text, encoding="utf-8")
    try:
        reading = Reading(received_on=localdate(), kind=was.kind or None)
        outcomes = list(formats()[was.format].read([Sent(piece, was.file_name)], reading))
    except Unreadable as unreadable:
        return (Fault(column="", message=str(unreadable)),)
    finally:
        piece.unlink(missing_ok=True)
    of_kind = [outcome for outcome in outcomes if not was.kind or _kind(outcome) in ("", was.kind)]
    faults = [fault for outcome in of_kind if isinstance(outcome, Reject) for fault in outcome.reasons]
    if faults:
        return tuple(faults)
    drafts = [outcome.draft for outcome in of_kind if isinstance(outcome, Admitted)]
    if not drafts:
        return (Fault(column="", message="it holds no record that could be taken"),)
    numbers = [enter(by=by, draft=draft) for draft in drafts]
    resolve(by=by, reject=reject, how="corrected", reason=Purpose.RECORD_QUALITY)
    return numbers


def _kind(outcome: Outcome) -> str | None:
    match outcome:
        case Admitted():
            return outcome.draft.kind
        case Reject():
            return outcome.kind
    return None


def resolve(*, by: Scope, reject: int, how: str, reason: str) -> None:
    with connections["app"].cursor() as cursor:
        cursor.execute("SELECT feeds.resolve_reject(%s, %s, %s)", [reject, how, reason])


def holder_of(agency: str) -> Holder:
    """The agency by its code; raises NoSuchAgency, which says which there are."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT code, name, kind, duty_telephone FROM access_agency WHERE code = %s", [agency])
        if row := cursor.fetchone():
            code, name, kind, phone = row
            return Holder(code, name, AgencyKind(kind), phone)
        cursor.execute("SELECT code FROM access_agency ORDER BY code LIMIT 60")
        known = ", ".join(code for (code,) in cursor.fetchall())
    raise NoSuchAgency(f"There is no agency {agency!r}. There are: {known or 'none yet'}.")


def _terms(agency: str, today: date) -> Terms:
    holder_of(agency)
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT id, agency, cohort, kinds, fields, starts_on, ends_on FROM feeds_feedagreement "
            "WHERE agency = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s) ORDER BY starts_on DESC LIMIT 1",
            [agency, today, today],
        )
        row = cursor.fetchone()
    if not row:
        raise NoAgreement(
            f"{agency} has no feed agreement in force on {today:%d %B %Y}. Nothing loads without one: "
            "agree what may be sent, then load again."
        )
    number, agency, cohort, kinds, fields, starts_on, ends_on = row
    return Terms(number, agency, cohort, frozenset(kinds), frozenset(fields), starts_on, ends_on)


def _receive(
    kept: Kept, format: str, terms: Terms, kind: str | None, sent_at: datetime | None
) -> tuple[Receipt, int, Reading, int]:
    """Find the delivery by its hash, or write it down: where to go on, and how it was first read."""
    now = datetime.now(UTC)
    name = ", ".join(file.name for file in kept.files)[:200]
    with transaction.atomic(using="engine"), connections["engine"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO feeds_delivery (agency, format, kind, agreement, file_name, sha256, size, sequence, state, "
            "cursor, counts, notes, received_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 'received', 0, '{}', '[]', %s) "
            "ON CONFLICT (agency, format, kind, sha256) DO NOTHING",
            [terms.agency, format, kind or "", terms.number, name, kept.sha256, kept.size,
             int((sent_at or now).timestamp() * 1000), now],
        )  # fmt: skip
        cursor.execute(
            "SELECT number, sequence, state, cursor, counts, received_at FROM feeds_delivery "
            "WHERE agency = %s AND format = %s AND kind = %s AND sha256 = %s FOR UPDATE",
            [terms.agency, format, kind or "", kept.sha256],
        )
        number, sequence, state, at, counts, received_at = cursor.fetchone()
    receipt = Receipt(**{"delivery": number, "agency": terms.agency, "file": name, **json.loads(counts)})
    receipt.loaded_before = state == "loaded"
    return receipt, at, Reading(received_on=received_at.date(), kind=kind), sequence


def _ahead(batches: Iterator[list[Outcome]]) -> Iterator[list[Outcome]]:
    """Read the next batch while the one before it is being stored."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = reader.submit(next, batches, None)
        while batch := coming.result():
            coming = reader.submit(next, batches, None)
            yield batch


def _batches(outcomes: Iterator[Outcome]) -> Iterator[list[Outcome]]:
    while batch := list(islice(outcomes, BATCH)):
        yield batch


def _land(batch: list[Outcome], receipt: Receipt, terms: Terms, sequence: int) -> None:
    drafts: list[tuple[int, Draft]] = []
    refused: list[tuple[Outcome, tuple[Fault, ...], str, str]] = []
    for outcome in batch:
        match outcome:
            case Admitted():
                admitted = terms.admit(outcome.draft)
                if isinstance(admitted, Fault):
                    refused.append((outcome, (admitted,), outcome.draft.kind, outcome.raw or ""))
                else:
                    drafts.append((outcome.line, admitted))
                receipt.warnings += len(outcome.warnings)
            case Reject():
                refused.append((outcome, outcome.reasons, outcome.kind, outcome.raw))
            case Listed():
                receipt.listed += 1
            case Remark():
                receipt.not_taken += outcome.rows
                receipt.remarks.append(f"{outcome.file} line {outcome.line}: {outcome.fault.message}".strip())
    landed = Counter(
        COUNTED[done.outcome]
        for done in append(agency=terms.agency, delivery=receipt.delivery, sequence=sequence, drafts=drafts)
    )
    for counted, count in landed.items():
        setattr(receipt, counted, getattr(receipt, counted) + count)
    receipt.rejected += len(refused)
    receipt.pieces += len(drafts) + len(refused)
    _keep_rejects(receipt, refused)
    _keep_warnings(receipt, batch)
    _list(terms.agency, [outcome for outcome in batch if isinstance(outcome, Listed)])


def _keep_rejects(receipt: Receipt, refused: list[tuple[Outcome, tuple[Fault, ...], str, str]]) -> None:
    with connections["engine"].cursor() as cursor:
        for outcome, faults, kind, raw in refused:
            cursor.execute(
                "WITH kept AS (INSERT INTO feeds_reject (delivery, agency, kind, line, faults, is_warning, resolution) "
                "VALUES (%s, %s, %s, %s, %s::jsonb, false, '') RETURNING number) "
                "INSERT INTO content.reject (reject, raw) SELECT number, %s FROM kept",
                [receipt.delivery, receipt.agency, kind, outcome.line, _json(faults), raw],
            )


def _keep_warnings(receipt: Receipt, batch: list[Outcome]) -> None:
    rows = [
        [receipt.delivery, receipt.agency, outcome.draft.kind, outcome.line, _json(outcome.warnings)]
        for outcome in batch
        if isinstance(outcome, Admitted) and outcome.warnings
    ]
    with connections["engine"].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO feeds_reject (delivery, agency, kind, line, faults, is_warning, resolution) "
            "VALUES (%s, %s, %s, %s, %s::jsonb, true, '')",
            rows,
        )


def _list(agency: str, listed: list[Listed]) -> None:
    with connections["engine"].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO access_directory (agency_id, key, name, role, team, phone, hours) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (agency_id, key) DO UPDATE SET name = EXCLUDED.name, "
            "role = EXCLUDED.role, team = EXCLUDED.team, phone = EXCLUDED.phone, hours = EXCLUDED.hours",
            [
                [
                    agency,
                    author.key,
                    author.name or "",
                    author.role or "",
                    author.team or "",
                    author.phone or "",
                    author.hours or "",
                ]
                for author in (entry.author for entry in listed)
                if author.key
            ],
        )


def _move_cursor(receipt: Receipt, cursor_at: int, state: str) -> None:
    counts = {
        name: value
        for name, value in asdict(receipt).items()
        if name not in {"delivery", "agency", "file", "loaded_before"}
    }
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "UPDATE feeds_delivery SET cursor = %s, counts = %s::jsonb, state = %s, "
            "finished_at = CASE WHEN %s = 'loading' THEN NULL ELSE now() END WHERE number = %s",
            [cursor_at, json.dumps(counts), state, state, receipt.delivery],
        )


def _json(faults: tuple[Fault, ...]) -> str:
    return json.dumps([fault.model_dump() for fault in faults])
