"""The list of disagreements, and the case that is disputed, show where each stands."""

from commonthread.pathways.disagreements import raise_disagreement
from commonthread.web.components import pages
from tests.discussing import Discussion
from tests.disputing import WORDS, Disputed
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


def test_a_long_list_comes_a_page_at_a_time(make, browser, monkeypatch):
    monkeypatch.setattr(pages, "LENGTH", 1)
    disputed = Disputed(make)
    with disputed.sergeant.transaction():
        raise_disagreement(by=disputed.sergeant, case=disputed.case, **WORDS)
    client = browser(disputed.worker.user)
    seen = [text(client.get(f"/disagreements?page={number}")) for number in (1, 2)]
    assert [
        words.count('href="/disagreements/') - words.count('href="/disagreements/raise') for words in seen
    ] == [1, 1]
    assert all("2 disagreements between agencies are not settled" in words for words in seen)
