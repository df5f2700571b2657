"""The list of disagreements, and the case that is disputed, show where each stands."""

from tests.discussing import Discussion
from tests.disputing import Disputed
from tests.pages import text


def test_the_list_and_the_case_show_where_it_stands(make, browser):
    disputed = Disputed(make)
    council = browser(disputed.worker.user)
    words = text(council.get("/disagreements"))
    assert "1 disagreement between agencies is not settled" in words
    assert "With the practitioners, no answer yet" in words
    assert "No section 47 enquiry" in text(council.get(f"/cases/{disputed.case}"))


def test_where_there_is_none_it_says_what_it_is_for(make, browser):
    words = text(browser(Discussion(make).nurse.user).get("/disagreements"))
    assert "None waits" in words
