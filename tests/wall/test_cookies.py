"""What a browser is told to keep: over TLS, only cookies that no other site and no other name could have planted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.coming_in import account

ROOT = Path(__file__).parents[2]
SIGN_IN = """
import sys, django
django.setup()
from django.test import Client
from tests.coming_in import Account, sign_in_fully
from functools import partial
client = Client(SERVER_NAME="localhost")
client.get = partial(client.get, secure=True)
client.post = partial(client.post, secure=True)
client.get("/accounts/login/")
sign_in_fully(client, Account(0, sys.argv[1], sys.argv[2]))
answer = client.get("/account/sessions")
print(answer.status_code, answer.headers.get("Strict-Transport-Security", ""))
for cookie in client.cookies.values():
    print(cookie.OutputString())
"""


@pytest.fixture
def told(make):
    """`told(https)` is what the service says, started with TLS before it or without, to somebody who signs in."""
    somebody = account(make)

    def said(https: str) -> tuple[str, dict[str, str]]:
        run = subprocess.run(
            [sys.executable, "-c", SIGN_IN, somebody.username, somebody.secret],
            env=os.environ | {"COMMONTHREAD_HTTPS": https}, cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        first, *cookies = run.stdout.splitlines()
        return first, {cookie.partition("=")[0]: cookie for cookie in cookies}

    return said


def test_over_tls_every_cookie_is_bound_to_this_host_and_to_tls(told):
    first, cookies = told("1")
    assert first == "200 max-age=31536000"
    assert set(cookies) == {"__Host-session", "__Host-csrf", "__Host-known-device"}
    for cookie in cookies.values():
        assert "Path=/" in cookie
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "Domain" not in cookie
    assert "SameSite=Lax" in cookies["__Host-session"]
    assert "expires" not in cookies["__Host-session"]
    assert "SameSite=Strict" in cookies["__Host-csrf"]


def test_without_tls_which_the_demo_has_not_the_names_are_plain(told):
    _, cookies = told("0")
    assert {"sessionid", "known-device"} <= set(cookies)
    assert all("HttpOnly" in cookie for cookie in cookies.values())
