"""Working days in England, and the ways in which guidance counts days and months.

Bank holidays come dated from the `holidays` package, one-offs with them. Years beyond those for which
they are proclaimed or settled are refused rather than guessed.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import IntEnum
from functools import cache

from holidays import country_holidays

YEARS = range(2010, 2031)
SATURDAY = 5


class Trigger(IntEnum):
    """Which number the day of the trigger has when days are counted from it."""

    DAY_0 = 0
    DAY_1 = 1


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Bank holidays of England, with those that fall on a weekend; their substitute days are there too."""
    if year not in YEARS:
        raise ValueError(f"bank holidays are known for {YEARS[0]} to {YEARS[-1]}")
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday and no bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_after(day: date, number: int, trigger: Trigger = Trigger.DAY_0) -> date:
    """The day on which a time of this many working days ends."""
    left = number - trigger
    if left < 0:
        raise ValueError("a time has at least the day of its trigger")
    if left == 0:
        return day
    for later in _days_after(day):
        left -= is_working_day(later)
        if left == 0:
            return later
    raise AssertionError("days do not end")


def working_days_between(start: date, end: date) -> int:
    """How many working days have gone by on `end` since `start`, which itself is not counted."""
    return sum(is_working_day(start + timedelta(days=after)) for after in range(1, (end - start).days + 1))


def months_after(day: date, number: int) -> date:
    """The same day of a later month, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_beginning_with(day: date, number: int) -> date:
    """The last of so many days beginning with this one."""
    return day + timedelta(days=number - 1)


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day
