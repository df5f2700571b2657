"""A team's community contacts: kept without a name, seen by the team alone."""

from html import unescape

import pytest

from commonthread.access.permissions import Role

GOOD = {"role": "Keeper of the corner shop", "way": "At the counter"}


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def force(make):
    return make.agency()


@pytest.fixture
def page(make, force, browser):
    return browser(make.user(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force)))


def place(page) -> str:
    return text(page.get("/community")).split('<option value="')[2].split('"')[0]


def test_kept_it_stands_there_for_the_team_and_for_nobody_else(make, force, page, browser):
    assert "Your team keeps no contact yet" in text(page.get("/community"))
    assert "Keeper of the corner shop" in text(
        page.post("/community", GOOD | {"neighbourhood": place(page)}, follow=True)
    )
    other = browser(make.user(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force)))
    assert "Keeper of the corner shop" not in text(other.get("/community"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"neighbourhood": "nowhere"}, "Choose a neighbourhood"),
        ({"role": ""}, "Say which public role"),
        ({"way": "x" * 201}, "publicly reached, in at most"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(page, changes, says):
    answer = page.post("/community", GOOD | {"neighbourhood": place(page)} | changes)
    assert (answer.status_code, says in text(answer)) == (422, True)
    assert "Your team keeps no contact yet" in text(page.get("/community"))


def test_in_no_team_there_is_a_next_step(make, force, browser):
    assert "You are in no team" in text(
        browser(make.user(force, Role.NEIGHBOURHOOD_OFFICER)).get("/community")
    )


def test_an_investigator_has_no_such_page(make, force, browser):
    assert browser(make.user(force, Role.INVESTIGATOR)).get("/community").status_code == 403
