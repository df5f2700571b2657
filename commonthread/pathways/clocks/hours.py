"""Times counted in hours. An hour is an hour: they run in UTC, so that a change of the clocks takes or gives none."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from commonthread.kernel.calendars import days_from
from commonthread.kernel.dates import in_england, start_of_day, start_of_next_day
from commonthread.pathways.clocks.calendars import IN_ENGLAND, Calendars
from commonthread.pathways.clocks.due import A_DAY, NOTHING, Due, Step, Stopped
from commonthread.pathways.clocks.pauses import NONE, Pauses

LONGEST = 1200


class Runs(StrEnum):
    """During which hours a clock runs."""

    ALWAYS = "always"
    LESS_SUNDAYS_AND_HOLIDAYS = "not on Sundays and bank holidays"
    WHILE_OPEN = "while the team is open"


@dataclass(frozen=True)
class Part:
    """The part of one day during which a clock may run, in UTC; where it is empty, `why` says so."""

    begins: datetime
    ends: datetime
    why: str = ""


@dataclass(frozen=True)
class HourCount:
    """So many hours. It ends at a moment; on a day that is disregarded nothing runs from midnight to midnight."""

    number: int
    runs: Runs = Runs.ALWAYS

    def __post_init__(self) -> None:
        if not 1 <= self.number <= LONGEST:
            raise ValueError(f"a time is of 1 to {LONGEST} hours; write longer ones in days")

    def __str__(self) -> str:
        unit = ("opening " if self.runs is Runs.WHILE_OPEN else "") + (
            "hour" if self.number == 1 else "hours"
        )
        disregarded = ", disregarding Sundays and bank holidays"
        return f"{self.number} {unit}{disregarded if self.runs is Runs.LESS_SUNDAYS_AND_HOLIDAYS else ''}"

    def due(self, start: datetime, calendars: Calendars = IN_ENGLAND, pauses: Pauses = NONE) -> Due | Stopped:
        start, left, steps = start.astimezone(UTC), timedelta(hours=self.number), []
        for day in days_from(in_england(start).date()):
            part = self._part(day, calendars)
            begins = max(part.begins, start)
            counted = NOTHING
            for since, until in pauses.running(begins, part.ends):
                if left <= until - since:
                    steps.append(Step(day, counted + left, part.why))
                    remarks = () if self.runs is Runs.ALWAYS else calendars.remarks(day)
                    return Due(tuple(steps), remarks, at=since + left)
                counted += until - since
                left -= until - since
            pause = pauses.touching(begins, part.ends)
            why = pause.words if pause else part.why
            steps.append(
                Step(day, counted, why or ("" if counted else f"{calendars.of_team().team} had closed"))
            )
            if standing := pauses.open_at(part.ends):
                return Stopped(tuple(steps), since=standing.since, reason=standing.reason)
        raise AssertionError("days do not end")

    def _part(self, day: date, calendars: Calendars) -> Part:
        midnight, next_midnight = start_of_day(day), start_of_next_day(day)
        if self.runs is Runs.WHILE_OPEN:
            return _while_open(day, calendars)
        if self.runs is Runs.LESS_SUNDAYS_AND_HOLIDAYS and (
            why := calendars.bank_holidays.why_disregarded(day)
        ):
            return Part(midnight, midnight, why)
        changed = next_midnight - midnight - A_DAY
        went = "forward: this day has 23 hours" if changed < NOTHING else "back: this day has 25 hours"
        return Part(midnight, next_midnight, f"the clocks went {went}" if changed else "")


def _while_open(day: date, calendars: Calendars) -> Part:
    team = calendars.of_team()
    midnight = start_of_day(day)
    if holiday := calendars.bank_holidays.on(day):
        return Part(midnight, midnight, str(holiday))
    if not (hours := team.on(day)):
        return Part(midnight, midnight, f"{team.team} is closed")
    return Part(*(moment.astimezone(UTC) for moment in hours))
