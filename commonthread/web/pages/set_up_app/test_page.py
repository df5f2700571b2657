"""An authenticator app is set up with a code that it shows, and lets its owner in at once."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.coming_in import Account, account, give_password
from tests.pages import text

HERE = "/accounts/second-step/app/"


@pytest.fixture
def half_way(make, browser):
    somebody = account(make, app=False)
    client = browser()
    give_password(client, somebody.username)
    client.get("/account/sessions", follow=True)
    return client, somebody


def letters(answer) -> str:
    return re.search(r'ct-code">([A-Z2-7 ]+)<', answer.content.decode())[1].replace(" ", "")


def test_a_right_code_sets_it_up_shows_the_emergency_codes_once_and_goes_on(half_way, make):
    client, somebody = half_way
    secret = letters(client.get(HERE))
    shown = client.post(HERE, {"code": Account(1, "", secret).code()}, follow=True)
    assert shown.redirect_chain == [("/accounts/second-step/codes/", 302)]
    assert len(re.findall(r'"ct-code"', shown.content.decode())) == 10
    assert 'href="/account/sessions"' in shown.content.decode()
    assert "10 codes left" in text(client.get("/accounts/second-step/codes/"))
    assert client.get("/account/sessions").status_code == 200
    noted = make._owner(
        "SELECT array_agg(type || ': ' || coalesce(data ->> 'what', data ->> 'how') ORDER BY number) FROM ledger_event WHERE actor = %s",
        somebody.number,
    )
    assert noted == (["account: authenticator app added", "sign-in: password, authenticator app"],)


def test_a_wrong_code_sets_up_nothing(half_way):
    client, _ = half_way
    secret = letters(client.get(HERE))
    answer = client.post(HERE, {"code": format_hotp_value(hotp_value(secret, 1))})
    assert "The app is not set up yet" in text(answer)
    assert letters(answer) == secret
    assert client.get("/who").status_code == 302


def test_who_has_one_is_not_given_another(make, browser):
    assert browser(account(make).number).get(HERE)["Location"] == "/account/sign-in"
