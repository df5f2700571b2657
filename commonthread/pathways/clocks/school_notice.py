"""Before the next school day begins: the time by which a school should know what happened at home."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from commonthread.kernel.calendars import days_from
from commonthread.kernel.dates import in_england
from commonthread.pathways.clocks.calendars import IN_ENGLAND, Calendars
from commonthread.pathways.clocks.due import Due, Step, day_words
from commonthread.pathways.clocks.hours import HourCount
from commonthread.pathways.clocks.pauses import NONE, Pauses


@dataclass(frozen=True)
class BeforeNextSchoolDay:
    """Before the child's school opens next. In the holidays nobody waits for the term: `otherwise` holds then."""

    hold_beyond_days: int
    otherwise: HourCount

    def __post_init__(self) -> None:
        if self.otherwise.number > 24 * self.hold_beyond_days:
            raise ValueError("the time for the holidays may not be longer than the wait that it replaces")

    def __str__(self) -> str:
        return (
            f"before the next school day, or, if none begins within {self.hold_beyond_days} days, "
            f"within {self.otherwise}"
        )

    def due(self, start: datetime, calendars: Calendars = IN_ENGLAND, pauses: Pauses = NONE) -> Due:
        if pauses:
            raise ValueError(
                "a notice to a school is not paused: if it cannot be sent, record why it is late"
            )
        school = calendars.of_school()
        steps = []
        for day in days_from(in_england(start).date()):
            why = school.why_closed(day)
            opens = school.opening(day).astimezone(UTC)
            if why is None and opens > start:
                break
            steps.append(Step(day, 0, why or "school had begun"))
        steps.append(Step(day, 0, f"the next school day, from {school.opens:%H:%M}"))
        if opens - start <= timedelta(days=self.hold_beyond_days):
            return Due(tuple(steps), calendars.remarks(day), at=opens)
        remark = f"Holiday hold: {school.school} teaches again on {day_words(day)}. Do not wait for that: tell whom the school named for its holidays."
        at_once = self.otherwise.due(start, calendars)
        return Due(tuple(steps), (remark, *calendars.remarks(day)), at=at_once.at, held_until=day)
