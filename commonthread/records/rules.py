"""What a kind asks of a record beyond its shape, and what no record can say on the day it is read."""

from datetime import date, timedelta

from commonthread.kernel.dates import start_of_day
from commonthread.records.kind import Kind
from commonthread.records.record import Draft, Fault, MentionRole

NOT_AHEAD = (
    ("born_on", "is in the future; for an unborn child use expected_on"),
    ("died_on", "is in the future"),
)


def broken_rules(kind: Kind, draft: Draft, today: date) -> tuple[Fault, ...]:
    """Faults of a record that is well formed. Columns are named as in `columns`."""
    broken: list[Fault] = []
    # A day's grace, for a clock elsewhere that is already past midnight.
    if not kind.may_lie_ahead and draft.happened_from >= start_of_day(today + timedelta(days=2)):
        broken.append(Fault(column="happened_from", message="is in the future"))
    if kind.is_graded and not draft.grading:
        broken.append(Fault(column="grading_source", message="is required, with the rest of the grading"))
    places: dict[MentionRole, int] = {}
    for mention in draft.mentions:
        places[mention.role] = place = places.get(mention.role, 0) + 1
        for field, complaint in NOT_AHEAD:
            day = getattr(mention, field)
            if day and day > today:
                broken.append(Fault(column=f"{mention.role}_{place}_{field}", message=complaint))
    for role, number in places.items():
        room = kind.mentions.get(role, 0)
        if number > room:
            broken.append(Fault(column=f"{role}_{number}", message=f"there is room for {room}"))
    if places.keys().isdisjoint(kind.about):
        roles = " or ".join(role.words for role in kind.about)
        broken.append(Fault(column=f"{kind.about[0]}_1", message=f"nobody is mentioned as {roles}"))
    return tuple(broken)
