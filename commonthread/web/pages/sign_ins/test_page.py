"""A data protection officer asks who signed in at their agency, who tried and failed, and what changed."""

import pytest

from commonthread.access.permissions import Role
from tests.coming_in import account, give_password, sign_in_fully
from tests.pages import text

HERE = "/sign-ins"


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def officer(make, agency, browser):
    return browser(make.user(agency, Role.DATA_PROTECTION_OFFICER))


def test_sign_ins_and_failures_of_the_agency_are_shown_and_the_asking_is_on_the_ledger(
    make, agency, officer, browser
):
    somebody, stranger = account(make, agency), account(make, role=Role.SCHOOL_LEAD)
    give_password(browser(), somebody.username, "not the password")
    for one in (somebody, stranger):
        client = browser()
        sign_in_fully(client, one)
        client.get("/help")
    shown = text(officer.post(HERE, {"why": "A quarterly check"}))
    assert "Not let in: wrong username or password" in shown
    assert "Signed in: password, authenticator app" in shown
    assert "Social Worker" in shown
    assert "School Lead" not in shown
    assert make._owner(
        "SELECT reason FROM ledger_event WHERE agency = %s AND type = 'consultation'", agency
    ) == ("A quarterly check",)


def test_nothing_is_shown_before_a_reason_is_given(make, agency, officer):
    assert "Signed in" not in text(officer.get(HERE))
    assert officer.post(HERE, {"why": " "}).status_code == 422
    assert make._owner(
        "SELECT count(*) FROM ledger_event WHERE agency = %s AND type = 'consultation'", agency
    ) == (0,)


def test_what_was_typed_for_a_name_that_is_nobodys_is_not_kept(make, browser):
    typed = f"a-password-{make.mark}"
    give_password(browser(), typed, "x")
    assert make._owner("SELECT count(*) FROM ledger_event WHERE data::text LIKE %s", f"%{typed}%") == (0,)


def test_nobody_else_asks(make, agency, browser):
    assert browser(make.user(agency, Role.ADMINISTRATOR)).get(HERE).status_code == 403
