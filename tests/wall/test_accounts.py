"""The list of an agency's people, for a review of who still needs access."""

import pytest

from commonthread.access.accounts import accounts, export_accounts, unused_accounts
from commonthread.access.actions import end_post
from commonthread.access.permissions import Role
from tests.wall.joining import joined, post_number


@pytest.fixture
def police(make):
    return make.agency()


@pytest.fixture
def administrator(make, police):
    return make.scope(police, Role.ADMINISTRATOR)


def test_the_list_is_found_by_name_username_team_and_standing(make, police, administrator):
    (team,) = make._owner(
        "INSERT INTO access_team (agency_id, name) VALUES (%s, 'Domestic abuse, Walsall') RETURNING id",
        police,
    )
    dana = joined(make, administrator, username=f"d.fell.{make.mark}", team=team)
    gone = joined(make, administrator)
    with administrator.transaction():
        end_post(by=administrator, post=post_number(make, gone), why="left")

    def found(**asked):
        with administrator.transaction():
            return {each.number for each in accounts(**asked)}

    assert found() == {administrator.user, dana, gone}
    assert found(search="WALSALL") == found(search=f"D.Fell.{make.mark}") == {dana}
    assert found(search="%") == set()
    assert found(standing="ended") == {gone}
    assert found(standing="now", limit=1) < {administrator.user, dana}
    assert found(search="dana fell") == {dana, gone}


def test_who_has_not_come_in_for_90_days_is_listed(make, police, administrator):
    long_ago, lately, never, new = (joined(make, administrator) for _ in range(4))
    for who, used, since in ((long_ago, 91, 400), (lately, 89, 400), (never, None, 91), (new, None, 1)):
        make._owner(
            "UPDATE access_user SET last_login = now() - make_interval(days => %s) WHERE id = %s", used, who
        )
        make._owner(
            "UPDATE access_post SET from_at = now() - make_interval(days => %s) WHERE user_id = %s",
            since,
            who,
        )
    with administrator.transaction():
        assert {each.number for each in accounts(standing="unused")} == {long_ago, never}
        assert unused_accounts() == 2


def test_that_the_list_was_taken_away_is_on_the_ledger(make, administrator):
    with administrator.transaction():
        assert [each.self for each in export_accounts()] == [True]
    assert make._owner(
        "SELECT data::text FROM ledger_event WHERE actor = %s AND type = 'accounts exported'",
        administrator.user,
    ) == ('{"accounts": 1}',)
