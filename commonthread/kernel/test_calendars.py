"""Working days, months and days as guidance counts them."""

from datetime import date

import pytest

from commonthread.kernel.calendars import (
    Trigger,
    days_beginning_with,
    is_working_day,
    months_after,
    months_beginning_with,
    working_days_after,
    working_days_between,
)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2011, 4, 29), "royal wedding"),
        (date(2012, 6, 5), "diamond jubilee"),
        (date(2020, 5, 8), "early May bank holiday moved"),
        (date(2022, 6, 2), "spring bank holiday moved"),
        (date(2022, 6, 3), "platinum jubilee"),
        (date(2022, 9, 19), "state funeral"),
        (date(2023, 5, 8), "coronation"),
        (date(2026, 12, 28), "substitute for Boxing Day"),
        (date(2026, 3, 14), "Saturday"),
    ],
)
def test_nobody_works_on(day, why):
    assert not is_working_day(day), why


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30), date(2026, 12, 29), date(2026, 3, 16)])
def test_people_work_on(day):
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("trigger", "number", "counted_from", "due"),
    [
        (date(2026, 3, 12), 1, Trigger.DAY_0, date(2026, 3, 13)),
        (date(2026, 3, 13), 1, Trigger.DAY_0, date(2026, 3, 16)),
        (date(2026, 3, 14), 1, Trigger.DAY_0, date(2026, 3, 16)),
        (date(2026, 4, 1), 15, Trigger.DAY_0, date(2026, 4, 24)),
        (date(2026, 4, 1), 15, Trigger.DAY_1, date(2026, 4, 23)),
        (date(2026, 12, 23), 2, Trigger.DAY_0, date(2026, 12, 29)),
        (date(2026, 3, 12), 0, Trigger.DAY_0, date(2026, 3, 12)),
    ],
)
def test_a_time_of_working_days_ends_on(trigger, number, counted_from, due):
    assert working_days_after(trigger, number, counted_from) == due
    assert working_days_between(trigger, due) == number - counted_from


def test_a_day_when_nobody_works_is_never_day_1():
    assert working_days_after(date(2026, 3, 14), 1, Trigger.DAY_1) == date(2026, 3, 16)
    assert working_days_after(date(2026, 3, 14), 2, Trigger.DAY_1) == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("day", "number", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_a_time_of_months_ends_on_the_same_day_or_the_last_of_the_month(day, number, due):
    assert months_after(day, number) == due


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 1, 29), date(2026, 2, 28)),
        (date(2026, 5, 15), date(2026, 6, 14)),
    ],
)
def test_a_month_beginning_with_a_day_ends_the_day_before_the_corresponding_one(day, last):
    assert months_beginning_with(day, 1) == last


def test_fifty_six_days_beginning_with_publication_end_fifty_five_days_later():
    assert days_beginning_with(date(2026, 3, 2), 56) == date(2026, 4, 26)


def test_a_year_whose_holidays_are_not_known_is_refused():
    with pytest.raises(ValueError, match="2010 to 2030"):
        is_working_day(date(2031, 1, 6))
