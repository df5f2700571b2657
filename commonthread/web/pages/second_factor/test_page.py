"""Whoever has a second factor is asked for it before anything is shown."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from commonthread.access.permissions import Role

PASSWORD = "wicker basket under stairs"


@pytest.fixture
def guarded(make):
    """A username and the secret of its second factor."""
    user = get_user_model().objects.get(
        pk=make.user(make.agency(), Role.POLICE_SUPERVISOR, make_password(PASSWORD))
    )
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return user.username, secret


def code(secret, ago=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - ago))


def test_the_password_alone_opens_nothing_and_the_code_does(guarded, browser):
    username, secret = guarded
    client = browser()
    answer = client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/password/change/").status_code == 302
    assert "Enter your code" in client.get(answer["Location"]).content.decode()
    refused = client.post(answer["Location"], {"code": code(secret, ago=1000)}).content.decode()
    assert "not the code that is valid now" in refused
    assert client.post(answer["Location"], {"code": code(secret)}).status_code == 302
    assert client.get("/accounts/password/change/").status_code == 200


def test_without_a_password_first_the_code_is_not_asked_for(browser):
    assert browser().get("/accounts/2fa/authenticate/")["Location"] == "/accounts/login/"
