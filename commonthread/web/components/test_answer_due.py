"""How long there is to answer."""

from datetime import UTC, datetime, timedelta

import pytest

from commonthread.pathways.requests import Only
from commonthread.web.components.answer_due import chosen, left

NOW = datetime(2026, 3, 14, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(days=3, hours=2), "3 days left"),
        (timedelta(days=1), "1 day left"),
        (timedelta(hours=2, minutes=10), "2 h 10 min left"),
        (timedelta(minutes=9, seconds=30), "9 min left"),
        (timedelta(0), "0 min left"),
        (timedelta(minutes=-5), "5 min late"),
        (timedelta(days=-2), "2 days late"),
    ],
)
def test_the_time_that_is_left_is_said_as_people_say_it(after, words):
    assert left(NOW + after, NOW) == words


@pytest.mark.parametrize(
    ("given", "only"), [("overdue", Only.OVERDUE), ("", Only.ALL), ("' OR 1=1", Only.ALL)]
)
def test_what_is_no_choice_chooses_all(given, only):
    assert chosen({"only": given}) is only
