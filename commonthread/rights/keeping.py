"""Which records' periods have ended: the engine finds them, people decide."""

from collections.abc import Iterator
from datetime import date

from django.db import connections

from commonthread.kernel.calendars import months_after
from commonthread.kernel.dates import in_england
from commonthread.records.kind import kinds
from commonthread.rights.retention import period_of, shortest_years

AT_ONCE = 2_000


def find_due(today: date) -> int:
    """Put every record whose period has ended on its agency's list; returns how many are new on it."""
    found = 0
    for kind in kinds().values():
        period = period_of(kind.retention, today)
        before = months_after(today, -12 * shortest_years(kind.retention, today))
        for rows in _of(kind.name, before):
            due = [
                (number, ends)
                for number, event, births, last in rows
                if (
                    ends := period.ends_on(
                        births=[date.fromisoformat(birth) for birth in births],
                        last_record_on=in_england(last).date(),
                        event_on=in_england(event).date(),
                    )
                )
                <= today
            ]
            if due:
                ((put,),) = _call(
                    "SELECT rights.wait_for_review(%s::bigint[], %s::date[])",
                    [list(part) for part in zip(*due, strict=True)],
                )
                found += put
    return found


def _of(kind: str, before: date) -> Iterator[list[tuple]]:
    """Records in force of a kind that speak of a day before: number, event, births, the agency's last record of them."""
    after = 0
    while rows := _call(
        "SELECT r.number, r.happened_from, "
        "  ARRAY(SELECT m.given ->> 'born_on' FROM content.mention m WHERE m.record = r.number AND m.given ? 'born_on'), "
        "  coalesce((SELECT max(l.happened_from) FROM records_about a JOIN records_about b ON b.person = a.person "
        "    AND b.agency = a.agency JOIN records_record l ON l.number = b.record WHERE a.record = r.number), r.happened_from) "
        "FROM records_record r WHERE r.number > %s AND r.kind = %s AND r.happened_from < %s AND r.superseded_by IS NULL "
        "ORDER BY r.number LIMIT %s",
        [after, kind, before, AT_ONCE],
    ):
        yield rows
        after = rows[-1][0]


def _call(sql: str, params: list) -> list[tuple]:
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
