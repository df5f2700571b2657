"""What a kind asks of a record beyond its shape, and what no record can say on the day it is read."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from commonthread.kernel.dates import in_england
from commonthread.records.kind import Kind
from commonthread.records.record import Draft, Fault, Mention


def broken_rules(kind: Kind, draft: Draft, today: date) -> tuple[Fault, ...]:
    """Faults of a record that is well formed. Columns are named as in `columns`."""
    return tuple(_broken(kind, draft, today))


def _broken(kind: Kind, draft: Draft, today: date) -> Iterator[Fault]:
    # A day's grace, for a clock elsewhere that is already past midnight.
    if not kind.may_lie_ahead and in_england(draft.happened_from).date() > today + timedelta(days=1):
        yield Fault(column="happened_from", message="is in the future")
    if kind.is_graded and not draft.grading:
        yield Fault(column="grading_source", message="is required, with the rest of the grading")
    places: Counter[str] = Counter()
    for mention in draft.mentions:
        places[mention.role] += 1
        yield from _broken_by(mention, f"{mention.role}_{places[mention.role]}_", today)
    for role, number in places.items():
        room = kind.mentions.get(role, 0)
        if number > room:
            yield Fault(column=f"{role}_{number}", message=f"there is room for {room}")
    if not places.keys() & set(kind.about):
        roles = " or ".join(role.words for role in kind.about)
        yield Fault(column=f"{kind.about[0]}_1", message=f"nobody is mentioned as {roles}")


def _broken_by(mention: Mention, prefix: str, today: date) -> Iterator[Fault]:
    if mention.born_on and mention.born_on > today:
        yield Fault(
            column=f"{prefix}born_on", message="is in the future; for an unborn child use expected_on"
        )
    if mention.died_on and mention.died_on > today:
        yield Fault(column=f"{prefix}died_on", message="is in the future")
