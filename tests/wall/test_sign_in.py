"""The database itself says who is in, for how long, and what the ledger is told of it."""

import json
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings

from commonthread.access.invitations import invite, reset_sign_in, take_invitation
from commonthread.access.logins import Login
from commonthread.access.permissions import ROLES, Permission, Role
from commonthread.access.scope import Arrival, NotAllowed, ScopeEnded, Standing, open_scope, use_scope
from commonthread.access.sessions import end_my_session, my_sessions


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def worker(make, agency):
    return make.user(agency, Role.SOCIAL_WORKER)


def live(scope) -> bool:
    try:
        with scope.transaction():
            my_sessions()
    except ScopeEnded:
        return False
    return True


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        (
            "UPDATE access_session SET seen_at = now() - interval '15 minutes' WHERE \"user\" = %s",
            Standing.IDLE,
        ),
        ('UPDATE access_session SET expires_at = now() WHERE "user" = %s', Standing.TOO_LONG),
        ('UPDATE access_session SET ended_at = now() WHERE "user" = %s', Standing.ENDED),
        ("UPDATE access_post SET until_at = now() WHERE user_id = %s", Standing.POST),
        ("UPDATE access_post SET role = 'school_lead' WHERE user_id = %s", Standing.POST),
        ("UPDATE access_user SET is_active = false WHERE id = %s", Standing.POST),
    ],
)
def test_a_scope_ends_and_the_database_says_why(make, worker, change, standing):
    scope = open_scope(worker)
    assert use_scope(scope.token, used=True) is Standing.LIVE
    assert live(scope)
    make._owner(change, worker)
    assert use_scope(scope.token, used=True) is standing
    assert not live(scope)


def test_nothing_that_is_used_too_late_brings_a_scope_back(make, worker):
    scope = open_scope(worker)
    make._owner(
        "UPDATE access_session SET seen_at = now() - interval '16 minutes' WHERE \"user\" = %s", worker
    )
    for used in (True, False):
        use_scope(scope.token, used=used)
    assert not live(scope)


def test_use_does_not_lengthen_the_ten_hours(make, worker):
    scope = open_scope(worker)
    until = 'SELECT expires_at - opened_at FROM access_session WHERE "user" = %s'
    (before,) = make._owner(until, worker)
    use_scope(scope.token, used=True)
    assert make._owner(until, worker) == (before,)
    assert before <= timedelta(hours=10)


@pytest.mark.parametrize("token", ["", "f" * 64, "'; DROP TABLE access_session; --"])
def test_a_token_that_was_never_given_is_not_live(database, token):
    assert use_scope(token, used=True) is Standing.ENDED


def test_there_is_no_sign_in_that_is_not_on_the_ledger(make, agency, worker):
    open_scope(worker, Arrival("password, passkey", "Firefox on Windows", "192.0.2.7"))
    agency_told, told = make._owner(
        "SELECT agency, data::text FROM ledger_event WHERE actor = %s AND type = 'sign-in'", worker
    )
    assert agency_told == agency
    assert json.loads(told) == {
        "how": "password, passkey",
        "device": "Firefox on Windows",
        "address": "192.0.2.7",
    }


def test_an_agencys_provider_opens_no_post_at_another(make, worker):
    with pytest.raises(NotAllowed):
        open_scope(worker, Arrival(via=make.agency()))


def test_a_session_is_ended_by_its_owner_alone(make, agency, worker):
    scope, stranger = open_scope(worker), make.scope(agency, Role.SOCIAL_WORKER)
    with scope.transaction():
        (session,) = my_sessions()
    with stranger.transaction():
        end_my_session(session.reference)
    assert live(scope)
    with scope.transaction():
        end_my_session(session.reference)
    assert not live(scope)


OTHERS = [
    role
    for role, rights in ROLES.items()
    if role is not Role.SYSTEM and Permission.RUN_SERVICE not in rights.permissions
]


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_invites_or_resets(make, agency, worker, role):
    scope = make.scope(agency, role)
    for act in (invite, reset_sign_in):
        with pytest.raises(NotAllowed), scope.transaction():
            act(worker, why="x")


def test_an_administrator_of_another_agency_and_for_oneself_is_answered_alike(make, agency, worker):
    administrator = make.user(agency, Role.ADMINISTRATOR)
    own, other = open_scope(administrator), make.scope(make.agency(), Role.ADMINISTRATOR)
    for scope, whom in ((other, worker), (own, administrator), (own, 10**15)):
        with pytest.raises(NotAllowed, match="Not found"), scope.transaction():
            reset_sign_in(whom, why="x")


def test_an_invitation_is_taken_once_and_the_newest_is_the_only_one(make, agency, worker):
    scope = make.scope(agency, Role.ADMINISTRATOR)
    with scope.transaction():
        first, second = invite(worker, why="x"), invite(worker, why="x")
    assert [take_invitation(token) for token in (first, second, second)] == [None, worker, None]


@pytest.mark.parametrize("login", [Login.APP, Login.FINDER, Login.ENGINE])
@pytest.mark.parametrize(
    "wish",
    [
        "SELECT * FROM socialaccount_socialapp",
        "SELECT * FROM socialaccount_socialaccount",
        "SELECT * FROM sign_in_limits",
        "SELECT * FROM access_invitation",
        "SELECT * FROM mfa_authenticator",
        "SELECT access.take_invitation('x')",
        "SELECT access.make_invitation(1, 'police')",
        "SELECT access.use_session('x', true)",
        "SELECT access.end_sessions(ARRAY['x'::bytea], 'x')",
        "SELECT access.note_account(1, 'x')",
        "SELECT access.write_sign_in_event('sign-in', 1, 'police', '{}')",
    ],
)
def test_only_the_door_comes_near_how_people_sign_in(database, login, wish):
    with (
        psycopg.connect(**settings.ADDRESSES[login]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(wish)


@pytest.mark.parametrize(
    "wish",
    [
        "SELECT access.write_sign_in_event('sign-in', 1, 'police', '{}')",
        "SELECT access.make_invitation(1, 'police')",
        "SELECT access.end_sessions(ARRAY['x'::bytea], 'x')",
        "SELECT access.invite(1, 'x')",
        "SELECT * FROM access_invitation",
        "INSERT INTO socialaccount_socialapp (provider) VALUES ('x')",
    ],
)
def test_the_door_makes_no_invitation_connects_no_provider_and_forges_no_event(database, wish):
    with (
        psycopg.connect(**settings.ADDRESSES[Login.DOOR]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(wish)
