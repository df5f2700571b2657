"""A scope that has ended stays ended, whatever a transaction that began before it does."""

import time

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from commonthread.access.logins import Login
from commonthread.access.permissions import Role
from commonthread.access.scope import ENTER, ScopeEnded, close_scope, open_scope
from commonthread.access.terms import Purpose
from commonthread.records.queries import ask


@pytest.fixture
def app():
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        yield connection


def see(connection):
    return connection.execute("SELECT * FROM records.envelopes('{}')").fetchall()


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_transaction_cannot_go_on_seeing_the_moment_at_which_it_began(make, app, level):
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    app.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
    with pytest.raises(psycopg.Error, match="no live scope"):
        app.execute(ENTER, [scope.token])


def test_a_session_that_ends_within_a_transaction_ends_for_it_too(make, app):
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    app.execute(ENTER, [scope.token])
    see(app)
    close_scope(scope.token)
    with pytest.raises(psycopg.Error, match="no live scope"):
        see(app)


def test_a_transaction_that_is_held_open_loses_its_scope(make, fresh_database):
    """A minute, here made three seconds: `now()` stands still in a transaction, and a ticket's minute with it."""
    (longest,) = make._owner("SELECT pg_get_functiondef('access.me()'::regprocedure)")
    assert longest.count("interval '1 minute'") == 1
    make._owner(longest.replace("interval '1 minute'", "interval '3 seconds'"))
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    with psycopg.connect(**{**settings.ADDRESSES[Login.APP], "dbname": fresh_database}) as connection:
        connection.execute(ENTER, [scope.token])
        see(connection)
        time.sleep(3.1)
        with pytest.raises(psycopg.Error, match="no live scope"):
            see(connection)


@pytest.mark.parametrize(
    "change",
    [
        "role = 'administrator'",
        "agency_id = (SELECT code FROM access_agency WHERE code <> agency_id LIMIT 1)",
    ],
)
def test_a_post_that_becomes_another_ends_the_scopes_of_what_it_was(make, change):
    make.agency()
    user = make.user(make.agency(), Role.POLICE_SUPERVISOR)
    scope = open_scope(user)
    make._owner(f"UPDATE access_post SET {change} WHERE user_id = %s", user)
    with pytest.raises(ScopeEnded), scope.transaction():
        pass


def test_a_post_that_has_not_begun_opens_nothing(make):
    user = make.user(make.agency(), Role.POLICE_SUPERVISOR)
    scope = open_scope(user)
    make._owner("UPDATE access_post SET from_at = now() + interval '1 day' WHERE user_id = %s", user)
    with pytest.raises(ScopeEnded), scope.transaction():
        pass


def test_a_disclosure_is_on_disk_before_it_is_read_even_if_the_connection_was_told_otherwise(make):
    agency = make.agency()
    record = make.record(agency, persons=(make.person(),))
    scope = make.scope(agency, Role.POLICE_SUPERVISOR)
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        ask([record], purpose=Purpose.OWN_WORK, reason="allocated to me")
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


def test_the_token_is_not_in_what_a_log_would_show_of_a_scope(make):
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    assert scope.token not in repr(scope)
