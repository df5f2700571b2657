"""Teams by policing unit and what they do."""

import pytest

from commonthread.access.permissions import Role
from tests.pages import text

WALSALL = {
    "name": "Domestic abuse, Walsall",
    "discipline": "domestic abuse",
    "unit": "LPA-WS",
    "telephone": "0121 496 0111",
    "hours": "Always",
}


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def administrator(make, browser, agency):
    return browser(make.user(agency, Role.ADMINISTRATOR))


def test_an_agency_without_teams_is_told_what_they_are_for(administrator):
    assert "has no team yet" in text(administrator.get("/teams"))


def test_a_new_team_stands_in_the_list_with_its_unit(make, agency, administrator):
    shown = text(administrator.post("/teams", WALSALL, follow=True))
    assert "Domestic abuse, Walsall" in shown
    assert "Walsall</td>" in shown
    assert make._owner(
        "SELECT data ->> 'unit' FROM ledger_event WHERE agency = %s AND type = 'team changed'", agency
    ) == ("LPA-WS",)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Give the team a name"),
        ({"discipline": "vigilance"}, "Choose what the team does"),
        ({"unit": "LPU-BN"}, "Choose one of the units"),
        ({"name": "DOMESTIC abuse, Walsall"}, "Another team has this name"),
    ],
)
def test_what_is_wrong_is_said_and_no_team_is_made(make, agency, administrator, changes, says):
    administrator.post("/teams", WALSALL)
    answer = administrator.post("/teams", WALSALL | changes)
    assert answer.status_code == 422
    assert says in text(answer)
    assert make._owner("SELECT count(*) FROM access_team WHERE agency_id = %s", agency) == (1,)


def test_another_agency_may_have_a_team_of_the_same_name(make, browser, administrator):
    administrator.post("/teams", WALSALL)
    other = browser(make.user(make.agency(), Role.ADMINISTRATOR))
    assert other.post("/teams", WALSALL).status_code == 302
