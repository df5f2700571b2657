"""A system is set up with what it needs; its secret is shown once and works."""

import re

import pytest

from commonthread.access.permissions import Role
from tests.calling import ask_token
from tests.pages import text

FORM = {
    "name": "Case management",
    "scopes": ["send", "fetch"],
    "kinds": ["referral", "contact"],
    "lives": "90",
}


@pytest.fixture
def here(make, browser):
    return browser(make.user(make.agency(), Role.ADMINISTRATOR))


def test_the_secret_that_is_shown_gets_a_token(here):
    answer = here.post("/clients/new", FORM)
    code, secret = re.findall(r'<code class="ct-address">([^<]+)</code>', answer.content.decode())
    given = ask_token(code, secret).json()
    assert given["scope"] == "fetch send"
    number = re.search(r"/clients/(\d+)", answer.content.decode())[1]
    assert secret not in text(here.get(f"/clients/{number}"))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "Enter what the system is called"),
        ({"name": "x" * 121}, "more than 120 characters"),
        ({"name": "a\u202eb"}, "The name contains"),
        ({"scopes": []}, "Choose what it may do"),
        ({"scopes": ["everything"]}, "Choose what it may do"),
        ({"kinds": ["telegram"]}, "Choose at least one kind"),
    ],
)
def test_what_is_missing_is_asked_for(here, changed, words):
    assert words in text(here.post("/clients/new", FORM | changed))
