"""At the command line are given the posts that no page gives: the first administrator, and who may see what is hidden."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import ScopeEnded, open_scope
from commonthread.serving.posts import CannotBeGiven, give_post


@pytest.fixture
def ask(make):
    from django.db import connections

    def ask(sql: str, *params: object) -> list[tuple]:
        with connections["owner"].cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    return ask


def given(make, ask, **changes) -> int:
    wanted = {
        "username": f"dana.{make.mark}",
        "name": "Dana Fell",
        "role": Role.ADMINISTRATOR,
        "why": "the first one",
    }
    return give_post(ask, **{**wanted, **changes})


def test_an_agency_has_its_first_administrator(make, ask):
    agency = make.agency()
    dana = given(make, ask, agency=agency)
    assert open_scope(dana).role is Role.ADMINISTRATOR
    assert make._owner(
        "SELECT type, actor, reason, data ->> 'role' FROM ledger_event WHERE agency = %s AND type = 'post given'", agency
    ) == ("post given", None, "the first one", "administrator")  # fmt: skip


def test_somebody_comes_into_a_protected_team_and_leaves_the_post_before(make, ask):
    agency = make.agency()
    make._owner(
        "INSERT INTO access_team (agency_id, name, discipline) VALUES (%s, 'Safe', 'protected persons')",
        agency,
    )
    dana = given(make, ask, agency=agency)
    before = open_scope(dana)
    assert given(make, ask, agency=agency, role=Role.PROTECTED_PERSONS, team="Safe") == dana
    assert open_scope(dana).role is Role.PROTECTED_PERSONS
    with pytest.raises(ScopeEnded), before.transaction():
        pass


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"why": " "}, "why"),
        ({"role": Role.SYSTEM}, "No person is a system"),
        ({"agency": "nobody"}, "no agency"),
        ({"role": Role.INSPECTOR}, "must end"),
        ({"role": Role.INSPECTOR, "days": 91}, "must end"),
        ({"team": "Nowhere"}, "no team"),
    ],
)
def test_what_cannot_be_given_is_said_and_nobody_is_added(make, ask, changes, says):
    with pytest.raises(CannotBeGiven, match=says):
        given(make, ask, **{"agency": make.agency(), **changes})
    assert ask("SELECT count(*) FROM access_user WHERE username = %s", f"dana.{make.mark}") == [(0,)]


def test_who_has_a_post_at_another_agency_is_not_taken_over_from_it(make, ask):
    given(make, ask, agency=make.agency())
    with pytest.raises(CannotBeGiven, match="another agency"):
        given(make, ask, agency=make.agency())
