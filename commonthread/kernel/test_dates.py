"""Dates in three styles; times on clocks in England."""

from datetime import UTC, date, datetime

import pytest

from commonthread.kernel.dates import (
    Unclear,
    has_time,
    in_england,
    moment_of,
    read_date,
    read_moment,
    start_of_day,
    whole_years,
)


@pytest.mark.parametrize(
    "text",
    ["2026-03-14", "14/03/2026", "14/3/2026", "14 Mar 2026", "14 march 2026", "14-MAR-2026", " 2026-03-14 "],
)
def test_one_day_in_the_styles_that_people_use(text):
    assert read_date(text) == date(2026, 3, 14)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("29/02/2023", "the calendar does not have"),
        ("2026-13-01", "the calendar does not have"),
        ("31 Jun 2026", "the calendar does not have"),
        ("00/00/0000", "the calendar does not have"),
        ("14/03/26", "is not a date"),
        ("2026-W11-6", "is not a date"),
        ("20260314", "is not a date"),
        ("14 Foo 2026", "is not a date"),
        ("٢٠٢٦-03-14", "is not a date"),
        ("", "is not a date"),
        ("0202-03-14", "outside the years 1850 to 2199"),
    ],
)
def test_an_impossible_or_unclear_date_is_refused_with_the_rule(text, reason):
    with pytest.raises(ValueError, match=reason) as refused:
        read_date(text)
    assert text not in str(refused.value) or not text


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-14T16:30", datetime(2026, 1, 14, 16, 30, tzinfo=UTC)),
        ("2026-07-14T16:30", datetime(2026, 7, 14, 15, 30, tzinfo=UTC)),
        ("14/07/2026 16:30", datetime(2026, 7, 14, 15, 30, tzinfo=UTC)),
        ("14 Jul 2026 16:30:15", datetime(2026, 7, 14, 15, 30, 15, tzinfo=UTC)),
        ("14 October 2026, 9:05", datetime(2026, 10, 14, 8, 5, tzinfo=UTC)),
        ("2026-07-14T16:30:00Z", datetime(2026, 7, 14, 16, 30, tzinfo=UTC)),
        ("2026-07-14T16:30:00.5+01:00", datetime(2026, 7, 14, 15, 30, 0, 500_000, tzinfo=UTC)),
        ("2026-07-14 16:30 -0500", datetime(2026, 7, 14, 21, 30, tzinfo=UTC)),
        ("2026-07-14", datetime(2026, 7, 13, 23, 0, tzinfo=UTC)),
        ("2026-10-25 01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30:00+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_the_time_in_england_unless_it_says_otherwise(text, moment):
    assert read_moment(text) == moment
    assert read_moment(text).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-03-29 01:30", "was skipped when the clocks went forward"),
        ("2026-03-28 24:00", "no clock shows"),
        ("2026-03-28 10:61", "no clock shows"),
        ("2026-03-28 10:00+99:00", "no clock shows"),
        ("2026-02-30 10:00", "the calendar does not have"),
        ("10:00", "is not a date with a time"),
        ("2026-03-28 10:0", "is not a date with a time"),
    ],
)
def test_an_impossible_time_is_refused_with_the_rule(text, reason):
    with pytest.raises(ValueError, match=reason):
        read_moment(text)


def test_a_day_begins_at_midnight_in_england():
    assert start_of_day(date(2026, 7, 14)) == datetime(2026, 7, 13, 23, 0, tzinfo=UTC)
    assert in_england(start_of_day(date(2026, 7, 14))).date() == date(2026, 7, 14)
    assert not has_time("14 Jul 2026")
    assert has_time("14 Jul 2026 00:00")


@pytest.mark.parametrize(
    ("born", "on", "old"),
    [
        (date(2017, 3, 14), date(2026, 3, 13), 8),
        (date(2017, 3, 14), date(2026, 3, 14), 9),
        (date(2016, 2, 29), date(2026, 2, 28), 9),
        (date(2016, 2, 29), date(2026, 3, 1), 10),
    ],
)
def test_how_old_somebody_is(born, on, old):
    assert whole_years(born, on) == old


def test_a_time_that_was_twice_is_asked_about():
    with pytest.raises(Unclear, match=r"01:30 on 25 October 2026 was twice.*Say 01:30\+01:00") as asked:
        moment_of(datetime(2026, 10, 25, 1, 30))  # noqa: DTZ001
    assert asked.value.either == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )


def test_a_time_that_never_was_is_refused_with_the_times_beside_it():
    with pytest.raises(Unclear, match=r"01:30 on 29 March 2026 never was.*Say 00:30 or 02:30"):
        moment_of(datetime(2026, 3, 29, 1, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("local", "moment"),
    [
        (datetime(2026, 7, 1, 9), datetime(2026, 7, 1, 8, tzinfo=UTC)),  # noqa: DTZ001
        (datetime(2026, 1, 1, 9), datetime(2026, 1, 1, 9, tzinfo=UTC)),  # noqa: DTZ001
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_every_other_time_is_one_moment(local, moment):
    assert moment_of(local) == moment
