"""A draft from values that a format has read; or what is wrong with them, in the format's own words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from commonthread.kernel.dates import start_of_day
from commonthread.records.faults import complaints
from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Fault, Mention, MentionRole
from commonthread.records.rules import broken_rules


def draft_of(
    kind: str,
    *,
    key: str,
    begins: date | datetime,
    ends: date | datetime | None = None,
    detail: Mapping[str, Any],
    mentions: Sequence[Mention | Mapping[str, Any]],
    today: date,
    names: Mapping[str, str] | None = None,
    **others: Any,
) -> Draft | tuple[Fault, ...]:
    """A record of that kind. A day without a time of day is the start of that day in England.

    `names` turns the names of our fields into those of the format.
    """
    try:
        draft = Draft(
            kind=kind,
            key=key,
            happened_from=_moment(begins),
            happened_until=None if ends is None else _moment(ends),
            time_known=isinstance(begins, datetime),
            detail=kinds()[kind].detail.model_validate(dict(detail)),
            mentions=tuple(mentions),
            **others,
        )
    except ValidationError as refused:
        found = ((str(place[-1]) if place else kind, message) for place, message in complaints(refused))
        faults = tuple(Fault(column=field, message=message) for field, message in found)
    else:
        faults = broken_rules(kinds()[kind], draft, today)
        if not faults:
            return draft
    return tuple(_renamed(fault, names or {}) for fault in faults)


def draft_without_what_is_wrong(
    kind: str,
    *,
    person: Mapping[str, Any],
    related: Sequence[Mapping[str, Any]] = (),
    names: Mapping[str, str],
    **rest: Any,
) -> tuple[Draft | tuple[Fault, ...], tuple[Fault, ...]]:
    """A record about a person, and the faults for which values of that person were left out of it."""
    whole = draft_of(kind, mentions=(_subject(person), *related), **rest)
    if isinstance(whole, Draft):
        return whole, ()
    fields = {_field(fault) for fault in whole}
    if fields <= person.keys():
        kept = {field: value for field, value in person.items() if field not in fields}
        rest_of_it = draft_of(kind, mentions=(_subject(kept), *related), **rest)
        if isinstance(rest_of_it, Draft):
            return rest_of_it, tuple(_renamed(fault, names, ": it is left out") for fault in whole)
    return tuple(_renamed(fault, names) for fault in whole), ()


def _subject(person: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"role": MentionRole.SUBJECT, **person}


def _field(fault: Fault) -> str:
    return fault.column.removeprefix("subject_1_")


def _renamed(fault: Fault, names: Mapping[str, str], consequence: str = "") -> Fault:
    return Fault(column=names.get(_field(fault), fault.column), message=fault.message + consequence)


def _moment(when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)
