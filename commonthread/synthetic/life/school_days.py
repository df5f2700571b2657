"""When schools are open: about, for invented dates. Real terms differ from school to school."""

from datetime import date, timedelta

# From and until (month, day), both included. Easter moves; two weeks of April stand for it.
HOLIDAYS = (
    ((1, 1), (1, 5)),
    ((2, 13), (2, 21)),
    ((4, 1), (4, 14)),
    ((5, 25), (5, 31)),
    ((7, 21), (9, 2)),
    ((10, 24), (10, 31)),
    ((12, 20), (12, 31)),
)


def is_school_day(day: date) -> bool:
    if day.weekday() > 4:
        return False
    return not any(first <= (day.month, day.day) <= last for first, last in HOLIDAYS)


def school_day(day: date) -> date:
    """The day, or the last school day before it."""
    while not is_school_day(day):
        day -= timedelta(days=1)
    return day


def next_school_day(day: date) -> date:
    while not is_school_day(day):
        day += timedelta(days=1)
    return day
