"""Somebody joins: an account with a post, and nothing where something is wrong."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from tests.pages import text


@pytest.fixture
def administrator(make, browser):
    return browser(make.user(make.agency(), Role.ADMINISTRATOR))


def dana(make, **changes):
    return {"name": "Dana Fell", "username": f"dana.{make.mark}", "email": "dana.fell@example.org", "role": "investigator",
            "team": "", "from_on": "", "last_day": "", "why": "joins the team"} | changes  # fmt: skip


def found(make):
    row = make._owner("SELECT id FROM access_user WHERE username = %s", f"dana.{make.mark}")
    return row[0] if row else None


def test_a_joiner_is_there_with_a_post_and_no_way_in_yet(make, administrator):
    answer = administrator.post("/staff/add", dana(make), follow=True)
    assert "It has no way in yet" in text(answer)
    assert answer.redirect_chain == [(f"/staff/{found(make)}", 302)]
    assert open_scope(found(make)).role is Role.INVESTIGATOR
    assert make._owner("SELECT password FROM access_user WHERE id = %s", found(make))[0].startswith("!")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": " "}, "Give their name"),
        ({"username": "dana fell"}, "Use letters and digits"),
        ({"email": "dana"}, "Give an e-mail address"),
        ({"role": ""}, "Choose a role"),
        ({"role": "school_lead"}, "Choose one of the roles"),
        ({"role": "system"}, "Choose one of the roles"),
        ({"role": "protected_persons"}, "Choose one of the roles"),
        ({"team": "1"}, "Choose one of the teams"),
        ({"from_on": "1 Jan 2020"}, "Choose today or a day to come"),
        ({"from_on": "1 Jan 2190"}, "Choose a day within a year"),
        ({"from_on": "soon"}, "is not a date"),
        ({"last_day": "1 Jan 2020"}, "on or after the first"),
        ({"role": "inspector"}, "This post must end"),
        ({"role": "inspector", "last_day": "1 Jan 2190"}, "This post must end"),
        ({"why": ""}, "Say in a few words why"),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"name": "Dana \u202e"}, "reverses the reading order"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nobody_is_added(make, administrator, changes, says):
    answer = administrator.post("/staff/add", dana(make, **changes))
    assert answer.status_code == 422
    assert says in text(answer)
    assert "Nobody was added" in text(answer)
    assert found(make) is None


def test_a_username_that_is_taken_is_said_and_what_was_typed_stays(make, administrator):
    administrator.post("/staff/add", dana(make))
    answer = administrator.post("/staff/add", dana(make, name="Another Dana"))
    assert answer.status_code == 422
    assert "This username is taken" in text(answer)
    assert "Another Dana" in text(answer)
