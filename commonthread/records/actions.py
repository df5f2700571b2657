"""Writing records: batches that feeds bring, and single ones that people enter."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connections

from commonthread.access.scope import Scope, refuse_once_kept
from commonthread.records.attachments import Attachment
from commonthread.records.digests import key_digest
from commonthread.records.kind import kinds
from commonthread.records.record import Draft


@dataclass(frozen=True)
class Appended:
    """What became of one draft: accepted, duplicate, superseding or superseded; and the record's number."""

    line: int
    outcome: str
    number: int


def append(
    *, agency: str, delivery: int, sequence: int, drafts: Iterable[tuple[int, Draft]]
) -> list[Appended]:
    """Append (line, draft) pairs of one agency, as `engine`, within the caller's transaction."""
    appended = []
    for rows in as_rows(agency, drafts):
        with connections["engine"].cursor() as cursor:
            cursor.execute(
                "SELECT line, outcome, number FROM records.append_sent(%s, %s, %s, %s::jsonb)",
                [agency, delivery, sequence, rows],
            )
            appended += [Appended(*row) for row in cursor.fetchall()]
    return appended


def enter(*, by: Scope, draft: Draft, corrects: int | None = None) -> int:
    """Enter one record by hand for one's own agency, inside `by`'s transaction; returns its number.

    Raises KeyInUse where another record than the one that it corrects stands under its key.
    """
    with connections["app"].cursor() as cursor:
        cursor.execute("SELECT records.enter(%s::jsonb, %s::bigint)", [as_row(by.agency, 1, draft), corrects])
        return cursor.fetchone()[0]


def attach(*, by: Scope, record: int, attachment: Attachment) -> int:
    """Attach an examined file to a record of one's own agency, inside `by`'s transaction; returns its number."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT records.attach(%s, %s, %s, %s, %s)",
            [record, attachment.name, attachment.media_type, attachment.content, attachment.scanned_by],
        )
        return cursor.fetchone()[0]


def open_person(*, by: Scope, person: int, purpose: str, because: str) -> None:
    """State why one looks at a person.

    Where there is nothing that `by` may look at, the transaction raises NotAllowed once the refusal is on the ledger.
    """
    with connections["app"].cursor() as cursor:
        cursor.execute("SELECT records.open_person(%s, %s, %s)", [person, purpose, because])
        (closes,) = cursor.fetchone()
    if closes is None:
        refuse_once_kept()


def as_rows(agency: str, drafts: Iterable[tuple[int, Draft]]) -> Iterator[str]:
    """What `records.append` takes, cut where a key comes again, so that the later of two supersedes the earlier."""
    batch: list[str] = []
    keys: set[tuple[str, str]] = set()
    for line, draft in drafts:
        key = (draft.kind, draft.key)
        if key in keys:
            yield f"[{','.join(batch)}]"
            batch, keys = [], set()
        keys.add(key)
        batch.append(as_row(agency, line, draft))
    if batch:
        yield f"[{','.join(batch)}]"


def as_row(agency: str, line: int, draft: Draft) -> str:
    """One element of what `records.append` takes."""
    kind = kinds()[draft.kind]
    mentions = ",".join(mention.model_dump_json(exclude_defaults=True) for mention in draft.mentions)
    body = draft.model_dump_json(exclude_defaults=True, exclude={"mentions"})
    compared = body
    if kind.is_register:
        compared = draft.model_dump_json(exclude_defaults=True, exclude={"mentions", "happened_from"})
    envelope = json.dumps(
        {
            "line": line,
            "kind": draft.kind,
            "category": kind.category,
            "sensitivity": draft.sensitivity,
            "key_digest": key_digest(agency, draft.kind, draft.key),
            "content_digest": hashlib.sha256(f"{compared}\n{mentions}".encode()).hexdigest(),
            "happened_from": draft.happened_from.isoformat(),
            "happened_until": draft.happened_until.isoformat() if draft.happened_until else None,
            "time_known": draft.time_known,
            "text": kind.line(draft),
        }
    )
    return f'{envelope[:-1]},"body":{body},"mentions":[{mentions}]}}'
