"""The columns of a kind: the same names in a CSV file and in the entry form, from the one declaration."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from commonthread.records.cells import CellType, bounds, cell_type, codes, longest
from commonthread.records.codes import Code
from commonthread.records.kind import Kind
from commonthread.records.record import (
    Author,
    Contact,
    Draft,
    Grading,
    Mention,
    MentionRole,
    StaffSafetyWarning,
)


class Part(Code):
    """Where in the record a column's value stands."""

    RECORD = "record", "The record"
    DETAIL = "detail", "What happened"
    CONTACT = "contact", "Seeing the child"
    GRADING = "grading", "Intelligence grading"
    AUTHOR = "author", "Who wrote it"
    MENTION = "mention", "A person"
    WARNING = "warning", "A staff safety warning about a person"


@dataclass(frozen=True)
class Column:
    """One column or form field. `longest` counts characters, or codes where there may be many."""

    name: str
    label: str
    help: str
    type: CellType
    choices: tuple[Code, ...]
    required: bool
    longest: int | None
    part: Part
    field: str
    role: MentionRole | None = None
    place: int | None = None


OF_RECORD = ("key", "happened_from", "happened_until", "place", "place_postcode", "sensitivity")
CONTACT_NAMES = {"by_whom": "seen_by", "language": "seen_language"}


@cache
def columns(kind: Kind) -> tuple[Column, ...]:
    """Every column of a kind, with those of each person for whom there is room."""
    people = (
        column
        for role, room in kind.mentions.items()
        for place in range(1, room + 1)
        for column in mention_columns(role, place)
    )
    return (*record_columns(kind), *people)


@cache
def columns_by_name(kind: Kind) -> Mapping[str, Column]:
    return {column.name: column for column in columns(kind)}


@cache
def record_columns(kind: Kind) -> tuple[Column, ...]:
    """The columns that stand once in a row."""
    return (
        *_of_record(kind),
        *_of_model(kind.detail, Part.DETAIL),
        *(_of_model(Contact, Part.CONTACT) if kind.is_contact else ()),
        *(_of_model(Grading, Part.GRADING, "grading_") if kind.is_graded else ()),
        *_of_model(Author, Part.AUTHOR, "author_"),
    )


@cache
def mention_columns(role: MentionRole, place: int) -> tuple[Column, ...]:
    """The columns of one person: `child_2_given_name` and so on."""
    return tuple(_of_mention(role, place))


def _of_record(kind: Kind) -> Iterator[Column]:
    labels = {"happened_from": kind.begins, "happened_until": kind.ends}
    for field in OF_RECORD:
        column = _column(Draft.model_fields[field], field, field, Part.RECORD)
        yield Column(**{**column.__dict__, "label": labels.get(field, column.label)})


def _of_model(model: type[BaseModel], part: Part, prefix: str = "") -> Iterator[Column]:
    for field, info in model.model_fields.items():
        name = CONTACT_NAMES.get(field, field) if part is Part.CONTACT else prefix + field
        yield _column(info, name, field, part)


def _of_mention(role: MentionRole, place: int) -> Iterator[Column]:
    prefix = f"{role}_{place}_"
    for field, info in Mention.model_fields.items():
        if field == "staff_safety_warning":
            for inner, inner_info in StaffSafetyWarning.model_fields.items():
                yield _column(inner_info, f"{prefix}warning_{inner}", inner, Part.WARNING, role, place)
        elif field != "role":
            yield _column(info, prefix + field, field, Part.MENTION, role, place)


def _column(
    info: FieldInfo,
    name: str,
    field: str,
    part: Part,
    role: MentionRole | None = None,
    place: int | None = None,
) -> Column:
    return Column(
        name=name,
        label=info.title or field.replace("_", " ").capitalize(),
        help=_help(info),
        type=cell_type(info),
        choices=codes(info),
        required=info.is_required() and part is not Part.WARNING,
        longest=longest(info),
        part=part,
        field=field,
        role=role,
        place=place,
    )


def _help(info: FieldInfo) -> str:
    least, greatest = bounds(info)
    limits = f"{least} to {greatest}" if least is not None and greatest is not None else ""
    return ". ".join(filter(None, (info.description, f"{limits} {unit_of(info)}".strip())))


def unit_of(info: FieldInfo) -> str:
    """What the number counts, where its label does not say it."""
    return (info.json_schema_extra or {}).get("unit", "")
