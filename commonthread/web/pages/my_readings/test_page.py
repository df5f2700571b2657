"""Everybody sees what stands on the ledger of them, and may say where they live."""

import pytest

from commonthread.access.permissions import FOR_PEOPLE, Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import Purpose
from commonthread.records.actions import open_person
from tests.pages import text


@pytest.mark.parametrize("role", FOR_PEOPLE)
def test_it_is_for_everybody(make, browser, role):
    assert browser(make.user(make.agency(), role)).get("/ledger/mine").status_code == 200


def test_what_one_did_is_shown_and_nobody_else_s(make, browser):
    agency, child = make.agency(), make.person()
    make.record(agency, persons=(child,))
    user = make.user(agency, Role.POLICE_SUPERVISOR)
    scope = open_scope(user)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="Call 1182")
    assert "Call 1182" in text(browser(user).get("/ledger/mine"))
    assert "Call 1182" in text(browser(user).get(f"/ledger/mine?person=P-{child}"))
    assert "Call 1182" not in text(browser(user).get("/ledger/mine?person=P-999999998"))
    assert f"P-{child}" in browser(user).get("/ledger/mine.csv").content.decode()
    assert "Call 1182" not in text(browser(make.user(agency, Role.POLICE_SUPERVISOR)).get("/ledger/mine"))


def test_a_postcode_is_kept_never_shown_and_forgotten(make, browser):
    client = browser(make.user(make.agency(), Role.SOCIAL_WORKER))
    kept = text(client.post("/ledger/mine", {"postcode": "ZZ9 9AB"}, follow=True))
    assert "You have given one" in kept
    assert "ZZ9 9AB" not in kept.replace("for example ZZ9 9AB", "")
    assert "You have not given one" in text(client.post("/ledger/mine", {"postcode": ""}, follow=True))
    assert client.post("/ledger/mine", {"postcode": "round the corner"}).status_code == 422
