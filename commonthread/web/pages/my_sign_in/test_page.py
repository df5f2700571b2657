"""One's own ways in: seen, added to, and taken away but for the last."""

from django.contrib.auth import get_user_model
from django.test import override_settings

from commonthread.serving.demo import set_up_agencies
from tests.coming_in import account
from tests.pages import text

HERE = "/account/sign-in"


def passkey(make, somebody):
    return make._owner(
        "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'webauthn', '{\"name\": \"Work laptop\"}', now()) RETURNING id",
        somebody.number,
    )[0]


def number_of_app(make, somebody):
    return make._owner(
        "SELECT id FROM mfa_authenticator WHERE user_id = %s AND type = 'totp'", somebody.number
    )[0]


def test_what_one_has_is_shown(make, browser):
    somebody = account(make)
    passkey(make, somebody)
    shown = text(browser(somebody.number).get(HERE))
    assert "Passkey: Work laptop" in shown
    assert "Authenticator app" in shown
    assert "Your agency has not connected one" in shown


def test_one_of_two_is_taken_away_and_that_is_on_the_ledger(make, browser):
    somebody = account(make)
    passkey(make, somebody)
    client = browser(somebody.number)
    said = text(client.post(f"{HERE}/remove", {"number": number_of_app(make, somebody)}, follow=True))
    assert "Authenticator app no longer signs you in" in said
    noted = make._owner(
        "SELECT count(*) FROM ledger_event WHERE actor = %s AND data ->> 'what' = 'authenticator app removed'",
        somebody.number,
    )
    assert noted == (1,)


def test_the_last_one_stays(make, browser):
    somebody = account(make)
    client = browser(somebody.number)
    said = text(client.post(f"{HERE}/remove", {"number": number_of_app(make, somebody)}, follow=True))
    assert "That is your only second step" in said
    assert number_of_app(make, somebody)


def test_nobody_takes_away_somebody_elses(make, browser):
    somebody, other = account(make), account(make)
    client = browser(somebody.number)
    for number in (number_of_app(make, other), "0", "x", "9" * 30, ""):
        assert client.post(f"{HERE}/remove", {"number": number}).status_code == 404


def test_the_demo_says_why_one_press_is_enough_there(fresh_database, browser):
    set_up_agencies()
    with override_settings(DEMO=True):
        client = browser()
        client.post("/accounts/demo/", {"username": "hub.police"})
        assert "could open no page without it" in text(client.get(HERE))
        assert get_user_model().objects.get(username="hub.police").password == "!"
