"""A scope is the only way to the app login, and it dies with the token, the post and the account."""

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from commonthread.access.logins import Login
from commonthread.access.permissions import Role
from commonthread.access.scope import (
    ENTER,
    NotAllowed,
    OutsideScope,
    Scope,
    ScopeEnded,
    close_scope,
    open_scope,
)


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
        rows("SELECT * FROM records.envelopes('{}')")
    with pytest.raises(OutsideScope):
        rows("SELECT * FROM records.envelopes('{}')")


def test_a_forged_token_raises_and_does_not_show_an_empty_page(database):
    forged = Scope("f" * 64, 1, "Nobody", "police", "Police", Role.HUB_OFFICER)
    with pytest.raises(ScopeEnded), forged.transaction():
        rows("SELECT * FROM records.envelopes('{}')")


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


QUESTIONS = {
    "whether somebody is known": "SELECT number FROM records.story(ARRAY[{person}])",
    "whether a record is there": "SELECT * FROM records.envelopes(ARRAY[{record}])",
    "which of some records are there": "SELECT records.seen_among(ARRAY[{record}])",
    "how a record was corrected": "SELECT records.versions({record})",
    "whether a key is in use": "SELECT records.standing_under('{key}')",
    "who is tied to somebody": "SELECT * FROM identity.ties(ARRAY[{person}])",
    "whether somebody is being looked at": "SELECT * FROM access.my_purposes(ARRAY[{person}])",
}


@pytest.mark.parametrize("known", [True, False], ids=["there", "not there"])
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_without_a_scope_what_is_there_and_what_is_not_are_answered_alike(make, question, known):
    """A policy on a table is asked only once a row was found: an error, or an empty answer, would tell which it was."""
    agency, person = make.agency(), make.person()
    record = make.record(agency, persons=(person,))
    make._owner(
        "INSERT INTO access_grant (\"user\", agency, person, purpose, because, until_at) VALUES (1, '', %s, '', '', now() + '1 hour')",
        person,
    )
    (key,) = make._owner("SELECT encode(key_digest, 'hex') FROM records_record WHERE number = %s", record)
    there = {"person": person, "record": record, "key": key}
    asked = there if known else {"person": make.person(), "record": record + 10**9, "key": "00" * 32}
    with (
        psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection,
        pytest.raises(psycopg.Error, match="no live scope"),
    ):
        connection.execute(question.format(**asked)).fetchall()


@pytest.mark.parametrize(
    "table",
    ["records_record", "records_about", "identity_tie", "access_grant", "ledger_event", "content.body"],
)
def test_app_reads_no_table_that_would_tell_who_is_known(make, table):
    """Neither its rows nor, by EXPLAIN ANALYZE or its digests, anything about those that are hidden."""
    scope = make.scope(make.agency(), Role.HUB_OFFICER)
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        connection.execute(ENTER, [scope.token])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"EXPLAIN ANALYZE SELECT count(*) FROM {table}")
