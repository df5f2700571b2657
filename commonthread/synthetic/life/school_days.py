"""When schools of the invented area are open: terms of its districts, for invented dates, counted as every other school's are."""

from datetime import date, time, timedelta
from functools import cache

from commonthread.kernel.school_days import SchoolCalendar, SchoolYear, Span

FIRST, LAST = 2010, 2030
OPENS = time(8, 45)
SET_BY = "the invented districts"


def _year(begins: int) -> SchoolYear:
    """The same days in each. Easter moves; two weeks of April stand for its holidays."""
    ends = begins + 1
    terms = (
        Span(date(begins, 9, 3), date(begins, 12, 19)),
        Span(date(ends, 1, 6), date(ends, 3, 31)),
        Span(date(ends, 4, 15), date(ends, 7, 20)),
    )
    half_terms = (
        Span(date(begins, 10, 24), date(begins, 10, 31)),
        Span(date(ends, 2, 13), date(ends, 2, 21)),
        Span(date(ends, 5, 25), date(ends, 5, 31)),
    )
    return SchoolYear(begins, terms, half_terms, SET_BY, SET_BY)


@cache
def schools() -> SchoolCalendar:
    years = tuple(_year(begins) for begins in range(FIRST, LAST + 1))
    return SchoolCalendar("a school of the invented area", OPENS, years)


def is_school_day(day: date) -> bool:
    return schools().is_school_day(day)


def school_day(day: date) -> date:
    """The day, or the last school day before it."""
    while not is_school_day(day):
        day -= timedelta(days=1)
    return day


def next_school_day(day: date) -> date:
    while not is_school_day(day):
        day += timedelta(days=1)
    return day
