"""Storing what a reader gave: one batch, one transaction, which also moves the delivery's cursor."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connections

from commonthread.feeds.format import Admitted, Listed, Outcome, Reject, Remark
from commonthread.feeds.receipt import BeingLoaded, Receipt
from commonthread.records.actions import Appended, append
from commonthread.records.incoming import Incoming, as_sent
from commonthread.records.record import Author, Fault

COUNTED = {
    "accepted": "accepted",
    "duplicate": "duplicate",
    "superseding": "superseded",
    "superseded": "superseded",
}


@dataclass
class Batch:
    """What one transaction stores. Of a draft only what the database takes is held: a batch of drafts is large."""

    size: int = 0
    drafts: list[Incoming] = field(default_factory=list)
    questioned: list[Admitted] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    listed: list[Author] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def batch_of(agency: str, outcomes: Iterable[Outcome]) -> Batch:
    batch = Batch()
    for outcome in outcomes:
        batch.size += 1
        match outcome:
            case Admitted():
                batch.drafts.append(as_sent(agency, outcome.line, outcome.draft))
                if outcome.warnings:
                    batch.questioned.append(outcome)
            case Reject():
                batch.rejects.append(outcome)
            case Listed():
                batch.listed.append(outcome.author)
            case Remark():
                batch.remarks.append(outcome)
    return batch


def land(batch: Batch, receipt: Receipt, sequence: int, *, by_item: bool = False) -> None:
    """Append records, keep rejects and questions, list colleagues; as `engine`, in the caller's transaction.

    `by_item` keeps what became of each line as well.
    """
    done = append(agency=receipt.agency, delivery=receipt.delivery, sequence=sequence, drafts=batch.drafts)
    for counted, count in Counter(COUNTED[one.outcome] for one in done).items():
        setattr(receipt, counted, getattr(receipt, counted) + count)
    receipt.rejected += len(batch.rejects)
    receipt.pieces += len(batch.drafts) + len(batch.rejects)
    receipt.listed += len(batch.listed)
    receipt.warnings += sum(len(outcome.warnings) for outcome in batch.questioned)
    receipt.not_taken += sum(remark.rows for remark in batch.remarks)
    receipt.remarks += [
        f"{remark.file} line {remark.line}: {remark.fault.message}".strip() for remark in batch.remarks
    ]
    _keep_rejects(receipt, batch.rejects)
    _keep_warnings(receipt, batch.questioned)
    list_authors(receipt.agency, batch.listed)
    if by_item:
        _keep_items(receipt.delivery, done, [reject.line for reject in batch.rejects])


def move_cursor(receipt: Receipt, before: int, after: int, state: str) -> None:
    """Raises BeingLoaded where another process has moved it meanwhile: what this one stored is then rolled back."""
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "UPDATE feeds_delivery SET cursor = %s, counts = %s::jsonb, state = %s, moved_at = now(), "
            "finished_at = CASE WHEN %s = 'loading' THEN NULL ELSE now() END WHERE number = %s AND cursor = %s",
            [after, json.dumps(receipt.counts()), state, state, receipt.delivery, before],
        )
        if cursor.rowcount != 1:
            raise BeingLoaded(
                "Another process is loading this delivery. Nothing was done twice: wait until it has finished."
            )


def list_authors(agency: str, authors: Iterable[Author]) -> None:
    """Bring the agency's directory up to date."""
    rows = [
        [
            agency,
            author.key,
            *(getattr(author, field) or "" for field in ("name", "role", "team", "phone", "hours")),
        ]
        for author in authors
        if author.key
    ]
    with connections["engine"].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO access_directory (agency_id, key, name, role, team, phone, hours) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (agency_id, key) DO UPDATE SET name = EXCLUDED.name, "
            "role = EXCLUDED.role, team = EXCLUDED.team, phone = EXCLUDED.phone, hours = EXCLUDED.hours",
            rows,
        )


def _keep_items(delivery: int, done: list[Appended], rejected: list[int]) -> None:
    """Of two processes at one delivery, the one that comes second finds them there and fails on the cursor."""
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO feeds_item (delivery, line, outcome, record) "
            "SELECT %s, * FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) ON CONFLICT DO NOTHING",
            [
                delivery,
                [one.line for one in done],
                [one.outcome for one in done],
                [one.number for one in done],
            ],
        )
        cursor.execute(
            "INSERT INTO feeds_item (delivery, line, outcome, reject) SELECT delivery, line, 'rejected', number "
            "FROM feeds_reject WHERE delivery = %s AND line = ANY (%s::bigint[]) AND NOT is_warning ON CONFLICT DO NOTHING",
            [delivery, rejected],
        )


def _keep_rejects(receipt: Receipt, rejects: list[Reject]) -> None:
    with connections["engine"].cursor() as cursor:
        for reject in rejects:
            cursor.execute(
                "WITH kept AS (INSERT INTO feeds_reject (delivery, agency, kind, file, line, faults, is_warning, resolution) "
                "VALUES (%s, %s, %s, %s, %s, %s::jsonb, false, '') RETURNING number) "
                "INSERT INTO content.reject (reject, raw) SELECT number, %s FROM kept",
                [
                    receipt.delivery,
                    receipt.agency,
                    reject.kind,
                    reject.file[:200],
                    reject.line,
                    _json(reject.reasons),
                    reject.raw,
                ],
            )


def _keep_warnings(receipt: Receipt, questioned: list[Admitted]) -> None:
    rows = [
        [
            receipt.delivery,
            receipt.agency,
            outcome.draft.kind,
            outcome.file[:200],
            outcome.line,
            _json(outcome.warnings),
        ]
        for outcome in questioned
    ]
    with connections["engine"].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO feeds_reject (delivery, agency, kind, file, line, faults, is_warning, resolution) "
            "VALUES (%s, %s, %s, %s, %s, %s::jsonb, true, '')",
            rows,
        )


def _json(faults: tuple[Fault, ...]) -> str:
    return json.dumps([fault.model_dump() for fault in faults])
