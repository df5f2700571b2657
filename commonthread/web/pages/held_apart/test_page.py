"""Who must never be bridged is for one named team's eyes."""

import pytest

from commonthread.access.permissions import Role


@pytest.fixture
def two(make):
    """Two people whom the database knows."""
    return [make._owner("SELECT identity.new_person()")[0] for _ in range(2)]


@pytest.fixture
def team(make, browser):
    return browser(make.user(make.agency(), Role.PROTECTED_IDENTITIES))


def test_the_team_holds_two_identities_apart_and_sees_it(two, team):
    sent = {"first": f"P-{two[0]}", "second": str(two[1]), "ground": "adoption"}
    words = team.post("/held-apart", sent, follow=True).content.decode()
    assert f"P-{two[0]}" in words
    assert f"P-{two[1]}" in words


@pytest.mark.parametrize(
    ("first", "second", "ground"),
    [
        ("P-1", "P-2", "adoption"),
        ("same", "same", "adoption"),
        ("first", "nobody", "adoption"),
        ("first", "second", "a hunch"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_held_apart(two, team, first, second, ground):
    numbers = {"same": two[0], "first": two[0], "second": two[1], "nobody": 999_999_999}
    answer = team.post(
        "/held-apart",
        {"first": numbers.get(first, first), "second": numbers.get(second, second), "ground": ground},
    )
    assert answer.status_code == 422
    assert "Nobody was held apart" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.HUB_OFFICER, Role.RECORDS_OFFICER, Role.ADMINISTRATOR])
def test_nobody_else_may_see_it(make, browser, role):
    assert browser(make.user(make.agency(), role)).get("/held-apart").status_code == 403
