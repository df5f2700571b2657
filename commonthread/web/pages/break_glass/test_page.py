"""Breaking the glass asks again who it is, and says nothing of whoever is not there."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.records.record import Mention, MentionRole
from tests.coming_in import account

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Ottilie", family_name="Brackenbury")
SENT = {"reason": "Call 4471"}


@pytest.fixture
def child(make):
    person = make.person()
    make.record(make.agency(AgencyKind.CHILDRENS_SERVICES), make.draft("case_note", CHILD), persons=(person,))
    return person


@pytest.fixture
def sergeant(make, browser):
    return browser(make.user(make.agency(), Role.POLICE_SUPERVISOR))


def test_least_is_shown_then_the_records(sergeant, child):
    words = sergeant.post(f"/people/{child}/break-glass", SENT, follow=True)
    shown = words.content.decode()
    assert "No child protection plan is recorded" in shown
    assert "0121 496 0123" in shown
    assert "Brackenbury" not in shown
    records = sergeant.post(words.redirect_chain[-1][0], {"reason": "weapons"}, follow=True)
    assert "Brackenbury" in records.content.decode()


def test_without_a_reason_nothing_is_opened(sergeant, child):
    answer = sergeant.post(f"/people/{child}/break-glass", {"reason": " "})
    assert answer.status_code == 422
    assert "Nothing was opened" in answer.content.decode()


def test_the_second_factor_is_asked_for_again_when_it_was_not_given_just_now(make, browser, child):
    somebody = account(make, role=Role.POLICE_SUPERVISOR)
    sergeant, here = browser(somebody.number), f"/people/{child}/break-glass"
    given_minutes_ago(sergeant, 6)
    assert sergeant.get(here)["Location"] == f"/accounts/confirm/?next={here}"
    given_minutes_ago(sergeant, 10)
    assert sergeant.post(here, SENT)["Location"] == f"/accounts/confirm/?next={here}"
    assert sergeant.post("/accounts/confirm/", {"code": somebody.code(), "next": here})["Location"] == here
    assert sergeant.post(here, SENT)["Location"].startswith("/glass/")


def given_minutes_ago(client, minutes):
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= minutes * 60
    session.save()


def test_nobody_is_not_found(sergeant):
    assert sergeant.get("/people/999999999/break-glass").status_code == 200
    assert sergeant.post("/people/999999999/break-glass", SENT).status_code == 404
