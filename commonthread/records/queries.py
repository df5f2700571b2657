"""Reading records: envelopes as frozen values, content through the door."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.access.terms import Category, Level
from commonthread.records.digests import key_digest
from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Mention


@dataclass(frozen=True)
class Envelope:
    number: int
    agency: str
    kind: str
    category: str
    happened_from: datetime
    happened_until: datetime | None
    time_known: bool
    received_at: datetime
    superseded_by: int | None
    persons: tuple[int, ...]


@dataclass(frozen=True)
class Known:
    """Who is mentioned, as given, with the mention's number and the person it is linked to."""

    number: int
    person: int | None
    mention: Mention


@dataclass(frozen=True)
class Attached:
    """An attachment of a record. `scanned_by` is empty where no scanner is set up."""

    number: int
    name: str
    media_type: str
    size: int
    scanned_by: str


@dataclass(frozen=True)
class Content:
    """What a record says. Where only its line is shared, `draft` is None and nobody is named."""

    number: int
    line: str
    draft: Draft | None
    known: tuple[Known, ...]
    attachments: tuple[Attached, ...] = ()


@dataclass(frozen=True)
class EnteredBy:
    """Who entered a record by hand. The role is empty where they held no post in its agency then."""

    name: str
    role: str


@dataclass(frozen=True)
class OpenPerson:
    """The purpose under which a person is being looked at, and the case that inherits it to what is read.

    `asks_others` is whether other agencies are asked: only under a case, and below the threshold of section 47 only
    once a consent decision says so.
    """

    purpose: str
    because: str
    until: datetime
    case: int | None = None
    asks_others: bool = False


@dataclass(frozen=True)
class Answer:
    """What an agency answers about a person before anything is read. `categories` are those of which it shows more
    than that they are known."""

    person: int
    agency: str
    level: Level
    categories: tuple[Category, ...]


COLUMNS = "number, agency, kind, category, happened_from, happened_until, time_known, received_at, superseded_by, persons"
# Breaking the glass before everything, a case before a purpose that was only stated, the newest first.
FIRST = 'ORDER BY purpose = records.glass_purpose() DESC, "case" IS NULL, from_at DESC'
PURPOSE = 'purpose, because, until_at, "case", asks_others'


def story_envelopes(persons: Sequence[int], purpose: str | None = None) -> list[Envelope]:
    """Envelopes of the records about any of these people that the viewer may see, newest first.

    For one purpose, where one is given: what others share for another is then left out.
    """
    return _envelopes("records.story(%s::bigint[], %s)", [list(persons), purpose])


def envelope(number: int) -> Envelope:
    """One record's envelope; NotAllowed alike for what is hidden and what is not there."""
    found = _envelopes("records.envelopes(%s::bigint[])", [[number]])
    if not found:
        raise NotAllowed("Not found.")
    return found[0]


def versions(number: int) -> list[Envelope]:
    """A record and its corrections, the latest sent first, as far as the viewer may see."""
    return _envelopes("records.envelopes(records.versions(%s))", [number], order="sequence DESC, number DESC")


def entered_by(numbers: Iterable[int]) -> dict[int, EnteredBy]:
    """Who entered each of these records by hand; a delivery's are not among them, nor what the viewer may not see."""
    found = rows("SELECT number, name, role FROM records.entered_by(%s::bigint[])", list(numbers))
    return {number: EnteredBy(name, role) for number, name, role in found}


def readable(numbers: Sequence[int], purpose: str, level: Level = Level.SUMMARY) -> frozenset[int]:
    """Those of the records that the viewer may read for a purpose, at least at that level."""
    return frozenset(
        value("SELECT records.seen_among(%s::bigint[], %s, %s)", list(numbers), purpose, int(level))
    )


def standing_under(agency: str, kind: str, key: str) -> int | None:
    """The record that stands under an agency's own number for it; of the viewer's own agency only."""
    return value("SELECT records.standing_under(%s)", key_digest(agency, kind, key).hex())


def open_purpose(person: int) -> OpenPerson | None:
    """The viewer's live purpose for a person, if one is stated; a case's before one that was only stated."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            f"SELECT {PURPOSE} FROM access.my_purposes(ARRAY[%s]::bigint[]) {FIRST} LIMIT 1", [person]
        )
        row = cursor.fetchone()
    return OpenPerson(*row) if row else None


def reading_under(found: Envelope) -> OpenPerson | None:
    """The live purpose for one of a record's people that lets the viewer read it; a case's first."""
    with connections["app"].cursor() as cursor:
        cursor.execute(f"SELECT {PURPOSE} FROM records.reading_under(%s)", [found.number])
        row = cursor.fetchone()
    return OpenPerson(*row) if row else None


def opened_among(persons: Sequence[int]) -> frozenset[int]:
    """Those at whom the viewer looks, for a case or a purpose that they stated."""
    return frozenset(
        value("SELECT ARRAY(SELECT person FROM access.my_purposes(%s::bigint[]))", list(persons))
    )


def read(scope: Scope, numbers: Sequence[int], *, purpose: str, reason: str) -> dict[int, Content]:
    """Through the door: ask, commit, take. To be called outside any transaction.

    Raises NotAllowed when any of the records is hidden from the scope or does not exist.
    """
    if not numbers:
        return {}
    with taken(scope, numbers, purpose=purpose, reason=reason) as contents:
        return contents


@contextmanager
def taken(scope: Scope, numbers: Sequence[int], *, purpose: str, reason: str) -> Iterator[dict[int, Content]]:
    """As `read`, in a transaction in which what follows from it can be read too."""
    with scope.transaction():
        ticket = ask(numbers, purpose=purpose, reason=reason)
    with scope.transaction():
        yield take(ticket)


def known(scope: Scope, persons: Sequence[int], *, purpose: str) -> list[Answer]:
    """What each agency answers about people at whom the viewer looks for this purpose: ask, commit, take.

    To be called outside any transaction. Whoever is hidden is answered as though nobody knew them.
    """
    if not persons:
        return []
    with scope.transaction():
        ticket = value("SELECT records.ask_known(%s::bigint[], %s)", list(persons), purpose)
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT person, agency, level, categories FROM records.take_known(%s, %s)", [ticket, purpose]
        )
        return [
            Answer(person, agency, Level(level), tuple(Category(category) for category in categories))
            for person, agency, level, categories in cursor.fetchall()
        ]


def ask(numbers: Sequence[int], *, purpose: str, reason: str) -> UUID:
    return value("SELECT records.ask(%s::bigint[], %s, %s)", list(numbers), purpose, reason)


def take(ticket: UUID) -> dict[int, Content]:
    with connections["app"].cursor() as cursor:
        cursor.execute("SELECT number, line, body, mentions, attachments FROM records.take(%s)", [ticket])
        return {
            number: content_of(
                number, line, json.loads(body), json.loads(mentions),
                tuple(Attached(*one) for one in json.loads(attached or "[]")),
            )
            if body
            else Content(number, line, None, ())
            for number, line, body, mentions, attached in cursor.fetchall()
        }  # fmt: skip


def read_attachment(
    scope: Scope, record: int, attachment: int, *, purpose: str, reason: str
) -> tuple[str, str, bytes]:
    """Name, media type and bytes of an attachment, through the door of its record; NotAllowed if it is not there."""
    with scope.transaction():
        ticket = ask([record], purpose=purpose, reason=reason)
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT name, media_type, bytes FROM records.take_attachment(%s, %s)", [ticket, attachment]
        )
        found = cursor.fetchone()
    if not found:
        raise NotAllowed("Not found.")
    name, media_type, content = found
    return name, media_type, bytes(content)


def content_of(
    number: int, line: str, body: dict, mentions: Iterable[dict], attachments: tuple[Attached, ...] = ()
) -> Content:
    """A record's content as a value, from what the database keeps of it."""
    known = tuple(
        Known(given.pop("number"), given.pop("person"), Mention.model_validate(given)) for given in mentions
    )
    detail = kinds()[body["kind"]].detail.model_validate(body.pop("detail", {}))
    draft = Draft.model_validate({**body, "detail": detail, "mentions": tuple(k.mention for k in known)})
    return Content(number, line, draft, known, attachments)


def _envelopes(found: str, params: list, order: str = "happened_from DESC, number") -> list[Envelope]:
    with connections["app"].cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM {found} ORDER BY {order}", params)
        return [Envelope(*row[:-1], tuple(row[-1])) for row in cursor.fetchall()]
