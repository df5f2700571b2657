"""A team changes its name, or is closed once nobody is in it."""

import pytest

from commonthread.access.permissions import Role
from tests.pages import text


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def administrator(make, browser, agency):
    return browser(make.user(agency, Role.ADMINISTRATOR))


@pytest.fixture
def team(make, agency):
    return make._owner(
        "INSERT INTO access_team (agency_id, name) VALUES (%s, 'Locate') RETURNING id", agency
    )[0]


def kept(make, team):
    return make._owner("SELECT name, discipline, closed_at IS NOT NULL FROM access_team WHERE id = %s", team)


def test_what_is_different_is_kept(make, administrator, team):
    administrator.post(f"/teams/{team}", {"name": "Locate team", "discipline": "missing people"})
    assert kept(make, team) == ("Locate team", "missing people", False)


def test_a_team_with_nobody_in_it_is_closed_and_offered_to_nobody(make, agency, administrator, team):
    assert f'value="{team}"' in text(administrator.get("/staff/add"))
    shown = text(
        administrator.post(f"/teams/{team}", {"do": "close", "reason": "joined with another"}, follow=True)
    )
    assert "1 closed team" in shown
    assert f'value="{team}"' not in text(administrator.get("/staff/add"))
    assert administrator.get(f"/teams/{team}").status_code == 404


def test_a_team_is_not_closed_under_whoever_is_in_it_or_will_be(make, agency, administrator, team):
    dana = make.user(agency, Role.INVESTIGATOR, team=team)
    make._owner("UPDATE access_post SET from_at = now() + interval '1 day' WHERE user_id = %s", dana)
    answer = administrator.post(f"/teams/{team}", {"do": "close", "reason": "joined with another"})
    assert answer.status_code == 422
    assert "Move them first" in text(answer)
    assert kept(make, team)[2] is False


def test_without_a_reason_it_stays(make, administrator, team):
    assert administrator.post(f"/teams/{team}", {"do": "close", "reason": ""}).status_code == 422
    assert kept(make, team)[2] is False


def test_a_team_of_another_agency_is_not_there(make, browser, team):
    other = browser(make.user(make.agency(), Role.ADMINISTRATOR))
    assert other.get(f"/teams/{team}").status_code == 404
    assert other.post(f"/teams/{team}", {"name": "Ours"}).status_code == 404
    assert kept(make, team)[0] == "Locate"
