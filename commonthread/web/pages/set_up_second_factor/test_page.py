"""Who has no second factor yet sets one up, and reaches nothing else until then."""

import pytest
from django.test import override_settings

from commonthread.access.permissions import ROLES
from commonthread.web.page import Open, pages
from tests.coming_in import account, give_password
from tests.pages import text

HERE = "/accounts/second-step/"


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_led_here_after_its_password(make, browser, role):
    somebody = account(make, role=role, app=False)
    client = browser()
    sent = give_password(client, somebody.username, next="/help")
    assert sent.status_code == 302
    led = client.get("/account/sessions")
    assert led["Location"] == f"{HERE}?next=/account/sessions"
    assert "Set up a second step before you go on" in text(client.get(led["Location"]))


def test_no_page_that_needs_a_scope_is_reached_and_none_is_opened(make, browser):
    somebody = account(make, app=False)
    client = browser()
    give_password(client, somebody.username)
    for one in pages().values():
        if isinstance(one.needs, Open) or "<" in one.route:
            continue
        answer = client.get(f"/{one.route}") if "GET" in one.methods else client.post(f"/{one.route}")
        assert answer["Location"].startswith(HERE), one.name
    assert make._owner('SELECT count(*) FROM access_session WHERE "user" = %s', somebody.number) == (0,)


def test_whoever_has_one_but_gave_it_not_cannot_add_another(make, browser):
    """Who has learnt a password adds no second factor of their own to it."""
    somebody = account(make)
    client = browser()
    give_password(client, somebody.username)
    for path in (HERE, f"{HERE}app/", f"{HERE}codes/"):
        assert client.get(path)["Location"].startswith("/accounts/login/")


def test_after_a_quarter_of_an_hour_the_password_is_asked_for_again(make, browser):
    somebody = account(make, app=False)
    client = browser()
    give_password(client, somebody.username)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 16 * 60
    session.save()
    assert client.get(HERE)["Location"] == f"/accounts/login/?next={HERE}"
    assert client.get("/help").context is None
    assert client.get(HERE)["Location"].startswith("/accounts/login/")


def test_nonsense_for_a_passkey_is_refused(make, browser):
    somebody = account(make, app=False)
    client = browser()
    give_password(client, somebody.username)
    client.get(HERE)
    for nonsense in (
        "",
        "{}",
        "[]",
        '{"id": "x", "rawId": "eA", "type": "public-key", "response": {}}',
        "null",
        '"a"',
    ):
        assert "The passkey was not kept" in text(
            client.post(HERE, {"credential": nonsense, "passwordless": "on"})
        )
    assert client.get("/who")["Location"].startswith(HERE)


def test_in_the_demo_nobody_must_and_the_page_says_why(make, browser):
    client = browser(account(make, app=False).number)
    with override_settings(DEMO=True):
        assert "so whoever added a passkey would hold it for everybody" in text(client.get(HERE))
