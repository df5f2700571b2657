"""Reviewing and lifting a restriction."""

from datetime import date, timedelta

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.identity.restricting import restrict, watch


@pytest.fixture
def put(make):
    """A restriction, whose team's officer comes with it."""
    agency = make.agency()
    team = make.team(agency)
    user = make.user(agency, Role.PROTECTED_PERSONS, team=team)
    scope = open_scope(user)
    (person,) = make._owner("SELECT identity.new_person()")
    with scope.transaction():
        restrict(by=scope, persons=[person], why="she fled", review_on=date.today() + timedelta(days=30))  # noqa: DTZ011
    (found,) = watch(scope, reason="mine").restricted
    return user, found.number, agency


def test_it_is_kept_until_another_day(put, browser):
    user, number, _ = put
    sent = {"do": "keep", "reason": "he was seen again", "review": "6"}
    words = browser(user).post(f"/restricted/{number}", sent, follow=True).content.decode()
    assert "he was seen again" in words


def test_it_is_lifted(put, browser):
    user, number, _ = put
    team = browser(user)
    words = team.post(
        f"/restricted/{number}", {"do": "lift", "reason": "she asks for it"}, follow=True
    ).content.decode()
    assert "Your team hides nobody" in words
    assert team.get(f"/restricted/{number}").status_code == 404


@pytest.mark.parametrize("sent", [{"do": "lift"}, {"do": "keep", "reason": "x"}, {"do": "?", "reason": "x"}])
def test_nothing_changes_without_a_reason_and_a_day(put, browser, sent):
    user, number, _ = put
    assert browser(user).post(f"/restricted/{number}", sent).status_code == 422


def test_another_team_finds_nothing_under_its_number(put, browser, make):
    _, number, agency = put
    other = browser(make.user(agency, Role.PROTECTED_PERSONS, team=make.team(agency)))
    assert other.get(f"/restricted/{number}").status_code == 404


def test_whoever_lives_with_them_is_hidden_as_well_and_whom_they_fled_is_not(make, browser):
    agency = make.agency()
    user = make.user(agency, Role.PROTECTED_PERSONS, team=make.team(agency))
    scope = open_scope(user)
    mother, child, man = (make._owner("SELECT identity.new_person()")[0] for _ in range(3))
    record = make.record(agency, make.draft("case_note"), persons=(make.person(),))
    for other, kind, until in (
        (child, "same address", None),
        (man, "same address", "2026-01-01"),
        (man, "former partner", None),
    ):
        make._owner(
            "INSERT INTO identity_tie (person, other, kind, record, other_record, until) VALUES (%s, %s, %s, %s, %s, %s)",
            min(mother, other), max(mother, other), kind, record, record, until,
        )  # fmt: skip
    with scope.transaction():
        restrict(by=scope, persons=[mother], why="she fled", review_on=date.today() + timedelta(days=30))  # noqa: DTZ011
    (found,) = watch(scope, reason="mine").restricted
    sent = {"do": "beside", "reason": "they live together"}
    assert browser(user).post(f"/restricted/{found.number}", sent).status_code == 302
    assert {each.person for each in watch(scope, reason="mine").restricted} == {mother, child}
