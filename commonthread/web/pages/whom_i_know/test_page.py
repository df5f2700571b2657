"""An officer says whom they know, and is told nothing."""

import re

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.records.queries import story_envelopes


@pytest.fixture
def officer(make, browser):
    return browser(make.user(make.agency(), Role.SOCIAL_WORKER))


def test_the_answer_is_the_same_whoever_it_is(officer):
    answers = {
        re.sub(
            rb'csrfmiddlewaretoken" value="[^"]*',
            b"",
            officer.post("/whom-i-know", {"words": words}, follow=True).content,
        )
        for words in ("my cousin", "nobody who was ever here")
    }
    assert len(answers) == 1
    assert b"Noted" in answers.pop()


def test_it_must_be_said_in_words(officer):
    assert officer.post("/whom-i-know", {"words": " "}).status_code == 422


def shown_of(user, person):
    scope = open_scope(user)
    with scope.transaction():
        return len(story_envelopes([person]))


def test_whose_number_is_given_is_not_there_any_more_and_whoever_looks_after_it_sees_that(make, browser):
    agency = make.agency()
    (person,) = make._owner("SELECT identity.new_person()")
    make.record(agency, make.draft("police_incident"), persons=(person,))
    user, colleague = (make.user(agency, Role.POLICE_SUPERVISOR) for _ in range(2))
    team = browser(make.user(agency, Role.PROTECTED_PERSONS, team=make.team(agency)))
    client = browser(user)
    client.post(f"/people/{person}/purpose", {"purpose": "putting a record right", "because": "Call 1182"})
    assert f'href="/whom-i-know?person={person}"' in client.get(f"/people/{person}").content.decode()
    assert f'value="P-{person}"' in client.get(f"/whom-i-know?person={person}").content.decode()
    assert shown_of(user, person) == 1
    client.post("/whom-i-know", {"words": "My brother", "numbers": f"P-{person}, 999 000 111"})
    assert (shown_of(user, person), shown_of(colleague, person)) == (0, 1)
    assert "said whom they know: find out who is meant" in team.get("/").content.decode()
    looked_after = team.get("/conflicts").content.decode()
    assert f"My brother (P-{person}, P-999000111)" in looked_after
    assert "as they said themselves" in looked_after


def test_somebody_hidden_and_nobody_are_left_to_those_who_look_after_it(make, browser):
    """Else a case that vanishes would tell who is in it."""
    agency = make.agency()
    (hidden,) = make._owner("SELECT identity.new_person()")
    team = make.team(agency)
    make._owner("INSERT INTO access_restriction (person, team, why, by, review_on) VALUES (%s, %s, 'fled', 1, current_date + 9)", hidden, team)  # fmt: skip
    user = make.user(agency, Role.POLICE_SUPERVISOR)
    for number in (hidden, make.person()):
        answer = browser(user).post(
            "/whom-i-know", {"words": "My cousin", "numbers": f"P-{number}"}, follow=True
        )
        assert b"Noted" in answer.content
    assert make._owner('SELECT count(*) FROM access_conflict WHERE "user" = %s', user) == (0,)


@pytest.mark.parametrize("numbers", ["my brother", "P-12", ", ".join(["P-204817309"] * 21)])
def test_numbers_are_written_as_they_stand_on_the_pages(officer, numbers):
    answer = officer.post("/whom-i-know", {"words": "My cousin", "numbers": numbers})
    assert answer.status_code == 422
    assert b"P-204817309" in answer.content
