"""A scope is the only way to the app login, and it dies with the token, the post and the account."""

import pytest
from django.db import connections

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, OutsideScope, Scope, ScopeEnded, close_scope, open_scope


def rows(sql, *params):
    with connections["app"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_inside_a_scope_the_database_knows_who_is_asking(make):
    agency = make.agency()
    user = make.user(agency, Role.POLICE_SUPERVISOR)
    scope = open_scope(user)
    with scope.transaction():
        assert rows("SELECT access.my_user(), access.my_agency()") == [(user, agency)]


def test_a_statement_outside_a_scope_is_refused(database):
    with pytest.raises(OutsideScope):
        rows("SELECT 1")


def test_a_statement_whose_scope_has_just_closed_is_refused(make):
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    with scope.transaction():
        rows("SELECT count(*) FROM records_record")
    with pytest.raises(OutsideScope):
        rows("SELECT count(*) FROM records_record")


def test_a_forged_token_raises_and_does_not_show_an_empty_page(database):
    forged = Scope("f" * 64, 1, "Nobody", "police", "Police", Role.HUB_OFFICER)
    with pytest.raises(ScopeEnded), forged.transaction():
        rows("SELECT number FROM records_record")


def test_a_session_that_was_ended_raises(make):
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    close_scope(scope.token)
    with pytest.raises(ScopeEnded), scope.transaction():
        rows("SELECT 1")


def test_access_ends_with_the_post_at_once(make):
    user = make.user(make.agency(), Role.POLICE_SUPERVISOR)
    scope = open_scope(user)
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", user)
    with pytest.raises(ScopeEnded), scope.transaction():
        rows("SELECT 1")
    with pytest.raises(NotAllowed):
        open_scope(user)


def test_the_statement_that_carries_the_token_does_not_show_it_to_other_connections(make):
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    with scope.transaction():
        shown = rows("SELECT query FROM pg_stat_activity WHERE query IS NOT NULL")
    assert not any(scope.token in query for (query,) in shown)
