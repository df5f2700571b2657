"""The entry form of a record: its fields in sections, from the columns of its kind."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from commonthread.records.cells import CellType
from commonthread.records.columns import Column, Part, mention_columns, record_columns
from commonthread.records.kind import Kind
from commonthread.records.record import Fault, MentionRole
from commonthread.web.components.faults import said, sentence
from commonthread.web.components.posted import Place, Posted, room

FIRST_OF_A_PERSON = (
    "given_name",
    "family_name",
    "born_on",
    "expected_on",
    "sex",
    "relation",
    "address",
    "postcode",
)
FIRST_OF_THE_RECORD = ("happened_from", "happened_until", "place", "place_postcode")
MORE_OF_A_PERSON = {
    "Other names and dates": "middle_names former_family_name known_as born_precision died_on gender",
    "Numbers": "agency_person_id nhs_number upn former_upn upn_unknown pnc_id uprn",
    "Contact": "phone email safe_contact_method safe_contact_times parental_responsibility",
    "Language, needs and ethnicity": "language interpreter_needed communication_needs disabilities ethnicity "
    "ethnicity_source nationality",
    "School, health and social care": "school school_year practice allocated_worker",
    "Staff safety": "text author review_on expires_on",
}
ORDER = {CellType.YES_NO: 1, CellType.CHOICES: 2, CellType.LONG_TEXT: 3}
SECTION_OF = {field: title for title, fields in MORE_OF_A_PERSON.items() for field in fields.split()}


@dataclass(frozen=True)
class Field:
    column: Column
    value: str
    error: str | None = None
    autofocus: bool = False

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.value.split(";"))


@dataclass(frozen=True)
class Section:
    title: str
    fields: tuple[Field, ...]

    @property
    def is_open(self) -> bool:
        """Shown opened where there is something in it to see."""
        return any(field.value or field.error for field in self.fields)


@dataclass(frozen=True)
class Person:
    place: Place
    title: str
    first: tuple[Field, ...]
    more: tuple[Section, ...]


@dataclass(frozen=True)
class EntryForm:
    kind: Kind
    sections: tuple[Section, ...]
    people: tuple[Person, ...]
    about_the_record: tuple[Section, ...]
    roles: tuple[MentionRole, ...]
    errors: tuple[tuple[str, str], ...]


def entry_form(
    kind: Kind, posted: Posted, faults: Iterable[Fault] = (), *, without: Collection[str] = ()
) -> EntryForm:
    """The form as it stands: what was typed stays, each fault at its field and in the summary."""
    found = tuple(faults)
    by_column = {fault.column: fault.message for fault in reversed(found)}
    asked = (column for column in record_columns(kind) if column.name not in without)
    of_record = _fields(asked, posted, by_column)
    people = tuple(_person(place, posted, by_column) for place in posted.people)
    shown = {field.column.name: field for field in (*of_record, *_all_of(people))}
    return EntryForm(
        kind,
        _sections(of_record),
        people,
        _about_the_record(of_record),
        room(kind, posted.people),
        tuple((fault.column if fault.column in shown else "", _sentence(fault, shown)) for fault in found),
    )


def _fields(columns: Iterable[Column], posted: Posted, faults: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(
        Field(column, posted.cells.get(column.name, ""), _complaint(column, faults.get(column.name)))
        for column in columns
    )


def _sections(fields: Iterable[Field]) -> tuple[Section, ...]:
    """When and where with what happened; then, where the kind has them, seeing the child and the grading."""
    by_part = {part: tuple(found) for part, found in groupby(fields, key=lambda field: field.column.part)}
    first = tuple(field for field in by_part[Part.RECORD] if field.column.name in FIRST_OF_THE_RECORD)
    happened = Section("What happened", _as_asked((*first, *by_part.get(Part.DETAIL, ()))))
    rest = (
        Section(part.label, _as_asked(by_part[part]))
        for part in (Part.CONTACT, Part.GRADING)
        if part in by_part
    )
    return (happened, *rest)


def _as_asked(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Short fields, then questions of yes or no, then those that need the whole width."""
    return tuple(sorted(fields, key=lambda field: ORDER.get(field.column.type, 0)))


def _about_the_record(fields: Iterable[Field]) -> tuple[Section, ...]:
    kept = [
        field
        for field in fields
        if field.column.part is Part.AUTHOR
        or (field.column.part is Part.RECORD and field.column.name not in FIRST_OF_THE_RECORD)
    ]
    return (Section("About this record", tuple(kept)),)


def _person(place: Place, posted: Posted, faults: Mapping[str, str]) -> Person:
    fields = _fields(mention_columns(place.role, place.number), posted, faults)
    by_name = {field.column.field: field for field in fields if field.column.part is Part.MENTION}
    asked = [name for name in FIRST_OF_A_PERSON if name != "relation" or place.role != MentionRole.SUBJECT]
    first = [by_name[name] for name in asked]
    if place == posted.added:
        first[0] = Field(first[0].column, first[0].value, first[0].error, autofocus=True)
    rest: dict[str, list[Field]] = {title: [] for title in MORE_OF_A_PERSON}
    for field in fields:
        if field.column.part is Part.WARNING or field.column.field not in FIRST_OF_A_PERSON:
            rest[SECTION_OF[field.column.field]].append(field)
    more = tuple(Section(title, tuple(found)) for title, found in rest.items())
    return Person(place, _title(place, posted.people), tuple(first), more)


def _title(place: Place, people: Iterable[Place]) -> str:
    alone = sum(other.role == place.role for other in people) == 1
    return place.role.label if alone else f"{place.role.label} {place.number}"


def _all_of(people: Iterable[Person]) -> Iterable[Field]:
    for person in people:
        yield from person.first
        for section in person.more:
            yield from section.fields


def _complaint(column: Column, message: str | None) -> str | None:
    return said(column.label, message) if message else None


def _sentence(fault: Fault, shown: Mapping[str, Field]) -> str:
    field = shown.get(fault.column)
    return sentence(fault, field.column if field else None)
