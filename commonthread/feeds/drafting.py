"""A draft from values that a format has read; or what is wrong with them, in the format's own words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from commonthread.kernel.dates import start_of_day
from commonthread.records.faults import complaints
from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Fault, Mention
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
    return tuple(Fault(column=(names or {}).get(f.column, f.column), message=f.message) for f in faults)


def _moment(when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)
