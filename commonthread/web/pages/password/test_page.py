"""One's own password can be changed by whoever knows it."""

import pytest
from django.contrib.auth.hashers import make_password

from commonthread.access.permissions import Role

OLD, NEW = "wicker basket under stairs", "seven herons on the towpath"


@pytest.fixture
def client(make, browser):
    return browser(make.user(make.agency(), Role.SOCIAL_WORKER, make_password(OLD)))


def change(client, old, new, again=None):
    given = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post("/accounts/password/change/", given, follow=True).content.decode()


def test_a_password_is_changed_and_the_person_stays_signed_in(client):
    assert "Your password is changed" in change(client, OLD, NEW)
    assert "Your password is changed" in change(client, NEW, OLD)


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("not it at all", NEW, NEW),
        (OLD, "short", "short"),
        (OLD, "password1234", None),
        (OLD, NEW, NEW + "x"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(client, old, new, again):
    text = change(client, old, new, again)
    assert "Your password is not changed" in text
    assert "error-message" in text


def test_somebody_without_a_password_is_told_so(make, browser):
    client = browser(make.user(make.agency(), Role.SOCIAL_WORKER, "!"))
    assert "not kept here" in client.get("/accounts/password/change/").content.decode()
