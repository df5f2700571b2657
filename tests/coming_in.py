"""Coming in as somebody who has given a second factor; and what it takes to come in by the pages."""

import time
from dataclasses import dataclass

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.test import Client

from commonthread.access.permissions import Role

PASSWORD = "wicker basket under stairs"


def come_in(client: Client, user: int) -> None:
    """Past the pages for it, which have journeys of their own."""
    client.force_login(get_user_model().objects.get(pk=user))
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user)
    session.save()


@dataclass(frozen=True)
class Account:
    """Somebody with a password and, where there is a secret, an authenticator app."""

    number: int
    username: str
    secret: str = ""

    def code(self, steps: int = 0) -> str:
        """What the app shows; each code is good once, so a second sign-in takes the one of the next half minute."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30 + steps))


def account(make, agency: str | None = None, role: Role = Role.SOCIAL_WORKER, *, app: bool = True) -> Account:
    number = make.user(agency or make.agency(), role, make_password(PASSWORD))
    user = get_user_model().objects.get(pk=number)
    secret = generate_totp_secret() if app else ""
    if app:
        TOTP.activate(user, secret)
    return Account(number, user.username, secret)


def give_password(client: Client, username: str, password: str = PASSWORD, **more: str):
    return client.post("/accounts/login/", {"login": username, "password": password, **more})


def sign_in_fully(client: Client, somebody: Account, steps: int = 0, **more: str):
    give_password(client, somebody.username, **more)
    return client.post("/accounts/2fa/authenticate/", {"code": somebody.code(steps)})
