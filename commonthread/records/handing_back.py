"""An agency's own records, as `engine`, to be handed back to it whole. Of each batch everybody is on the ledger before it is read."""

import json
from collections.abc import Iterator

from django.db import connections, transaction

from commonthread.records.queries import content_of
from commonthread.records.record import Draft

AT_ONCE = 1_000
EVENT = """
INSERT INTO ledger_event (type, agency, purpose, reason, subject, records, data)
SELECT 'disclosure', %s, 'handing an agency its own records', %s, a.person, array_agg(n.number ORDER BY n.number), '{}'
  FROM unnest(%s::bigint[]) n(number) LEFT JOIN records_about a ON a.record = n.number GROUP BY a.person
"""
CONTENT = """
SELECT b.record, b.line, b.body::text, (SELECT coalesce(jsonb_agg(
         m.given || jsonb_build_object('number', m.number, 'person', m.person) ORDER BY m.ordinal), '[]')::text
       FROM content.mention m WHERE m.record = b.record)
  FROM content.body b WHERE b.record = ANY (%s) ORDER BY b.record
"""


def own_records(agency: str, *, reason: str) -> Iterator[Draft]:
    """The agency's current records in the order in which they came. Memory holds one batch."""
    last = 0
    while batch := _next(agency, last):
        numbers, last = _not_withheld(batch), batch[-1]
        if not numbers:
            continue
        with transaction.atomic(using="engine"), connections["engine"].cursor() as cursor:
            cursor.execute(EVENT, [agency, reason, numbers])
        with connections["engine"].cursor() as cursor:
            cursor.execute(CONTENT, [numbers])
            for number, line, body, mentions in cursor.fetchall():
                yield content_of(number, line, json.loads(body), json.loads(mentions)).draft


def _next(agency: str, after: int) -> list[int]:
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT number FROM records_record WHERE agency = %s AND number > %s AND superseded_by IS NULL "
            "ORDER BY number LIMIT %s",
            [agency, after, AT_ONCE],
        )
        return [number for (number,) in cursor.fetchall()]


def _not_withheld(numbers: list[int]) -> list[int]:
    """Whoever runs the command is of no team: what is hidden from anybody is not handed back by it."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT records.withheld_from_anybody(%s::bigint[])", [numbers])
        withheld = set(cursor.fetchone()[0])
    return [number for number in numbers if number not in withheld]
