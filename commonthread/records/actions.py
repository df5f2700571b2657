"""Writing records: batches that feeds bring, and single ones that people enter."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connections, transaction

from commonthread.access.scope import Scope
from commonthread.access.statements import value
from commonthread.records.attachments import Attachment
from commonthread.records.incoming import Incoming, as_json, as_sent, in_turns
from commonthread.records.record import Draft

COPY = f"COPY pg_temp.incoming ({', '.join(Incoming._fields)}) FROM STDIN"


@dataclass(frozen=True)
class Appended:
    """What became of one draft: accepted, duplicate, superseding or superseded; and the record's number."""

    line: int
    outcome: str
    number: int


def append(*, agency: str, delivery: int, sequence: int, drafts: Iterable[Incoming]) -> list[Appended]:
    """Append what one agency sent, as `engine`: all of it or nothing."""
    appended: list[Appended] = []
    with transaction.atomic(using="engine"), connections["engine"].cursor() as cursor:
        for turn in in_turns(drafts):
            cursor.execute("SELECT records.make_room()")
            with cursor.copy(COPY) as copy:
                for draft in turn:
                    copy.write_row(draft)
            cursor.execute(
                "SELECT line, outcome, number FROM records.append_sent(%s, %s, %s)",
                [agency, delivery, sequence],
            )
            appended += [Appended(*row) for row in cursor.fetchall()]
    return appended


def enter(*, by: Scope, draft: Draft, corrects: int | None = None) -> int:
    """Enter one record by hand for one's own agency, inside `by`'s transaction; returns its number.

    Raises KeyInUse where another record than the one that it corrects stands under its key.
    """
    return value(
        "SELECT records.enter(%s::jsonb, %s::bigint)", as_json(as_sent(by.agency, 1, draft)), corrects
    )


def attach(*, by: Scope, record: int, attachment: Attachment) -> int:
    """Attach an examined file to a record of one's own agency, inside `by`'s transaction; returns its number."""
    return value(
        "SELECT records.attach(%s, %s, %s, %s, %s)",
        record, attachment.name, attachment.media_type, attachment.content, attachment.scanned_by,
    )  # fmt: skip


def open_person(*, by: Scope, person: int, purpose: str, because: str) -> None:
    """State why one looks at a person: alike for whoever is there, is hidden and is not there."""
    value("SELECT records.open_person(%s, %s, %s)", person, purpose, because)
