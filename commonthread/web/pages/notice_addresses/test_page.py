"""Where an agency is told that a notice waits: kept by its own administrator, for the desk or a team."""

from html import unescape

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind

GOOD = {"team": "", "channel": "e-mail", "address": "desk@example.org", "said_by": "the head of the desk"}


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def page(make, telling, browser):
    return browser(make.user(telling.school, Role.ADMINISTRATOR))


def outbox(make, notice) -> int:
    return make._owner("SELECT count(*) FROM notices_sending WHERE notice_id = %s", notice)[0]


def test_once_it_is_kept_notices_are_told_of_there_and_stopped_they_are_not(make, page, telling):
    assert "Nobody of" in text(page.get("/notice-addresses"))
    assert "d…@example.org" in text(page.post("/notice-addresses", GOOD, follow=True))
    assert outbox(make, telling.tell()) == 1
    (number,) = make._owner("SELECT number FROM notices_address WHERE agency = %s", telling.school)
    assert "Nothing was changed" in text(
        page.post(f"/notice-addresses/{number}/revoke", {"reason": ""}, follow=True)
    )
    page.post(f"/notice-addresses/{number}/revoke", {"reason": "the box was closed"})
    assert outbox(make, telling.tell()) == 0


def test_an_address_of_one_team_is_told_of_that_teams_notices(make, page, telling):
    team = make.team(telling.school)
    page.post("/notice-addresses", GOOD | {"team": f"{team}"})
    assert outbox(make, telling.tell()) == 0


def test_our_own_system_is_called_without_an_address_of_its_own_here(make, page, telling):
    page.post("/notice-addresses", GOOD | {"channel": "webhook", "address": "https://elsewhere.example.org"})
    assert make._owner("SELECT value, channel FROM notices_address WHERE agency = %s", telling.school) == (
        "",
        "webhook",
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"team": "1"}, "Choose the duty desk"),
        ({"channel": "text message"}, "Choose how you are told"),
        ({"address": "desk"}, "Give a whole e-mail address"),
        ({"said_by": ""}, "Say who reads it"),
    ],
)
def test_what_is_wrong_is_said(page, changes, says):
    answer = page.post("/notice-addresses", GOOD | changes)
    assert (answer.status_code, says in text(answer)) == (422, True)


def test_another_agencys_is_not_there(make, page, browser, telling):
    page.post("/notice-addresses", GOOD)
    (number,) = make._owner("SELECT number FROM notices_address WHERE agency = %s", telling.school)
    other = browser(make.user(make.agency(AgencyKind.SCHOOL), Role.ADMINISTRATOR))
    assert "example.org" not in text(other.get("/notice-addresses"))
    assert other.post(f"/notice-addresses/{number}/revoke", {"reason": "why"}).status_code == 404
