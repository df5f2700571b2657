"""Supervision of a case on its page."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.terms import Purpose
from commonthread.pathways.supervision import look_after
from tests.pages import text


@pytest.fixture
def police(make):
    return make.agency()


@pytest.fixture
def sergeant(make, police):
    return make.scope(police, Role.POLICE_SUPERVISOR)


@pytest.fixture
def at(make, police, sergeant):
    number = make.case(make.scope(police, Role.INVESTIGATOR), make.person(), purpose=Purpose.SECTION_47)
    with sergeant.transaction():
        look_after(by=sergeant, case=number, because="nobody has looked at it")
    return f"/cases/{number}"


def said(**more):
    return {
        "direction": "See her again",
        "day": (localdate() + timedelta(days=7)).isoformat(),
        "time": "17:00",
    } | more


def test_it_is_signed_once_the_case_was_opened_and_says_what_was(sergeant, at, browser):
    client = browser(sergeant.user)
    assert "Nobody has supervised this case yet" in text(client.get(f"{at}/supervision"))
    assert "you have opened nothing of the case" in text(
        client.post(f"{at}/supervision", said(), follow=True)
    )
    assert "Nobody has supervised" in text(client.get(at))
    words = text(client.post(f"{at}/supervision", said(), follow=True))
    assert "See her again" in words
    assert "they had opened the case 1 time" in words
    assert "Last supervised by" in text(client.get(at))


@pytest.mark.parametrize(
    ("more", "says"), [({"direction": " "}, "Write your direction"), ({"day": ""}, "Give the day")]
)
def test_what_is_missing_is_said_at_its_field(sergeant, at, browser, more, says):
    answer = browser(sergeant.user).post(f"{at}/supervision", said(**more))
    assert answer.status_code == 422
    assert says in text(answer)


def test_whoever_leads_it_is_told_whom_to_ask(make, police, sergeant, browser):
    own = f"/cases/{make.case(sergeant, make.person(), purpose=Purpose.SECTION_47)}/supervision"
    client = browser(sergeant.user)
    assert "Nobody else supervises in your agency" in text(client.get(own))
    inspector = make.scope(police, Role.POLICE_SUPERVISOR)
    assert f"Ask {inspector.name}" in text(client.get(own))
    assert "Sign it" not in text(client.get(own))
    refused = text(client.post(own, said(), follow=True))
    assert "its direction is another’s" in refused
    assert "See her again" in refused


def test_nobody_elses_is_found(at, browser, make):
    assert (
        browser(make.user(make.agency(), Role.POLICE_SUPERVISOR)).get(f"{at}/supervision").status_code == 404
    )
