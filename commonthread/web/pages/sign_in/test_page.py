"""Who comes in, by which door, and for how long."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client, override_settings
from django.utils import timezone

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.serving.demo import set_up_agencies

SECRET = "wicker basket under stairs"


@pytest.fixture
def account(make):
    """The username of somebody with a password."""
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    user = make.user(agency, Role.SOCIAL_WORKER, make_password(SECRET))
    return make._owner("SELECT username FROM access_user WHERE id = %s", user)[0]


@pytest.fixture
def demo(fresh_database):
    set_up_agencies()
    with override_settings(DEMO=True):
        yield


def give(client, username, password, **more):
    return client.post("/accounts/login/", {"login": username, "password": password, **more})


def test_a_password_opens_the_page_that_was_asked_for(account, browser):
    client = browser()
    asked = client.get("/who")
    assert asked["Location"] == "/accounts/login/?next=/who"
    assert give(client, account, SECRET, next="/who")["Location"] == "/who"
    assert "Social worker" in client.get("/help").content.decode()


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(account, browser):
    wrong, unknown = (
        give(browser(), name, "not the password").content.decode() for name in (account, "nobody.known")
    )
    assert "No account has this username and password" in wrong
    assert "No account has this username and password" in unknown


def test_a_closed_account_is_not_let_in(account, browser, make):
    make._owner("UPDATE access_user SET is_active = false WHERE username = %s", account)
    client = browser()
    answer = give(client, account, SECRET)
    assert answer.status_code == 403
    assert "closed" in answer.content.decode()
    assert client.get("/who").status_code == 302


def test_signing_out_ends_the_scope_and_the_session(account, browser, make):
    client = browser()
    give(client, account, SECRET)
    client.get("/help")
    token = client.session["scope"]["token"]
    assert "You are signed out" in client.post("/accounts/logout/", follow=True).content.decode()
    assert client.get("/who").status_code == 302
    ended = make._owner(
        "SELECT ended_at IS NOT NULL FROM access_session WHERE token_digest = sha256(%s::bytea)",
        token.encode(),
    )
    assert ended == (True,)


def test_a_quarter_of_an_hour_without_use_ends_the_session(account, browser):
    client = browser()
    give(client, account, SECRET)
    client.get("/help")
    left = client.session.get_expiry_date() - timezone.now()
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    assert client.cookies["sessionid"]["max-age"] == ""


def test_ten_hours_end_the_session_in_any_case(account, browser):
    client = browser()
    give(client, account, SECRET)
    client.get("/help")
    session = client.session
    session["scope opened at"] -= timedelta(hours=10).total_seconds()
    session.save()
    assert client.get("/accounts/password/change/").status_code == 302


def test_the_demo_offers_each_of_its_people_and_signs_in_as_one_of_them(demo, browser):
    client = browser()
    text = client.get("/accounts/login/").content.decode()
    assert "Hub officer" in text
    assert "Grace Tennant" in text
    answer = client.post("/accounts/demo/", {"username": "school.lead", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert "Designated safeguarding lead" in client.get("/help").content.decode()


@pytest.mark.parametrize("username", ["", "root", "hub.social.care' OR 1=1 --"])
def test_the_demo_signs_nobody_in_who_is_not_one_of_its_people(demo, browser, username):
    assert browser().post("/accounts/demo/", {"username": username}).status_code == 404


def test_where_there_is_no_demo_nobody_comes_in_without_a_password(fresh_database, browser):
    set_up_agencies()
    client = browser()
    assert client.post("/accounts/demo/", {"username": "hub.social.care"}).status_code == 404
    assert "hub.social.care" not in client.get("/accounts/login/").content.decode()
    assert client.get("/who").status_code == 302


def test_the_demo_signs_nobody_in_at_another_sites_wish(demo):
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert client.post("/accounts/demo/", {"username": "hub.social.care"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "password/reset/", "2fa/", "2fa/totp/activate/", "password/set/"]
)
def test_nothing_else_of_the_account_package_is_offered(browser, make, path):
    client = browser(make.user(make.agency(), Role.SOCIAL_WORKER))
    assert client.get(f"/accounts/{path}").status_code == 404
