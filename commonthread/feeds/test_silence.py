"""When a feed counts as silent: a table of feeds, and what holds for all."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.feeds.silence import LEAST, Arrival, Silent, has_come_back, is_far_below, silence

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def daily(pieces: int, *, of_last: int = 70, until: int = 0, weekends: bool = True) -> list[Arrival]:
    """So many each day, up to so many days ago."""
    days = [NOW - day * DAY - HOUR for day in range(until, of_last)]
    return [Arrival(day, pieces) for day in days if weekends or day.weekday() < 5]


def weekly(pieces: int, *, until: int = 0) -> list[Arrival]:
    return [Arrival(NOW - week * 7 * DAY - 2 * DAY, pieces) for week in range(until, 10)]


FEEDS = {
    "comes every day": (daily(40), None),
    "came every day until three days ago": (daily(40, until=3), Silent(3, 120, 0)),
    "came every day until yesterday": (daily(40, until=1), None),
    "comes with a tenth of what it had": (daily(40, until=3) + daily(4, of_last=3), Silent(3, 120, 12)),
    "comes with half of what it had": (daily(40, until=3) + daily(20, of_last=3), None),
    "comes on working days, and this is one": (daily(40, weekends=False), None),
    "comes each week": (weekly(300), None),
    "came each week, and not this one": (weekly(300, until=1), Silent(3, 300, 0)),
    "began a fortnight ago and stopped": (daily(40, of_last=14, until=4), None),
    "comes in so small a number that a day without tells nothing": (daily(1, until=4), None),
    "came so rarely": ([Arrival(NOW - 30 * DAY, 500)], None),
    "has never come": ([], None),
}


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_that(feed):
    arrivals, found = FEEDS[feed]
    assert silence(arrivals, now=NOW, since=LONG_AGO) == found


DECLARED = {
    "nothing ever came of what was declared": ([], LONG_AGO, Silent(7, 400, 0)),
    "the agreement began five days ago": ([], NOW - 5 * DAY, None),
    "half of it came": (daily(30, of_last=7), LONG_AGO, None),
    "a tenth of it came": (daily(6, of_last=7), LONG_AGO, Silent(7, 400, 42)),
}


@pytest.mark.parametrize("feed", DECLARED)
def test_four_hundred_a_week_are_declared_and(feed):
    arrivals, since, found = DECLARED[feed]
    assert silence(arrivals, now=NOW, since=since, weekly=400) == found


def test_where_nothing_is_to_be_expected_nothing_is_missed():
    assert silence([], now=NOW, since=LONG_AGO, weekly=0) is None
    assert silence(daily(40, until=30), now=NOW, since=LONG_AGO, weekly=0) is None


def test_an_earlier_silence_makes_no_new_one_usual():
    """It came for five weeks, was silent for three and came again for one: three silent days are silence again."""
    arrivals = daily(40, of_last=70, until=35) + daily(40, of_last=10, until=3)
    silent = [(NOW - 35 * DAY, NOW - 10 * DAY)]
    assert silence(arrivals, now=NOW, since=LONG_AGO, silences=silent) == Silent(3, 120, 0)


arrivals = st.lists(
    st.builds(Arrival, st.datetimes(datetime(2026, 9, 1), datetime(2026, 11, 20)).map(lambda at: at.replace(tzinfo=UTC)), st.integers(0, 500)),  # noqa: DTZ001  made aware
    max_size=80,
)  # fmt: skip


@given(arrivals, st.none() | st.integers(0, 5_000))
def test_what_is_silent_has_not_come_back_and_was_worth_expecting(came, weekly_declared):
    found = silence(came, now=NOW, since=LONG_AGO, weekly=weekly_declared)
    if found is not None:
        assert found.expected >= LEAST
        assert is_far_below(found.came, found.expected)
        assert not has_come_back(came, found, NOW)
        assert has_come_back([*came, Arrival(NOW - HOUR, found.expected)], found, NOW)
