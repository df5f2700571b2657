"""A record that has been read, laid out for its page: who wrote it, who is in it, what a correction changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from commonthread.access.queries import AgencyKnown, Colleague
from commonthread.chronology.story import LONDON
from commonthread.records.attachments import TAKEN
from commonthread.records.changes import Change, changes
from commonthread.records.column import Part
from commonthread.records.kind import Kind, kinds
from commonthread.records.queries import Attached, Content, Envelope
from commonthread.records.record import Author, Grading, Handling
from commonthread.records.rendering import Row, parts
from commonthread.web.components.told import PersonTold, people_told, short_and_long


@dataclass(frozen=True)
class File:
    """An attachment, and the version of the record that it came with."""

    record: int
    number: int
    name: str
    what: str
    size: str
    scanned_by: str


@dataclass(frozen=True)
class Told:
    """`correction` is what the next version changed, `corrected` what this one changed in the one before."""

    kind: Kind
    agency: AgencyKnown
    line: str
    later: str
    short: tuple[Row, ...]
    long: tuple[Row, ...]
    seen: tuple[Row, ...]
    grading: tuple[Row, ...]
    conditions: str
    author: Author
    key: str
    people: tuple[PersonTold, ...]
    files: tuple[File, ...]
    versions: tuple[Envelope, ...]
    corrected: tuple[Change, ...]
    correction: tuple[Change, ...]


def neighbours(versions: Sequence[Envelope], number: int) -> tuple[Envelope | None, Envelope | None]:
    """The version after a record and the one before it; `versions` has the latest first."""
    at = [version.number for version in versions].index(number)
    return (versions[at - 1] if at else None), (versions[at + 1] if at + 1 < len(versions) else None)


def tell(
    found: Envelope,
    versions: Sequence[Envelope],
    contents: Mapping[int, Content],
    agency: AgencyKnown,
    listed: Colleague | None,
    *,
    may_open: frozenset[int],
    today: date,
) -> Told:
    content = contents[found.number]
    told = parts(content.draft)
    after, before = neighbours(versions, found.number)
    short, long = short_and_long(kinds()[found.kind], told.get(Part.DETAIL, ()))
    links = {place: each.person for place, each in enumerate(content.known) if each.person in may_open}
    return Told(
        kind=kinds()[found.kind],
        agency=agency,
        line=content.line,
        later=_later(found),
        short=told[Part.RECORD] + short,
        long=long,
        seen=told.get(Part.CONTACT, ()),
        grading=told.get(Part.GRADING, ()),
        conditions=_conditions(content.draft.grading),
        author=_author(content.draft.author, listed),
        key=content.draft.key,
        people=people_told(content.draft.mentions, links, today=today),
        files=tuple(
            _file(number, attached)
            for number, read in sorted(contents.items())
            for attached in read.attachments
        ),
        versions=tuple(versions),
        corrected=_changes(contents, before, found),
        correction=_changes(contents, found, after),
    )


def _changes(
    contents: Mapping[int, Content], before: Envelope | None, after: Envelope | None
) -> tuple[Change, ...]:
    if before is None or after is None or not {before.number, after.number} <= contents.keys():
        return ()
    was, now = contents[before.number].draft, contents[after.number].draft
    return changes(was, now) if was and now else ()


def _later(found: Envelope) -> str:
    happened = found.happened_from.astimezone(LONDON).date()
    days = (found.received_at.astimezone(LONDON).date() - happened).days
    return "" if days < 1 else "the next day" if days == 1 else f"{days:,} days after it happened"


def _conditions(grading: Grading | None) -> str:
    if grading is None or grading.handling is not Handling.CONDITIONS:
        return ""
    return grading.conditions or "the record does not say which; ask its author before you pass anything on."


def _author(given: Author, listed: Colleague | None) -> Author:
    """What the record says of its author, filled from the agency's directory."""
    of_directory = {
        field: getattr(listed, field)
        for field in ("name", "role", "team", "phone", "hours")
        if listed and getattr(listed, field) and not getattr(given, field)
    }
    return given.model_copy(update=of_directory)


def _file(record: int, attached: Attached) -> File:
    size = f"{attached.size / 1024:,.0f} KB" if attached.size >= 1024 else f"{attached.size} bytes"
    what = TAKEN[attached.media_type]
    return File(record, attached.number, attached.name, what, size, attached.scanned_by)
