"""Those whom a team restricts, for that team alone."""

import re

import pytest

from commonthread.access.permissions import Role
from commonthread.records.record import Mention, MentionRole

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Ottilie", family_name="Brackenbury")


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def child(make, agency):
    (person,) = make._owner("SELECT identity.new_person()")
    make.record(agency, make.draft("case_note", CHILD), persons=(person,))
    return person


@pytest.fixture
def team(make, agency, browser):
    return browser(make.user(agency, Role.PROTECTED_PERSONS, team=make.team(agency)))


def put(team, child, **changes):
    sent = {"person": f"P-{child}", "reason": "she fled", "review": "3"}
    return team.post("/restricted", sent | changes, follow=True)


def told_of(answer, number) -> str:
    """The page without the number that was asked about, and without what guards each form."""
    words = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(rf"(P-)?{number}", "", words)


def test_somebody_is_hidden_and_stands_in_the_list(team, child):
    words = put(team, child).content.decode()
    assert f"P-{child}" in words
    assert "only your team sees them" in words


def test_the_team_opens_their_page_and_a_colleague_is_told_that_nobody_is_there(
    team, child, make, agency, browser
):
    put(team, child)
    colleague = browser(make.user(agency, Role.HUB_OFFICER))
    stated = {"purpose": "my agency's own work with this person", "because": "a call"}
    assert team.post(f"/people/{child}/purpose", stated, follow=True).status_code == 200
    nobody = make.person()
    hidden, absent = (
        colleague.post(f"/people/{number}/purpose", stated, follow=True) for number in (child, nobody)
    )
    assert hidden.status_code == absent.status_code
    assert told_of(hidden, child) == told_of(absent, nobody)
    words = team.get("/restricted").content.decode()
    assert "a call" in words
    assert "Asked about" in words


@pytest.mark.parametrize(
    "changes", [{"person": "P-999999999"}, {"person": "she"}, {"reason": " "}, {"review": "60"}]
)
def test_what_is_wrong_is_said_and_nobody_is_hidden(team, child, changes):
    answer = put(team, child, **changes)
    assert answer.status_code == 422
    assert "Nobody was hidden" in answer.content.decode()


@pytest.mark.parametrize(
    "role", [Role.HUB_OFFICER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.PROTECTED_IDENTITIES]
)
def test_nobody_else_may_see_the_list(make, browser, role):
    assert browser(make.user(make.agency(), role)).get("/restricted").status_code == 403
