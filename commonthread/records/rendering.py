"""A whole record in plain words, label by label, for a page. One place for every kind."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from pydantic import BaseModel

from commonthread.kernel.dates import in_england
from commonthread.records.codes import Code
from commonthread.records.column import Part, unit_of
from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Ethnicity, Mention, Precision

Row = tuple[str, str]

STANDS_ELSEWHERE = {"role", "born_precision", "ethnicity_source", "staff_safety_warning"}


def full(draft: Draft) -> tuple[Row, ...]:
    """Everything that a record says but for its people: labels and values. What was not given is left out."""
    return tuple(row for rows in parts(draft).values() for row in rows)


def parts(draft: Draft) -> Mapping[Part, tuple[Row, ...]]:
    """The same part by part: what the record says of itself, what happened, who was seen, its grading, its author."""
    told = {
        Part.RECORD: (
            *_when(draft),
            *_given(draft, ("place", "place_postcode", "sensitivity"), defaults=False),
        ),
        Part.DETAIL: tuple(_given(draft.detail)),
        Part.CONTACT: tuple(_given(draft.contact)) if draft.contact else (),
        Part.GRADING: tuple(_given(draft.grading)) if draft.grading else (),
        Part.AUTHOR: (*_given(draft.author), *_given(draft, ("key",))),
    }
    return {part: rows for part, rows in told.items() if rows}


def person(
    mention: Mention, fields: Collection[str] = Mention.model_fields, *, for_family: bool = False
) -> tuple[Row, ...]:
    """What a record says of one person in these fields. Staff safety warnings are not for family."""
    rows = list(_given(mention, set(fields) - STANDS_ELSEWHERE, defaults=False))
    if mention.born_on and mention.born_precision is not Precision.DAY:
        born = _label(Mention, "born_on")
        rows = [(label, _about(mention) if label == born else value) for label, value in rows]
    if "ethnicity_source" in fields and mention.ethnicity_source is not Ethnicity.NOT_ASKED:
        rows.append((_label(Mention, "ethnicity_source"), mention.ethnicity_source.label))
    if "staff_safety_warning" in fields and mention.staff_safety_warning and not for_family:
        rows += _given(mention.staff_safety_warning)
    return tuple(rows)


def in_words(value: Any) -> str:
    """A value as people write it in England: 14 March 2026, 16:30; yes; neglect; 12.5."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Code):
        return value.label
    if isinstance(value, tuple):
        return "; ".join(in_words(part) for part in value)
    if isinstance(value, datetime):
        there = in_england(value)
        day = in_words(there.date())
        return day if there.time() == time() else f"{day}, {there:%H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _when(draft: Draft) -> Iterator[Row]:
    kind = kinds()[draft.kind]
    begins = draft.happened_from if draft.time_known else in_england(draft.happened_from).date()
    yield kind.begins, in_words(begins)
    if draft.happened_until:
        yield kind.ends, in_words(draft.happened_until)


def _given(
    model: BaseModel, fields: Collection[str] | None = None, *, defaults: bool = True
) -> Iterator[Row]:
    """Label and value of what is given; where `defaults` is off, also only of what is not the default."""
    for field, info in type(model).model_fields.items():
        value = getattr(model, field)
        if (fields is not None and field not in fields) or value in (None, ()):
            continue
        if defaults or value != info.default:
            yield _label(type(model), field), f"{in_words(value)} {unit_of(info)}".rstrip()


def _label(model: type[BaseModel], field: str) -> str:
    return model.model_fields[field].title or field.replace("_", " ").capitalize()


def _about(mention: Mention) -> str:
    born = mention.born_on
    return {
        Precision.MONTH: f"{born:%B %Y}",
        Precision.YEAR: f"{born:%Y}",
        Precision.ABOUT: f"about {born:%Y}",
    }[mention.born_precision]
