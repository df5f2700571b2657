"""One person and every post of theirs; of one's own agency alone, and never of oneself to change."""

from commonthread.access.permissions import Role
from tests.pages import text


def test_a_person_is_shown_with_what_their_post_opens(make, browser):
    agency = make.agency()
    dana = make.user(agency, Role.INVESTIGATOR)
    shown = text(browser(make.user(agency, Role.ADMINISTRATOR)).get(f"/staff/{dana}"))
    assert "Move to another post" in shown
    assert "End now" in shown
    assert "enter records" in shown
    assert "never" in shown


def test_one_s_own_account_offers_no_change(make, browser):
    me = make.user(make.agency(), Role.ADMINISTRATOR)
    here = browser(me)
    shown = text(here.get(f"/staff/{me}"))
    assert "This is you" in shown
    assert "End now" not in shown
    assert "another post" not in shown
    assert here.get(f"/staff/{me}/post").status_code == 404


def test_the_people_of_another_agency_and_nobody_are_answered_alike(make, browser):
    theirs = make.user(make.agency(), Role.INVESTIGATOR)
    here = browser(make.user(make.agency(), Role.ADMINISTRATOR))
    answers = [here.get(f"/staff/{number}") for number in (theirs, 999_999_999)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({text(answer).partition("<main")[2] for answer in answers}) == 1
