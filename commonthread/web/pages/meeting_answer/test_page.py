"""Answering for one's agency whether somebody comes to a meeting."""

import pytest

from tests.discussing import Discussion
from tests.pages import text


@pytest.mark.parametrize(
    ("said", "says"),
    [({}, "Choose what your agency answers"), ({"answer": "comes"}, "Choose who comes"), ({"answer": "report"}, "Say why nobody comes")],
)  # fmt: skip
def test_an_answer_that_lacks_something_is_not_taken(make, browser, said, says):
    discussion = Discussion(make)
    attendee = discussion.ask(discussion.police)
    answer = browser(discussion.sergeant.user).post(f"/meetings/asked/{attendee}", said)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_report_instead_is_read_at_the_meeting(make, browser):
    discussion = Discussion(make)
    attendee = discussion.ask(discussion.police)
    browser(discussion.sergeant.user).post(
        f"/meetings/asked/{attendee}", {"answer": "report", "words": "Three calls since May"}
    )
    assert "Three calls since May" in text(
        browser(discussion.worker.user).get(f"/meetings/{discussion.number}")
    )


def test_it_is_another_agency_s_to_answer(make, browser):
    discussion = Discussion(make)
    attendee = discussion.ask(discussion.police)
    assert browser(discussion.nurse.user).get(f"/meetings/asked/{attendee}").status_code == 404
