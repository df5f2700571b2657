"""Limits of time, written as the law says them: `working_days(15)`, `days(56).beginning_with()`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from commonthread.pathways.clocks.calendars import IN_ENGLAND, Calendars
from commonthread.pathways.clocks.days import DayCount, Unit
from commonthread.pathways.clocks.due import Due, Stopped
from commonthread.pathways.clocks.hours import HourCount, Runs
from commonthread.pathways.clocks.pauses import NONE, Pauses
from commonthread.pathways.clocks.school_notice import BeforeNextSchoolDay


@dataclass(frozen=True)
class Promptly:
    """The law sets no figure. What it says comes first; `no_later_than` only keeps the task from being forgotten."""

    says: str
    no_later_than: DayCount | HourCount | BeforeNextSchoolDay

    def __str__(self) -> str:
        return f"{self.says}; at the latest {_within(self.no_later_than)}"

    def due(self, start: datetime, calendars: Calendars = IN_ENGLAND, pauses: Pauses = NONE) -> Due | Stopped:
        due = self.no_later_than.due(start, calendars, pauses)
        remark = f"What is required is {self.says}: this is only the outer limit."
        return replace(due, remarks=(remark, *due.remarks))


class Regrading(StrEnum):
    """What a new grade does to a clock that runs. Each rule states which."""

    SAME_TRIGGER = "the new time counts from the same trigger"
    FROM_REGRADING = "the new time counts from the moment of re-grading"
    NEVER_LATER = "the new time counts from re-grading, but never ends later than the old one would have"


@dataclass(frozen=True)
class ByGrade:
    """A limit for each grade, and what happens when the grade changes."""

    grades: Mapping[str, DayCount | HourCount | Promptly | BeforeNextSchoolDay]
    regrading: Regrading

    def __post_init__(self) -> None:
        if not self.grades:
            raise ValueError("a limit by grade needs grades")

    def __str__(self) -> str:
        return ", ".join(f"{grade} {_within(limit)}" for grade, limit in self.grades.items())

    def of(self, grade: str | None):
        if grade in self.grades:
            return self.grades[grade]
        raise ValueError(
            f"this time depends on the grade: give one of {', '.join(self.grades)}"
            + (f", not {grade}" if grade else "")
        )


Limit = DayCount | HourCount | Promptly | BeforeNextSchoolDay


def _within(limit: Limit) -> str:
    return str(limit) if isinstance(limit, BeforeNextSchoolDay) else f"within {limit}"


def hours(number: int) -> HourCount:
    return HourCount(number)


def hours_less_sundays_and_bank_holidays(number: int) -> HourCount:
    """Saturdays count; Sundays, Christmas Day, Good Friday and bank holidays do not."""
    return HourCount(number, Runs.LESS_SUNDAYS_AND_HOLIDAYS)


def opening_hours(number: int) -> HourCount:
    """Hours during which the team is open."""
    return HourCount(number, Runs.WHILE_OPEN)


def days(number: int) -> DayCount:
    return DayCount(number, Unit.DAY)


def working_days(number: int) -> DayCount:
    return DayCount(number, Unit.WORKING_DAY)


def school_days(number: int) -> DayCount:
    return DayCount(number, Unit.SCHOOL_DAY)


def weeks(number: int) -> DayCount:
    return DayCount(number, Unit.WEEK)


def months(number: int) -> DayCount:
    return DayCount(number, Unit.MONTH)


def years(number: int) -> DayCount:
    return DayCount(number, Unit.YEAR)


def same_day() -> DayCount:
    return days(1).beginning_with()


def before_next_school_day(*, hold_beyond_days: int, otherwise: HourCount) -> BeforeNextSchoolDay:
    return BeforeNextSchoolDay(hold_beyond_days, otherwise)


def at_once(*, no_later_than: Limit) -> Promptly:
    return Promptly("at once", no_later_than)


def as_soon_as_practicable(*, no_later_than: Limit) -> Promptly:
    return Promptly("as soon as reasonably practicable", no_later_than)
