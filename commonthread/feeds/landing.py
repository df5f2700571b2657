"""Storing what a reader gave: one batch, one transaction, which also moves the delivery's cursor."""

import json
from collections import Counter
from collections.abc import Iterable

from django.db import connections

from commonthread.feeds.format import Admitted, Listed, Outcome, Reject, Remark
from commonthread.feeds.receipt import BeingLoaded, Receipt
from commonthread.records.actions import Appended, append
from commonthread.records.record import Author, Fault

COUNTED = {
    "accepted": "accepted",
    "duplicate": "duplicate",
    "superseding": "superseded",
    "superseded": "superseded",
}


def land(batch: list[Outcome], receipt: Receipt, sequence: int, *, by_item: bool = False) -> None:
    """Append records, keep rejects and questions, list colleagues; as `engine`, in the caller's transaction.

    `by_item` keeps what became of each line as well.
    """
    drafts = [(outcome.line, outcome.draft) for outcome in batch if isinstance(outcome, Admitted)]
    rejects = [outcome for outcome in batch if isinstance(outcome, Reject)]
    listed = [outcome.author for outcome in batch if isinstance(outcome, Listed)]
    done = append(agency=receipt.agency, delivery=receipt.delivery, sequence=sequence, drafts=drafts)
    landed = Counter(COUNTED[one.outcome] for one in done)
    for counted, count in landed.items():
        setattr(receipt, counted, getattr(receipt, counted) + count)
    receipt.rejected += len(rejects)
    receipt.pieces += len(drafts) + len(rejects)
    receipt.listed += len(listed)
    _remark(receipt, batch)
    _keep_rejects(receipt, rejects)
    _keep_warnings(receipt, batch)
    list_authors(receipt.agency, listed)
    if by_item:
        _keep_items(receipt.delivery, done, [reject.line for reject in rejects])


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


def _remark(receipt: Receipt, batch: list[Outcome]) -> None:
    for outcome in batch:
        match outcome:
            case Admitted():
                receipt.warnings += len(outcome.warnings)
            case Remark():
                receipt.not_taken += outcome.rows
                receipt.remarks.append(f"{outcome.file} line {outcome.line}: {outcome.fault.message}".strip())


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


def _keep_warnings(receipt: Receipt, batch: list[Outcome]) -> None:
    rows = [
        [
            receipt.delivery,
            receipt.agency,
            outcome.draft.kind,
            outcome.file[:200],
            outcome.line,
            _json(outcome.warnings),
        ]
        for outcome in batch
        if isinstance(outcome, Admitted) and outcome.warnings
    ]
    with connections["engine"].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO feeds_reject (delivery, agency, kind, file, line, faults, is_warning, resolution) "
            "VALUES (%s, %s, %s, %s, %s, %s::jsonb, true, '')",
            rows,
        )


def _json(faults: tuple[Fault, ...]) -> str:
    return json.dumps([fault.model_dump() for fault in faults])
