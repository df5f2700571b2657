"""An administrator looks after the ways in of their agency's people, and of nobody else's."""

import re

import pytest
from django.test import override_settings

from commonthread.access.permissions import Role
from commonthread.serving.demo import set_up_agencies
from tests.coming_in import PASSWORD, account, give_password, sign_in_fully
from tests.pages import text

HERE = "/administration/sign-in"


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def administrator(make, agency, browser):
    return browser(make.user(agency, Role.ADMINISTRATOR))


def test_everybody_of_the_agency_is_shown_with_how_they_sign_in(make, agency, administrator):
    account(make, agency)
    account(make, role=Role.SCHOOL_LEAD)
    shown = text(administrator.get(HERE))
    assert "password and authenticator app" in shown
    assert "Social worker" in shown
    assert "Designated safeguarding lead" not in shown


def test_a_reset_ends_every_way_in_gives_a_link_and_is_on_the_ledger(make, agency, administrator, browser):
    somebody = account(make, agency)
    client = browser()
    sign_in_fully(client, somebody)
    assert client.get("/who").status_code == 200
    said = text(administrator.post(f"{HERE}/{somebody.number}", {"do": "reset", "why": "Lost the phone"}))
    link = re.search(r"http://localhost(/accounts/invitation/\w+)", said)[1]
    assert client.get("/who")["Location"].startswith("/accounts/login/")
    assert "No account has this" in text(give_password(browser(), somebody.username))
    assert make._owner("SELECT count(*) FROM mfa_authenticator WHERE user_id = %s", somebody.number) == (0,)
    assert "Welcome" in text(browser().get(link, follow=True))
    noted = make._owner(
        "SELECT reason, data ->> 'what' FROM ledger_event WHERE agency = %s AND type = 'account' AND data ->> 'account' = %s",
        agency, str(somebody.number),
    )  # fmt: skip
    assert noted == ("Lost the phone", "sign-in reset")


def test_an_invitation_leaves_what_is_there(make, agency, administrator, browser):
    somebody = account(make, agency)
    administrator.post(f"{HERE}/{somebody.number}", {"do": "invite", "why": "To link the agency's sign-in"})
    client = browser()
    sign_in_fully(client, somebody)
    assert client.get("/who").status_code == 200


@pytest.mark.parametrize(
    "given", [{}, {"do": "reset"}, {"do": "reset", "why": "  "}, {"do": "x", "why": "y"}]
)
def test_nothing_is_done_without_a_reason(make, agency, administrator, browser, given):
    somebody = account(make, agency)
    assert administrator.post(f"{HERE}/{somebody.number}", given).status_code == 422
    assert sign_in_fully(browser(), somebody).status_code == 302


def test_another_agencys_people_and_oneself_are_not_there(make, agency, administrator):
    stranger = account(make).number
    (own,) = make._owner(
        "SELECT user_id FROM access_post WHERE agency_id = %s AND role = 'administrator'", agency
    )
    for number in (stranger, own, 999_999_999):
        assert administrator.get(f"{HERE}/{number}").status_code == 404
        assert administrator.post(f"{HERE}/{number}", {"do": "reset", "why": "x"}).status_code == 404


def test_nobody_else_comes_here(make, agency, browser):
    client = browser(make.user(agency, Role.SOCIAL_WORKER))
    assert client.get(HERE).status_code == 403


def test_in_the_demo_neither_reset_nor_invitation_stops_the_one_press(fresh_database, browser, make):
    set_up_agencies()
    with override_settings(DEMO=True):
        client = browser()
        client.post("/accounts/demo/", {"username": "administrator"})
        (worker,) = make._owner("SELECT id FROM access_user WHERE username = 'social.worker'")
        said = text(client.post(f"{HERE}/{worker}", {"do": "reset", "why": "Lost the phone"}))
        visitor = browser()
        visitor.get(re.search(r"http://localhost(/accounts/invitation/\w+)", said)[1])
        refused = visitor.post(
            "/accounts/invitation/", {"new_password1": PASSWORD, "new_password2": PASSWORD}
        )
        assert "none is given a password" in text(refused)
        assert browser().post("/accounts/demo/", {"username": "social.worker"})["Location"] == "/"
