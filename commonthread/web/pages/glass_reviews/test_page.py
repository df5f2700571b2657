"""Broken glass is reviewed by the data protection officer of the agency whose records it was about."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.pathways.actions import break_glass
from commonthread.pathways.terms import Sort


@pytest.fixture
def officer(make, browser):
    """Of an agency to whose records somebody has just broken the glass."""
    agency, person = make.agency(), make.person()
    make.record(agency, make.draft("case_note"), persons=(person,))
    scope = open_scope(make.user(make.agency(), Role.SOCIAL_WORKER))
    with scope.transaction():
        break_glass(by=scope, person=person, sort=Sort.CHILD, reason="Call 4471")
    return browser(make.user(agency, Role.DATA_PROTECTION_OFFICER))


def test_it_is_reviewed(officer):
    words = officer.get("/glass/reviews").content.decode()
    assert "1 broken glass to review" in words
    assert "Call 4471" in words
    number = words.split('name="review" value="')[1].split('"')[0]
    sent = {"review": number, "outcome": "right", "words": "the child was hurt"}
    words = officer.post("/glass/reviews", sent, follow=True).content.decode()
    assert "No broken glass to review" in words
    assert "the child was hurt" in words


def test_the_officer_is_told_on_every_page_until_it_is_reviewed(officer, make, browser):
    told = "The glass was broken to your agency’s records"
    assert told in officer.get("/ledger").content.decode()
    assert told in officer.get("/help").content.decode()
    review = officer.get("/glass/reviews").content.decode()
    assert told not in review
    number = review.split('name="review" value="')[1].split('"')[0]
    officer.post("/glass/reviews", {"review": number, "outcome": "right", "words": "the child was hurt"})
    assert told not in officer.get("/ledger").content.decode()
    assert (
        told
        not in browser(make.user(make.agency(), Role.DATA_PROTECTION_OFFICER)).get("/ledger").content.decode()
    )


@pytest.mark.parametrize(
    "sent", [{"outcome": "right"}, {"words": "yes"}, {"outcome": "fine", "words": "yes"}], ids=str
)
def test_it_takes_an_outcome_and_why(officer, sent):
    number = officer.get("/glass/reviews").content.decode().split('name="review" value="')[1].split('"')[0]
    assert officer.post("/glass/reviews", {"review": number} | sent).status_code == 422


def test_another_agency_has_nothing_to_review(make, browser):
    officer = browser(make.user(make.agency(), Role.DATA_PROTECTION_OFFICER))
    assert "No broken glass to review" in officer.get("/glass/reviews").content.decode()
