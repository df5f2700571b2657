"""Ties in the database: who lives with whom by address over time, and who is what to whom by an agency's word."""

from collections.abc import Collection, Iterator
from itertools import islice

from django.conf import settings
from django.db import connections, transaction

from commonthread.identity.hashing import hash64
from commonthread.identity.residence import Report, lived_together, stays
from commonthread.identity.standardise import Standard
from commonthread.places.store import gazetteer
from commonthread.records.record import Mention, Relation

SAME_ADDRESS = "same address"
AT_ONCE = 20_000


def home_of(mention: Mention, standard: Standard) -> int:
    """One number for a home: its postcode and house; 0 where either is not known.

    An address that strangers share is a home that nobody shares: whoever goes to a refuge has left where they lived.
    """
    if gazetteer(settings.PLACES).is_communal(mention.address, mention.postcode):
        return hash64("among strangers", str(standard.number))
    if not standard.unit or not standard.houses:
        return 0
    return hash64("lives at", standard.unit, *standard.houses)


def derive_ties(persons: Collection[int]) -> None:
    """Work out again every tie of these people."""
    waiting = iter(sorted(persons))
    while some := list(islice(waiting, AT_ONCE)):
        with transaction.atomic(using="engine"), connections["engine"].cursor() as cursor:
            cursor.execute(
                "DELETE FROM identity_tie WHERE person = ANY (%s) OR other = ANY (%s)", [some, some]
            )
            cursor.executemany(
                "INSERT INTO identity_tie (person, other, kind, record, other_record, since, until) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (person, other, kind) DO NOTHING",
                [*_by_address(some), *_by_word(some)],
            )
            cursor.execute("SELECT identity.detect_family(%s::bigint[])", [some])


def _by_address(persons: list[int]) -> Iterator[tuple]:
    wanted = set(persons)
    near = wanted.union(_sharing_an_address(persons))
    for tie in lived_together(stays(_reports(sorted(near)))):
        if tie.person in wanted or tie.other in wanted:
            yield tie.person, tie.other, SAME_ADDRESS, tie.record, tie.other_record, tie.since, tie.until


def _by_word(persons: list[int]) -> Iterator[tuple]:
    """Stated relations. The person is this relation to the other, who is the record's first subject."""
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            # By way of the records that name any of them: with OR alone all mentions would be read.
            "SELECT m.person, s.person, m.given ->> 'relation', m.record, r.happened_from::date "
            "FROM (SELECT DISTINCT record FROM content.mention WHERE person = ANY (%s)) near "
            "JOIN content.mention m ON m.record = near.record "
            "JOIN content.mention s ON s.record = m.record AND s.given ->> 'role' = 'subject' "
            "JOIN records_record r ON r.number = m.record "
            "WHERE (m.person = ANY (%s) OR s.person = ANY (%s)) AND m.given ? 'relation' AND m.person <> s.person "
            "AND r.superseded_by IS NULL ORDER BY r.happened_from DESC, m.number",
            [persons, persons, persons],
        )
        for person, subject, relation, record, on in cursor.fetchall():
            if relation != Relation.NOT_RELATED:
                yield person, subject, relation, record, record, on, None


def _sharing_an_address(persons: list[int]) -> list[int]:
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            # Each address once: a family's hundred mentions of one home must not be met by a hundred others each. Looked up
            # one by one (OFFSET 0), as after a first load the tables' statistics do not know yet that anybody has a person.
            "WITH home AS MATERIALIZED (SELECT DISTINCT mine.address FROM content.mention m "
            "  CROSS JOIN LATERAL (SELECT address FROM content.residence WHERE mention = m.number OFFSET 0) mine "
            "  WHERE m.person = ANY (%s)) "
            "SELECT DISTINCT other.person FROM home "
            "CROSS JOIN LATERAL (SELECT mention FROM content.residence WHERE address = home.address OFFSET 0) theirs "
            "CROSS JOIN LATERAL (SELECT person FROM content.mention WHERE number = theirs.mention OFFSET 0) other "
            "WHERE other.person IS NOT NULL",
            [persons],
        )
        return [person for (person,) in cursor.fetchall()]


def _reports(persons: list[int]) -> Iterator[Report]:
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT r.happened_from::date, m.record, m.person, home.address FROM content.mention m "
            "JOIN content.residence home ON home.mention = m.number JOIN records_record r ON r.number = m.record "
            "WHERE m.person = ANY (%s) AND r.superseded_by IS NULL",
            [persons],
        )
        yield from (Report(*row) for row in cursor.fetchall())
