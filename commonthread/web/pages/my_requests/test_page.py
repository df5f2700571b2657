"""My requests: what waits first, what is overdue, what was answered and why; and one can be withdrawn."""

import re

from commonthread.access.permissions import Role
from tests.journeys.visits.case import a_request
from tests.pages import text


def test_what_is_overdue_comes_first_and_a_refusal_stays_with_its_reason(make, browser):
    going = a_request(make, "/requests")
    shown = text(browser(going.user).get(going.address))
    assert "2 requests wait for another agency’s answer" in shown
    assert "1 overdue" in shown
    assert (
        shown.index("what the concern was")
        < shown.index("how often she was away")
        < shown.index("her brothers’ attendance")
    )
    assert "“Ask their own school”" in shown
    assert "2 days late" in shown


def test_a_request_that_waits_is_withdrawn_with_a_reason(make, browser):
    going = a_request(make, "/requests/{late}/withdraw")
    client = browser(going.user)
    assert "Nothing was withdrawn" in text(client.post(going.address, {"reason": " "}, follow=True))
    assert "Withdrawn." in text(client.post(going.address, {"reason": "The mother told us"}, follow=True))
    assert "“The mother told us”" in text(client.get("/requests?only=withdrawn"))
    assert client.post(going.address, {"reason": "again"}).status_code == 404


def test_a_list_is_chosen_from_and_says_so_where_there_is_none(make, browser):
    client = browser(a_request(make, "").user)
    assert "None of your requests is granted" in text(client.get("/requests?only=granted"))
    assert "There is no more" in text(client.get("/requests?page=9"))
    assert len(re.findall(r"<tr ", text(client.get("/requests?only=overdue")))) == 2


def test_whoever_asked_for_nothing_is_told_how(make, browser):
    shown = text(browser(make.user(make.agency(), Role.SOCIAL_WORKER)).get("/requests"))
    assert "You wait for no answer" in shown
    assert 'href="/cases"' in shown


def test_the_start_page_counts_them(make, browser):
    shown = text(browser(a_request(make, "").user).get("/"))
    assert "2 requests of your cases wait for another agency’s answer</a> <strong" in shown
