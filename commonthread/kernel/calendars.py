"""Working days in England, and the ways in which guidance counts days, months and years."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import IntEnum

from commonthread.kernel.bank_holidays import ENGLAND


class Trigger(IntEnum):
    """Which number the day of the trigger has when days are counted from it."""

    DAY_0 = 0
    DAY_1 = 1


def is_working_day(day: date) -> bool:
    """Monday to Friday and no bank holiday."""
    return ENGLAND.why_closed(day) is None


def working_days_after(day: date, number: int, trigger: Trigger = Trigger.DAY_0) -> date:
    """The day on which a time of this many working days ends.

    A trigger on a day when nobody works is never day 1 itself: the next working day is.
    """
    if number < trigger:
        raise ValueError("a time has at least the day of its trigger")
    if number == 0:
        return day
    for counted in days_from(day + timedelta(days=1 - trigger)):
        number -= is_working_day(counted)
        if number == 0:
            return counted
    raise AssertionError("days do not end")


def working_day_from(day: date) -> date:
    """The day itself where people work on it, else the next on which they do."""
    return next(tried for tried in days_from(day) if is_working_day(tried))


def working_days_between(start: date, end: date) -> int:
    """How many working days have gone by on `end` since `start`, which itself is not counted."""
    return sum(is_working_day(start + timedelta(days=after)) for after in range(1, (end - start).days + 1))


def months_after(day: date, number: int) -> date:
    """The same day of a later month, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_beginning_with(day: date, number: int) -> date:
    """The last day of so many months beginning with this one: the day before the corresponding one.

    Where the month has no corresponding day, its last day is that.
    """
    corresponding = months_after(day, number)
    return corresponding if corresponding.day < day.day else corresponding - timedelta(days=1)


def days_beginning_with(day: date, number: int) -> date:
    """The last of so many days beginning with this one."""
    return day + timedelta(days=number - 1)


def days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=1)
