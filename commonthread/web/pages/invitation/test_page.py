"""An invitation lets one person in, once."""

import pytest

from commonthread.access.invitations import invite
from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from tests.coming_in import PASSWORD, account, give_password
from tests.pages import text

HERE = "/accounts/invitation/"
NEW = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def newcomer(make):
    """Somebody who has never come in, and the link that their administrator gave them."""
    agency = make.agency()
    number = make.user(agency, Role.SOCIAL_WORKER)
    scope = open_scope(make.user(agency, Role.ADMINISTRATOR))
    with scope.transaction():
        token = invite(number, why="Began today")
    (username,) = make._owner("SELECT username FROM access_user WHERE id = %s", number)
    return number, username, token


def test_it_gives_a_password_and_leads_to_a_second_step(newcomer, browser):
    _, username, token = newcomer
    client = browser()
    assert client.get(f"{HERE}{token}")["Location"] == HERE
    assert username in text(client.get(HERE))
    assert client.post(HERE, NEW)["Location"] == "/"
    assert client.get("/")["Location"].startswith("/accounts/second-step/")
    assert give_password(browser(), username)["Location"] == "/"


def test_it_is_used_up(newcomer, browser):
    _, _, token = newcomer
    for expected in (302, 404):
        client = browser()
        client.get(f"{HERE}{token}")
        assert client.post(HERE, NEW).status_code == expected


@pytest.mark.parametrize(
    "change",
    [
        'UPDATE access_invitation SET expires_at = now() WHERE "user" = %s',
        "UPDATE access_post SET until_at = now() WHERE user_id = %s",
        "UPDATE access_user SET is_active = false WHERE id = %s",
    ],
)
def test_it_ends_with_its_days_the_post_and_the_account(newcomer, browser, make, change):
    number, _, token = newcomer
    make._owner(change, number)
    client = browser()
    client.get(f"{HERE}{token}")
    answer = client.get(HERE)
    assert answer.status_code == 404
    assert "no longer open" in text(answer)
    assert client.post(HERE, NEW).status_code == 404


def test_a_password_that_will_not_do_uses_nothing_up(newcomer, browser):
    _, _, token = newcomer
    client = browser()
    client.get(f"{HERE}{token}")
    for wrong in (
        {"new_password1": "short", "new_password2": "short"},
        {**NEW, "new_password2": "other"},
        {},
    ):
        assert client.post(HERE, wrong).status_code == 422
    assert client.post(HERE, NEW).status_code == 302


def test_it_does_not_pass_by_the_second_factor_of_who_has_one(make, browser):
    agency = make.agency()
    somebody = account(make, agency)
    scope = open_scope(make.user(agency, Role.ADMINISTRATOR))
    with scope.transaction():
        token = invite(somebody.number, why="Forgot the password")
    client = browser()
    client.get(f"{HERE}{token}")
    assert client.post(HERE, NEW)["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/who")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("token", ["x", "0" * 64, "%00", "é"])
def test_what_is_no_invitation_opens_nothing(browser, token):
    client = browser()
    client.get(f"{HERE}{token}")
    assert client.get(HERE).status_code == 404
