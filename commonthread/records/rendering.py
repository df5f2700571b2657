"""A whole record in plain words, label by label, for a page. One place for every kind."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from pydantic import BaseModel

from commonthread.kernel.dates import in_england
from commonthread.records.codes import Code
from commonthread.records.column import unit_of
from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Ethnicity, Mention, Precision

Row = tuple[str, str]

STANDS_ELSEWHERE = {"role", "born_precision", "ethnicity_source", "staff_safety_warning"}


def full(draft: Draft) -> tuple[Row, ...]:
    """Everything that a record says but for its people: labels and values. What was not given is left out."""
    kind = kinds()[draft.kind]
    begins = draft.happened_from if draft.time_known else in_england(draft.happened_from).date()
    rows = [(kind.begins, in_words(begins))]
    if draft.happened_until:
        rows.append((kind.ends, in_words(draft.happened_until)))
    rows += _given(draft, {"place", "place_postcode", "sensitivity"}, defaults=False)
    rows += _given(draft.detail)
    for part in (draft.contact, draft.grading, draft.author):
        rows += _given(part) if part else ()
    rows += _given(draft, {"key"})
    return tuple(rows)


def person(mention: Mention, *, for_family: bool = False) -> tuple[Row, ...]:
    """Everything that a record says of one person. Staff safety warnings are not for family."""
    rows = list(_given(mention, set(Mention.model_fields) - STANDS_ELSEWHERE, defaults=False))
    if mention.born_on and mention.born_precision is not Precision.DAY:
        born = _label(Mention, "born_on")
        rows = [(label, _about(mention) if label == born else value) for label, value in rows]
    if mention.ethnicity_source is not Ethnicity.NOT_ASKED:
        rows.append((_label(Mention, "ethnicity_source"), mention.ethnicity_source.label))
    if mention.staff_safety_warning and not for_family:
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


def _given(model: BaseModel, fields: set[str] | None = None, *, defaults: bool = True) -> Iterator[Row]:
    """Label and value of what is given; where `defaults` is off, also only of what is not the default."""
    for field, info in type(model).model_fields.items():
        value = getattr(model, field)
        if (fields and field not in fields) or value in (None, ()):
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
