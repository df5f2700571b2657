"""Deliveries and rejects, as far as the viewer's agency sent them; and under which agreement it sends."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import connections
from django.utils.timezone import localdate

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows
from commonthread.access.terms import AgencyKind
from commonthread.feeds.agreement import Terms
from commonthread.feeds.cohort import NOBODY, Roll, cohorts
from commonthread.feeds.national.writing import Holder
from commonthread.feeds.receipt import NoAgreement, NoSuchAgency
from commonthread.records.record import Fault


@dataclass(frozen=True)
class DeliveryShown:
    """`counts` are those of its receipt; `open_rejects` are still to be put right."""

    number: int
    agency: str
    format: str
    kind: str
    file_name: str
    state: str
    received_at: datetime
    moved_at: datetime
    finished_at: datetime | None
    counts: dict
    open_rejects: int


@dataclass(frozen=True)
class RejectShown:
    """A rejected piece without what it says: which file, where, and what is wrong with it."""

    number: int
    delivery: int
    format: str
    file: str
    kind: str
    line: int
    faults: tuple[Fault, ...]
    is_warning: bool
    resolved_at: datetime | None
    resolution: str


@dataclass(frozen=True)
class ItemShown:
    """What became of one item of a system's delivery."""

    line: int
    outcome: str
    record: int | None
    reject: int | None
    faults: tuple[Fault, ...]


class Which(StrEnum):
    """Of what was refused or questioned in a delivery."""

    OPEN = "open"
    SETTLED = "settled"
    QUESTIONS = "questions"


WHICH = {
    Which.OPEN: "NOT r.is_warning AND r.resolved_at IS NULL",
    Which.SETTLED: "NOT r.is_warning AND r.resolved_at IS NOT NULL",
    Which.QUESTIONS: "r.is_warning",
}
DELIVERIES = f"""SELECT d.number, d.agency, d.format, d.kind, d.file_name, d.state, d.received_at, d.moved_at, d.finished_at,
  d.counts, (SELECT count(*) FROM feeds_reject r WHERE r.delivery = d.number AND {WHICH[Which.OPEN]})
  FROM feeds_delivery d"""
REJECTS = """SELECT r.number, r.delivery, d.format, r.file, r.kind, r.line, r.faults, r.is_warning, r.resolved_at,
  r.resolution FROM feeds_reject r JOIN feeds_delivery d ON d.number = r.delivery"""
IN_ORDER = "ORDER BY r.file, r.line, r.number"


def deliveries(*, limit: int = 50, offset: int = 0) -> list[DeliveryShown]:
    """The agency's deliveries, newest first."""
    return [
        _delivery(row)
        for row in rows(f"{DELIVERIES} ORDER BY d.number DESC LIMIT %s OFFSET %s", limit, offset)
    ]


def delivery(number: int) -> DeliveryShown:
    found = rows(f"{DELIVERIES} WHERE d.number = %s", number)
    if not found:
        raise NotAllowed("Not found.")
    return _delivery(found[0])


def rejects(delivery: int, which: Which, *, limit: int = 50, offset: int = 0) -> list[RejectShown]:
    """What was refused or questioned in a delivery, in the order of its files."""
    found = rows(
        f"{REJECTS} WHERE r.delivery = %s AND {WHICH[which]} {IN_ORDER} LIMIT %s OFFSET %s",
        delivery, limit, offset,
    )  # fmt: skip
    return [_reject(row) for row in found]


def how_many(delivery: int) -> dict[Which, int]:
    """How many there are of each, as the delivery stands now."""
    sums = ", ".join(f"count(*) FILTER (WHERE {WHICH[which]})" for which in Which)
    (row,) = rows(f"SELECT {sums} FROM feeds_reject r WHERE r.delivery = %s", delivery)
    return dict(zip(Which, row, strict=True))


def reject(number: int) -> RejectShown:
    found = rows(f"{REJECTS} WHERE r.number = %s", number)
    if not found:
        raise NotAllowed("Not found.")
    return _reject(found[0])


def items(delivery: int, *, after: int = 0, outcome: str | None = None, limit: int = 500) -> list[ItemShown]:
    """What became of each item of a delivery, in their order, from beyond a line on."""
    found = rows("SELECT * FROM feeds.items(%s, %s, %s, %s)", delivery, after, outcome, limit)
    return [ItemShown(*before, tuple(_faults(faults or "[]"))) for *before, faults in found]


def deliveries_before(number: int | None, limit: int) -> list[DeliveryShown]:
    """The agency's deliveries that came before one, newest first."""
    found = rows(
        f"{DELIVERIES} WHERE d.number < coalesce(%s, 9223372036854775807) ORDER BY d.number DESC LIMIT %s",
        number, limit,
    )  # fmt: skip
    return [_delivery(row) for row in found]


def open_rejects_after(delivery: int | None, after: int, limit: int) -> list[RejectShown]:
    """What is still to be put right, of one delivery or of all, from beyond a number on."""
    found = rows(
        f"{REJECTS} WHERE r.delivery = coalesce(%s, r.delivery) AND r.number > %s AND {WHICH[Which.OPEN]} "
        "ORDER BY r.number LIMIT %s",
        delivery, after, limit,
    )  # fmt: skip
    return [_reject(row) for row in found]


def next_open_reject(after: RejectShown) -> int | None:
    """The next one of its delivery that is still to be put right; from the last one on to the first."""
    found = rows(
        f"SELECT r.number FROM feeds_reject r WHERE r.delivery = %s AND r.number <> %s AND {WHICH[Which.OPEN]} "
        "ORDER BY (r.file, r.line, r.number) < (%s, %s, %s), r.file, r.line, r.number LIMIT 1",
        after.delivery, after.number, after.file, after.line, after.number,
    )  # fmt: skip
    return found[0][0] if found else None


def read_reject(scope: Scope, number: int, *, reason: str) -> str:
    """What was sent, through the door: ask, commit, take. To be called outside any transaction."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT feeds.ask_reject(%s, %s)", number, reason)
    with scope.transaction():
        ((raw,),) = rows("SELECT feeds.take_reject(%s)", ticket)
    return raw


def read_open_rejects(scope: Scope, delivery: int, *, reason: str) -> list[tuple[RejectShown, str]]:
    """All that is still to be put right in a delivery with what was sent, through the door."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT feeds.ask_rejects(%s, %s)", delivery, reason)
    with scope.transaction():
        raw = dict(rows("SELECT reject, raw FROM feeds.take_rejects(%s)", ticket))
        found = rows(f"{REJECTS} WHERE r.number = ANY (%s::bigint[]) {IN_ORDER}", list(raw))
    return [(_reject(row), raw[row[0]]) for row in found]


def refused(delivery: int, most: int = 20) -> list[tuple[int, str, list[Fault]]]:
    """For the command line's administrator: the first pieces that were not taken, with line, kind and faults."""
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT line, kind, faults FROM feeds_reject WHERE delivery = %s AND NOT is_warning ORDER BY line, number LIMIT %s",
            [delivery, most],
        )
        return [(line, kind, list(_faults(faults))) for line, kind, faults in cursor.fetchall()]


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


def terms_in_force(agency: str, today: date, *, login: str) -> Terms:
    """What an agency has agreed to send; raises NoAgreement."""
    with connections[login].cursor() as cursor:
        cursor.execute(
            "SELECT id, agency, cohort, kinds, fields, starts_on, ends_on, cohort_rule "
            "FROM feeds.agreement_in_force(%s, %s)",
            [agency, today],
        )
        row = cursor.fetchone()
    if not row:
        raise NoAgreement(
            f"{agency} has no feed agreement in force on {today:%d %B %Y}. Nothing loads without one: "
            "agree what may be sent, then load again."
        )
    number, agency, cohort, kinds, fields, starts_on, ends_on, rule = row
    return Terms(number, agency, cohort, frozenset(kinds), frozenset(fields), starts_on, ends_on, rule)


def refuse_once_ended(terms: Terms) -> None:
    """Raise NoAgreement where it has ended since the load began: what is stored stays, nothing more is taken."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT id FROM feeds.agreement_in_force(%s, %s)", [terms.agency, localdate()])
        row = cursor.fetchone()
    if row is None or row[0] != terms.number:
        raise NoAgreement(
            f"The feed agreement of {terms.agency} has ended or was replaced while this was loaded. Nothing more was "
            "taken: load again under the agreement that is in force."
        )


def roll_for(terms: Terms) -> Roll:
    """Who is on the agency's roll, where its agreement asks for it; as `engine`."""
    if not cohorts()[terms.cohort_rule].needs_roll:
        return NOBODY
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT m.given ->> 'agency_person_id', m.given ->> 'upn' FROM records_record r "
            "JOIN content.mention m ON m.record = r.number AND m.given ->> 'role' = 'subject' "
            "WHERE r.agency = %s AND r.kind = 'school_enrolment' AND r.superseded_by IS NULL "
            "AND (r.happened_until IS NULL OR r.happened_until > now())",
            [terms.agency],
        )
        return Roll.of(cursor.fetchall())


def own_roll(terms: Terms, known: Iterable[str]) -> Roll:
    """Those of these identifiers that are on the viewer's own agency's roll."""
    if not cohorts()[terms.cohort_rule].needs_roll:
        return NOBODY
    ((found,),) = rows("SELECT feeds.on_roll(%s::text[])", list(known))
    return Roll(frozenset(found))


def _delivery(row: tuple) -> DeliveryShown:
    *before, counts, open_rejects = row
    return DeliveryShown(*before, json.loads(counts), open_rejects)


def _reject(row: tuple) -> RejectShown:
    *before, faults, is_warning, resolved_at, resolution = row
    return RejectShown(*before, tuple(_faults(faults)), is_warning, resolved_at, resolution)


def _faults(held: str) -> Iterable[Fault]:
    return (Fault(**fault) for fault in json.loads(held))
