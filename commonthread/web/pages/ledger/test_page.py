"""A data protection officer begins here: with a person's number and a reason."""

import pytest

from commonthread.access.permissions import Role
from tests.pages import text


@pytest.fixture
def officer(make, browser):
    return browser(make.user(make.agency(), Role.DATA_PROTECTION_OFFICER))


def test_the_start_page_leads_an_officer_here(officer):
    assert 'href="/ledger"' in officer.get("/").content.decode()
    assert "Who saw this person, and why?" in text(officer.get("/ledger"))


@pytest.mark.parametrize(
    ("person", "reason"), [("", "request 3"), ("P-12", "request 3"), ("P-204817309", " ")]
)
def test_without_a_number_and_a_reason_nothing_is_shown(officer, person, reason):
    answer = officer.post("/ledger", {"person": person, "reason": reason})
    assert answer.status_code == 422
    assert "Nothing is shown yet" in answer.content.decode()


def test_with_both_the_readings_come(officer):
    sent = {"person": "p 204 817 309", "reason": "request 3"}
    assert officer.post("/ledger", sent)["Location"] == "/ledger/people/204817309"


@pytest.mark.parametrize("role", [Role.HUB_OFFICER, Role.RECORDS_OFFICER, Role.ADMINISTRATOR])
def test_it_is_for_officers_alone(make, browser, role):
    client = browser(make.user(make.agency(), role))
    assert client.get("/ledger").status_code == 403
    assert 'href="/ledger"' not in client.get("/").content.decode()
