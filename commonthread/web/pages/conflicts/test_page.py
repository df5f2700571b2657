"""Conflicts of interest, looked after by somebody else than the officer."""

import pytest

from commonthread.access.permissions import Role


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def team(make, agency, browser):
    return browser(make.user(agency, Role.PROTECTED_PERSONS, team=make.team(agency)))


@pytest.fixture
def officer(make, agency):
    user = make.user(agency, Role.SOCIAL_WORKER)
    return user, make._owner("SELECT username FROM access_user WHERE id = %s", user)[0]


@pytest.fixture
def person(make):
    return make._owner("SELECT identity.new_person()")[0]


def test_what_an_officer_declares_is_settled_with_the_person_who_is_meant(team, officer, person, browser):
    user, username = officer
    browser(user).post("/whom-i-know", {"words": "my cousin Ada of Plum Street"})
    words = team.get("/conflicts").content.decode()
    assert "my cousin Ada of Plum Street" in words
    declaration = words.split("my cousin Ada")[1].split('name="declaration" value="')[1].split('"')[0]
    sent = {
        "do": "put",
        "username": username,
        "person": f"P-{person}",
        "kind": "own family",
        "declaration": declaration,
    }
    words = team.post("/conflicts", sent, follow=True).content.decode()
    assert f"P-{person}" in words
    assert "my cousin Ada" not in words


def test_a_conflict_is_ended_with_a_reason(team, officer, person):
    sent = {"do": "put", "username": officer[1], "person": str(person), "kind": "self"}
    words = team.post("/conflicts", sent, follow=True).content.decode()
    conflict = words.split('name="conflict" value="')[1].split('"')[0]
    assert team.post("/conflicts", {"do": "end", "conflict": conflict}).status_code == 422
    words = team.post(
        "/conflicts", {"do": "end", "conflict": conflict, "reason": "another of the name"}, follow=True
    ).content.decode()
    assert "None is in force" in words


@pytest.mark.parametrize(
    "changes", [{"username": "nobody"}, {"person": "P-1"}, {"kind": "?"}, {"person": "999999999"}], ids=str
)
def test_what_is_wrong_is_said_and_nobody_is_kept_apart(team, officer, person, changes):
    sent = {"do": "put", "username": officer[1], "person": str(person), "kind": "self"}
    answer = team.post("/conflicts", sent | changes)
    assert answer.status_code == 422
    assert "None is in force" in answer.content.decode()


def test_nobody_else_may_see_them(browser, officer):
    assert browser(officer[0]).get("/conflicts").status_code == 403
