"""Joiners, movers and leavers: who may give a post to whom, and that access ends with it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connections

from commonthread.access.accounts import Standing, account, posts_of
from commonthread.access.actions import PostWanted, TeamWanted, add_team, change_team, end_post, move_person
from commonthread.access.permissions import FOR_PEOPLE, ROLES, Role
from commonthread.access.scope import KeyInUse, NotAllowed, ScopeEnded, open_scope
from commonthread.access.terms import AgencyKind, Discipline, Purpose
from commonthread.records.actions import open_person
from commonthread.records.queries import open_purpose
from tests.wall.joining import WHY, events, joined, now, post_number, post_of

GIVEN = tuple(role for role, rights in ROLES.items() if AgencyKind.POLICE in rights.held_at)


@pytest.fixture
def police(make):
    return make.agency()


@pytest.fixture
def administrator(make, police):
    return make.scope(police, Role.ADMINISTRATOR)


def test_a_joiner_has_the_post_from_the_day_that_was_named(make, administrator):
    dana = joined(make, administrator)
    assert open_scope(dana).role is Role.INVESTIGATOR
    later = joined(make, administrator, from_at=now() + timedelta(days=3))
    assert post_of(administrator, later).standing is Standing.TO_COME
    with pytest.raises(NotAllowed):
        open_scope(later)
    assert events(make, administrator)[:2] == [
        ("account added", WHY, None), ("post given", WHY, "investigator"),
    ]  # fmt: skip


def test_a_mover_is_in_the_new_post_and_no_longer_in_the_old(make, administrator):
    dana = joined(make, administrator)
    was = open_scope(dana)
    with administrator.transaction():
        move_person(by=administrator, who=dana, post=PostWanted(Role.NEIGHBOURHOOD_OFFICER), why="moved")
    with pytest.raises(ScopeEnded), was.transaction():
        pass
    assert open_scope(dana).role is Role.NEIGHBOURHOOD_OFFICER
    assert events(make, administrator)[2:] == [
        ("post ended", "moved", "investigator"), ("post given", "moved", "neighbourhood_officer"),
    ]  # fmt: skip


def test_who_moves_on_a_day_to_come_keeps_their_post_until_then(make, administrator):
    dana = joined(make, administrator)
    until = now() + timedelta(days=7)
    with administrator.transaction():
        move_person(
            by=administrator,
            who=dana,
            post=PostWanted(Role.NEIGHBOURHOOD_OFFICER, from_at=until),
            why="moves",
        )
    with administrator.transaction():
        coming, here = posts_of(dana)
    assert (here.standing, here.until_at, coming.from_at) == (Standing.NOW, until, until)
    assert open_scope(dana).role is Role.INVESTIGATOR


def test_with_the_post_end_the_scope_the_session_and_every_open_purpose(make, police, administrator):
    dana, child = joined(make, administrator), make.person()
    make.record(police, make.draft("police_incident"), persons=(child,))
    scope = open_scope(dana)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="allocated to me")
    with administrator.transaction():
        end_post(by=administrator, post=post_number(make, dana), why="left")
    with pytest.raises(ScopeEnded), scope.transaction():
        pass
    with pytest.raises(NotAllowed):
        open_scope(dana)
    with administrator.transaction():
        move_person(by=administrator, who=dana, post=PostWanted(Role.INVESTIGATOR), why="ended by mistake")
    again = open_scope(dana)
    with again.transaction():
        assert open_purpose(child) is None
    assert make._owner(
        'SELECT count(*) FROM access_session WHERE "user" = %s AND ended_at IS NULL', dana
    ) == (1,)


def test_a_purpose_is_open_no_longer_than_the_post(make, police, administrator):
    until = now() + timedelta(hours=2)
    dana, child = joined(make, administrator, until_at=until), make.person()
    make.record(police, make.draft("police_incident"), persons=(child,))
    scope = open_scope(dana)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="allocated to me")
    with scope.transaction():
        assert open_purpose(child).until == until


def test_a_post_that_was_to_come_and_is_not_leaves_the_one_of_today(make, administrator):
    dana = joined(make, administrator)
    scope = open_scope(dana)
    with administrator.transaction():
        move_person(
            by=administrator,
            who=dana,
            post=PostWanted(Role.HUB_OFFICER, from_at=now() + timedelta(days=7)),
            why="moves",
        )
    with administrator.transaction():
        end_post(by=administrator, post=post_number(make, dana), why="does not move after all")
    with scope.transaction():
        pass
    assert post_of(administrator, dana).standing is Standing.WITHDRAWN


@pytest.mark.parametrize("until", [None, timedelta(days=91), timedelta(days=-1), timedelta(0)])
def test_an_inspector_has_a_post_of_at_most_90_days(make, administrator, until):
    with pytest.raises(DatabaseError, match="must end"):
        joined(make, administrator, Role.INSPECTOR, until_at=now() + until if until is not None else None)


def test_an_inspector_s_post_ends_by_itself(make, administrator):
    until = now() + timedelta(days=30)
    inspector = joined(make, administrator, Role.INSPECTOR, until_at=until)
    assert post_of(administrator, inspector).until_at == until
    assert open_scope(inspector).role is Role.INSPECTOR


def test_no_way_around_makes_an_inspector_without_an_end(make, police):
    user = make.user(police, Role.INVESTIGATOR)
    with pytest.raises(Exception, match="post_that_must_end"):
        make._owner("UPDATE access_post SET role = 'inspector' WHERE user_id = %s", user)


@pytest.mark.parametrize("role", GIVEN)
def test_nobody_gives_themselves_a_post(make, administrator, role):
    wanted = PostWanted(role, until_at=now() + timedelta(days=1))
    with pytest.raises(NotAllowed), administrator.transaction():
        move_person(by=administrator, who=administrator.user, post=wanted, why="I need it")
    with pytest.raises(NotAllowed), administrator.transaction():
        end_post(by=administrator, post=post_number(make, administrator.user), why="I go")


def test_an_administrator_has_no_say_over_the_people_of_another_agency(make, administrator):
    theirs = make.user(make.agency(), Role.INVESTIGATOR)
    for change in (
        lambda: move_person(by=administrator, who=theirs, post=PostWanted(Role.INVESTIGATOR), why=WHY),
        lambda: end_post(by=administrator, post=post_number(make, theirs), why=WHY),
        lambda: posts_of(theirs),
        lambda: account(theirs),
        lambda: move_person(by=administrator, who=999_999_999, post=PostWanted(Role.INVESTIGATOR), why=WHY),
        lambda: end_post(by=administrator, post=999_999_999, why=WHY),
    ):
        with pytest.raises(NotAllowed, match="Not found"), administrator.transaction():
            change()


def test_who_works_for_another_agency_is_not_taken_over_from_it(make, police, administrator):
    dana = joined(make, administrator)
    make._owner("INSERT INTO access_post (user_id, agency_id, role) VALUES (%s, %s, 'social_worker')",
                dana, make.agency(AgencyKind.CHILDRENS_SERVICES))  # fmt: skip
    with pytest.raises(NotAllowed), administrator.transaction():
        move_person(by=administrator, who=dana, post=PostWanted(Role.INVESTIGATOR), why=WHY)


@pytest.mark.parametrize("role", [role for role in Role if role not in GIVEN])
def test_a_role_is_given_only_where_there_is_such_work(make, administrator, role):
    with pytest.raises(NotAllowed):
        joined(make, administrator, role, until_at=now() + timedelta(days=1))


def test_a_post_is_in_a_team_of_the_same_agency(make, administrator):
    other = make.agency()
    (team,) = make._owner(
        "INSERT INTO access_team (agency_id, name) VALUES (%s, 'Theirs') RETURNING id", other
    )
    with pytest.raises(NotAllowed):
        joined(make, administrator, team=team)


def test_nobody_is_put_into_a_team_for_which_people_are_hidden(make, police, administrator):
    """Or whoever gives posts could open for anybody what one team alone may see."""
    (team,) = make._owner(
        "INSERT INTO access_team (agency_id, name) VALUES (%s, 'Locate') RETURNING id", police
    )
    joined(make, administrator, team=team)
    make._owner(
        "INSERT INTO access_restriction (person, team, why, by, review_on) VALUES (%s, %s, 'moved', 1, '2030-01-01')",
        make.person(), team,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        joined(make, administrator, team=team)


def test_a_protected_team_is_made_and_filled_by_no_administrator(make, police, administrator):
    with administrator.transaction():
        team = add_team(by=administrator, team=TeamWanted("Safe", Discipline.PROTECTED_PERSONS))
    with pytest.raises(NotAllowed):
        joined(make, administrator, team=team)
    with pytest.raises(NotAllowed), administrator.transaction():
        change_team(by=administrator, number=team, team=TeamWanted("Safe", Discipline.HUB))


def test_a_username_is_one_person_s_whatever_its_capitals(make, administrator):
    joined(make, administrator, username=f"dana.{make.mark}")
    with pytest.raises(KeyInUse):
        joined(make, administrator, username=f"DANA.{make.mark}")


@pytest.mark.parametrize("why", ["", "  "])
def test_nothing_is_changed_without_saying_why(make, administrator, why):
    dana = joined(make, administrator)
    for change in (
        lambda: move_person(by=administrator, who=dana, post=PostWanted(Role.INVESTIGATOR), why=why),
        lambda: end_post(by=administrator, post=post_number(make, dana), why=why),
    ):
        with pytest.raises(IntegrityError, match="reason"), administrator.transaction():
            change()


WITHOUT = [
    role for role in FOR_PEOPLE if "set up agencies and people; sees no record" not in ROLES[role].permissions
]
DEEDS = {
    "see who has an account": "SELECT * FROM access.accounts('', '', 50, 0)",
    "see one account": "SELECT * FROM access.account(1)",
    "count those unused": "SELECT access.unused_accounts()",
    "take the list away": "SELECT * FROM access.export_accounts()",
    "see somebody's posts": "SELECT * FROM access.posts_of(1)",
    "add somebody": "SELECT access.add_person('x', 'x', '', 'investigator', NULL, NULL, NULL, 'x')",
    "move somebody": "SELECT access.move_person(1, 'investigator', NULL, NULL, NULL, 'x')",
    "end a post": "SELECT access.end_post(1, 'x')",
    "see teams": "SELECT * FROM access.teams()",
    "make a team": "SELECT access.keep_team(NULL, 'x', '', '', '', '', '')",
    "close a team": "SELECT access.close_team(1, 'x')",
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_only_an_administrator_may(make, police, deed):
    for role in WITHOUT:
        scope = make.scope(police, role)
        with pytest.raises(NotAllowed), scope.transaction(), connections["app"].cursor() as cursor:
            cursor.execute(deed)
