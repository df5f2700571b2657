"""Breaking the glass asks again who it is, and says nothing of whoever is not there."""

import pytest
from django.contrib.auth.hashers import make_password

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.records.record import Mention, MentionRole

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Ottilie", family_name="Brackenbury")
SENT = {"reason": "Call 4471", "again": "correct horse"}


@pytest.fixture
def child(make):
    person = make.person()
    make.record(make.agency(AgencyKind.CHILDRENS_SERVICES), make.draft("case_note", CHILD), persons=(person,))
    return person


@pytest.fixture
def sergeant(make, browser):
    return browser(make.user(make.agency(), Role.POLICE_SUPERVISOR, password=make_password("correct horse")))


def test_least_is_shown_then_the_records(sergeant, child):
    words = sergeant.post(f"/people/{child}/break-glass", SENT, follow=True)
    shown = words.content.decode()
    assert "No child protection plan is recorded" in shown
    assert "0121 496 0123" in shown
    assert "Brackenbury" not in shown
    records = sergeant.post(words.redirect_chain[-1][0], {"reason": "weapons"}, follow=True)
    assert "Brackenbury" in records.content.decode()


@pytest.mark.parametrize("sent", [{"again": "wrong"}, {"again": ""}, {"reason": " "}])
def test_without_a_reason_or_the_second_factor_nothing_is_opened(sergeant, child, sent):
    answer = sergeant.post(f"/people/{child}/break-glass", SENT | sent)
    assert answer.status_code == 422
    assert "Nothing was opened" in answer.content.decode()


def test_whoever_has_a_second_factor_is_asked_for_it_and_not_for_the_password(make, browser, child):
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
        yield_hotp_counters_from_time,
    )
    from django.contrib.auth import get_user_model

    number = make.user(make.agency(), Role.POLICE_SUPERVISOR, password=make_password("correct horse"))
    secret = generate_totp_secret()
    TOTP.activate(get_user_model().objects.get(pk=number), secret)
    sergeant = browser(number)
    assert sergeant.post(f"/people/{child}/break-glass", SENT).status_code == 422
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert sergeant.post(f"/people/{child}/break-glass", SENT | {"again": code}).status_code == 302


def test_nobody_is_not_found(sergeant):
    assert sergeant.get("/people/999999999/break-glass").status_code == 200
    assert sergeant.post("/people/999999999/break-glass", SENT).status_code == 404


def test_the_demo_says_what_would_be_asked(make, browser, child, settings_demo):
    sergeant = browser(make.user(make.agency(), Role.POLICE_SUPERVISOR, password="!"))
    assert (
        "Here you would give your second factor"
        in sergeant.get(f"/people/{child}/break-glass").content.decode()
    )
    assert sergeant.post(f"/people/{child}/break-glass", {"reason": "Call 4471"}).status_code == 302


@pytest.fixture
def settings_demo():
    from django.test import override_settings

    with override_settings(DEMO=True):
        yield
