"""Asked of us: the soonest due first, and refusals are kept."""

from commonthread.access.permissions import Role
from tests.journeys.visits.case import a_request
from tests.pages import text


def test_the_soonest_due_is_on_top_and_what_was_refused_can_be_read(make, browser):
    going = a_request(make, "/requests/ours", ours=True)
    client = browser(going.user)
    shown = text(client.get(going.address))
    assert "2 requests wait for our answer" in shown
    assert shown.index("what the concern was") < shown.index("how often she was away")
    assert "“Ask their own school”" in text(client.get("/requests/ours?only=refused"))
    assert "No request to us is granted" in text(client.get("/requests/ours?only=granted"))


def test_who_answers_nothing_has_no_such_page(make, browser):
    assert browser(make.user(make.agency(), Role.INVESTIGATOR)).get("/requests/ours").status_code == 403


def test_an_agency_that_was_asked_for_nothing_is_told_so(make, browser):
    client = browser(make.user(make.agency(), Role.RECORDS_OFFICER))
    assert "No other agency has asked for anything yet" in text(client.get("/requests/ours"))


def test_the_start_page_counts_what_waits_for_us(make, browser):
    shown = text(browser(a_request(make, "", ours=True).user).get("/"))
    assert "2 requests of other agencies wait for our answer" in shown
    assert "1 overdue" in shown
