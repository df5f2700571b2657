"""Raising a disagreement against a case in which one's agency was asked something."""

from tests.discussing import Discussion
from tests.pages import text

SAID = {"decision": "No enquiry", "why": "Two bruises", "wanted": "An enquiry today"}


def test_it_is_raised_against_a_case_that_asked_something(make, browser):
    discussion = Discussion(make)
    discussion.ask(discussion.police)
    police = browser(discussion.sergeant.user)
    assert f"C-{discussion.case}" in text(police.get("/disagreements/raise"))
    raised = police.post("/disagreements/raise", SAID | {"case": discussion.case}, follow=True)
    assert "Raised. It is a task" in text(raised)


def test_what_is_missing_is_said_and_no_other_case_is_taken(make, browser):
    discussion = Discussion(make)
    discussion.ask(discussion.police)
    police = browser(discussion.sergeant.user)
    answer = police.post("/disagreements/raise", {"case": "12345678", "why": " "})
    assert answer.status_code == 422
    for says in (
        "Choose the case",
        "Say which decision",
        "Say why your agency",
        "Say what your agency wants",
    ):
        assert says in text(answer)


def test_whoever_was_asked_nothing_is_told_whom_to_ring(make, browser):
    assert "Ring its duty desk" in text(browser(Discussion(make).nurse.user).get("/disagreements/raise"))
