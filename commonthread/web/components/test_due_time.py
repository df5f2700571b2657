"""By when: as somebody writes it, and never an hour that there is not or that there is twice."""

from datetime import UTC, datetime

import pytest

from commonthread.web.components.due_time import read_due_time

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 20, 9, tzinfo=UTC)


def test_it_is_the_time_on_clocks_in_england():
    assert read_due_time({"day": "2026-04-02", "time": "16:30"}, NOW).at == datetime(
        2026, 4, 2, 15, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("now", "day", "time", "says"),
    [
        (NOW, "2026-03-29", "01:30", "never was"),
        (AUTUMN, "2026-10-25", "01:30", "was twice"),
        (NOW, "2026-03-19", "16:30", "lie ahead"),
        (NOW, "2028-03-19", "16:30", "lie ahead"),
        (NOW, "31 Feb 2026", "16:30", "the calendar does not have"),
        (NOW, "2026-03-30", "half past four", "What you wrote"),
        (NOW, "2026-03-30", "25:00", "no clock shows"),
        (NOW, "2026-03-30", "", "the day and the time"),
    ],
)
def test_what_is_no_time_ahead_is_said(now, day, time, says):
    given = read_due_time({"day": day, "time": time}, now)
    assert given.at is None
    assert says in given.wrong


def test_which_of_the_two_hours_is_meant_can_be_said():
    second = read_due_time({"day": "2026-10-25", "time": "01:30+00:00"}, AUTUMN)
    assert second.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
