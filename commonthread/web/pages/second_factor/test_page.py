"""Whoever has a second factor is asked for it before anything is shown."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import get_user_model

from tests.coming_in import account, give_password, sign_in_fully
from tests.pages import text

STEP = "/accounts/2fa/authenticate/"


@pytest.fixture
def guarded(make):
    return account(make)


def test_the_password_alone_opens_nothing_and_the_code_does(guarded, browser):
    client = browser()
    assert give_password(client, guarded.username)["Location"] == STEP
    assert client.get("/accounts/password/change/").status_code == 302
    assert "Your second step" in text(client.get(STEP))
    assert "not the code that is valid now" in text(client.post(STEP, {"code": guarded.code(-1000)}))
    assert client.post(STEP, {"code": guarded.code()}).status_code == 302
    assert client.get("/accounts/password/change/").status_code == 200


def test_a_code_is_good_once(guarded, browser):
    assert sign_in_fully(browser(), guarded).status_code == 302
    assert "not the code that is valid now" in text(sign_in_fully(browser(), guarded))


def test_a_code_for_an_emergency_is_good_once_and_its_use_is_on_the_ledger(guarded, browser, make):
    codes = RecoveryCodes.activate(get_user_model().objects.get(pk=guarded.number)).get_unused_codes()
    for _ in range(2):
        client = browser()
        give_password(client, guarded.username)
        answer = client.post(STEP, {"code": codes[0]})
        if answer.status_code == 302:
            assert client.get("/account/sign-in").status_code == 200
    assert "not the code that is valid now" in text(answer)
    used = make._owner(
        "SELECT count(*) FROM ledger_event WHERE actor = %s AND data ->> 'what' = 'recovery code used'",
        guarded.number,
    )
    assert used == (1,)


def test_wrong_codes_are_counted_and_a_known_device_is_counted_apart(guarded, browser):
    """Whoever has learnt the password can neither guess the code nor shut its owner out."""
    own = browser()
    sign_in_fully(own, guarded, steps=-1)
    own.post("/accounts/logout/")
    attacker = browser()
    for _ in range(6):
        give_password(attacker, guarded.username)
        refused = text(attacker.post(STEP, {"code": "000000"}))
    assert "Too many wrong attempts" in refused
    give_password(attacker, guarded.username)
    assert "Too many wrong attempts" in text(attacker.post(STEP, {"code": guarded.code()}))
    assert sign_in_fully(own, guarded).status_code == 302
    assert own.get("/account/sign-in").status_code == 200


def test_the_secret_is_not_in_the_database_as_it_is(guarded, make):
    (kept,) = make._owner(
        "SELECT data ->> 'secret' FROM mfa_authenticator WHERE user_id = %s", guarded.number
    )
    assert guarded.secret not in kept


def test_without_a_password_first_the_code_is_not_asked_for(browser):
    assert browser().get(STEP)["Location"] == "/accounts/login/"
