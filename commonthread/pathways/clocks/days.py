"""Times counted in days: calendar, working and school days, weeks, months and years."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum

from commonthread.kernel.calendars import Trigger, days_from, months_after, months_beginning_with
from commonthread.kernel.dates import LONDON, in_england, start_of_next_day
from commonthread.pathways.clocks.calendars import IN_ENGLAND, Calendars
from commonthread.pathways.clocks.due import Due, Step, Stopped
from commonthread.pathways.clocks.pauses import NONE, Pauses, StopsFor

LONGEST = 1200
DAY_0 = "day 0: the day of the trigger"


class Unit(StrEnum):
    """What is counted. Weeks, months and years end on the day that corresponds to the trigger's."""

    DAY = "day"
    WORKING_DAY = "working day"
    SCHOOL_DAY = "school day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def why_not(self, day: date, calendars: Calendars) -> str | None:
        """Why a day does not count; None where it does."""
        if self is Unit.WORKING_DAY:
            return calendars.bank_holidays.why_closed(day)
        return calendars.of_school().why_closed(day) if self is Unit.SCHOOL_DAY else None


IN_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


@dataclass(frozen=True)
class DayCount:
    """A time that ends with a day. The day of the trigger is day 0, unless the time begins with it."""

    number: int
    unit: Unit
    first: Trigger = Trigger.DAY_0
    ends_at: time | None = None
    working_day_ends: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.number <= LONGEST:
            raise ValueError(
                f"a time is of 1 to {LONGEST} {self.unit}s; *the same day* is one day beginning with the day"
            )

    def beginning_with(self) -> "DayCount":
        """The day of the trigger is day 1, as the law means by *beginning with the day on which*."""
        return replace(self, first=Trigger.DAY_1)

    def by(self, ends_at: time) -> "DayCount":
        """It ends at this time of the last day, on clocks in England, and not with the day."""
        return replace(self, ends_at=ends_at)

    def or_the_next_working_day(self) -> "DayCount":
        """Where nobody works on the last day, it ends on the next on which people do."""
        return replace(self, working_day_ends=True)

    def __str__(self) -> str:
        return (
            f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"
            + (" beginning with the day" if self.first else "")
            + (", or the next working day" if self.working_day_ends else "")
            + (f" by {self.ends_at:%H:%M}" if self.ends_at else "")
        )

    def due(self, start: datetime, calendars: Calendars = IN_ENGLAND, pauses: Pauses = NONE) -> Due | Stopped:
        """When it ends. A day at whose end the clock stands still does not count, be it day 0."""
        trigger = in_england(start).date()
        left, day_0_is_over, steps = self._days(trigger), bool(self.first), []
        for day in days_from(trigger):
            pause = pauses.over(day)
            if not day_0_is_over and (not pause or pauses.stops_for is StopsFor.BOTH_DAYS):
                day_0_is_over = True
                steps.append(Step(day, 0, DAY_0 if day == trigger else "day 0: the clock went on"))
            elif pause:
                steps.append(Step(day, 0, pause.words))
                if pause.until is None:
                    return Stopped(tuple(steps), since=pause.since, reason=pause.reason)
            elif left:
                why = self.unit.why_not(day, calendars)
                steps.append(Step(day, int(why is None), why or ""))
                left -= why is None
                if not left and not (self.working_day_ends and calendars.bank_holidays.why_closed(day)):
                    return self._end(start, day, steps, calendars, pauses)
            else:
                why = calendars.bank_holidays.why_closed(day)
                steps.append(Step(day, 0, why or "the next working day"))
                if not why:
                    return self._end(start, day, steps, calendars, pauses)
        raise AssertionError("days do not end")

    def _days(self, trigger: date) -> int:
        """How many days are to be counted from this trigger."""
        if self.unit is Unit.WEEK:
            return 7 * self.number
        if self.unit not in IN_MONTHS:
            return self.number
        months = self.number * IN_MONTHS[self.unit]
        ends = months_beginning_with if self.first else months_after
        return (ends(trigger, months) - trigger).days + self.first

    def _end(
        self, start: datetime, day: date, steps: list[Step], calendars: Calendars, pauses: Pauses
    ) -> Due:
        by_holidays = self.working_day_ends or self.unit in (Unit.WORKING_DAY, Unit.SCHOOL_DAY)
        remarks = calendars.remarks(day) if by_holidays else ()
        if not self.ends_at:
            return Due(tuple(steps), remarks, at=start_of_next_day(day), day=day)
        ends_at = datetime.combine(day, self.ends_at, LONDON).astimezone(UTC)
        return Due(tuple(steps), remarks, at=pauses.after(max(ends_at, start)))
