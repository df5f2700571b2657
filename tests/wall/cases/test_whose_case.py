"""A case is seen by whoever works on it: by whom it was given to, the team, and whoever took it over."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, open_scope
from commonthread.pathways import actions
from commonthread.pathways.handover import accept, offer_case, offers
from commonthread.pathways.queries import case, cases, colleagues
from tests.wall.cases.enquiry import seen


def test_a_colleague_sees_it_once_they_are_given_the_case_and_until_it_is_taken_back(world, make):
    scope, _, child, concern = world
    number = make.case(scope, child)
    other = make.scope(scope.agency, Role.HUB_OFFICER)
    with pytest.raises(NotAllowed), other.transaction():
        case(number)
    with scope.transaction():
        assert other.user in {colleague.user for colleague in colleagues()}
        actions.give_case(by=scope, case=number, to=other.user, because="on leave")
    assert seen(other, child) == {concern}
    with scope.transaction():
        (member,) = [member.member for member in case(number).members if not member.leads]
        actions.take_from(by=scope, case=number, member=member, because="back again")
    assert seen(other, child) == set()


def test_whoever_hands_a_case_over_sees_nothing_through_it_any_more(world, make):
    scope, _, child, concern = world
    number = make.case(scope, child)
    other = make.scope(scope.agency, Role.HUB_OFFICER)
    with scope.transaction():
        offer_case(by=scope, case=number, to_user=other.user, note="moving team")
    assert (seen(scope, child), seen(other, child)) == ({concern}, set())
    with other.transaction():
        accept(by=other, offer=offers()[0].number)
    assert (seen(scope, child), seen(other, child)) == (set(), {concern})
    with pytest.raises(NotAllowed), scope.transaction():
        case(number)


def test_a_case_is_given_to_nobody_outside_the_agency(world, make):
    scope, _, child, _ = world
    number = make.case(scope, child)
    stranger = make.scope(make.agency(), Role.HUB_OFFICER)
    with pytest.raises(NotAllowed), scope.transaction():
        actions.give_case(by=scope, case=number, to=stranger.user, because="asked for it")


def in_team(make, user, agency, name):
    (team,) = make._owner(
        "INSERT INTO access_team (agency_id, name) VALUES (%s, %s) ON CONFLICT (agency_id, name) DO UPDATE SET name = EXCLUDED.name RETURNING id",
        agency, name,
    )  # fmt: skip
    make._owner("UPDATE access_post SET team_id = %s WHERE user_id = %s", team, user)


@pytest.fixture
def team(world, make):
    """The hub officer and a colleague are of one team."""
    scope = world[0]
    other = make.scope(scope.agency, Role.HUB_OFFICER)
    for user in (scope.user, other.user):
        in_team(make, user, scope.agency, "Child protection")
    return scope, other, world[2], world[3]


def test_a_team_sees_that_there_is_a_case_and_no_more_until_it_is_given_it(team, make):
    scope, other, child, concern = team
    number = make.case(scope, child, because="her mother rang")
    with other.transaction():
        (listed,) = [found for found in cases() if found.number == number]
    assert (listed.is_mine, listed.because) == (False, "")
    assert seen(other, child) == set()
    with scope.transaction():
        actions.give_case(by=scope, case=number, to=None, because="we all work on it")
    assert seen(other, child) == {concern}
    in_team(make, other.user, other.agency, "Vulnerable adults")
    assert seen(other, child) == set()


def test_a_case_whose_lead_has_left_is_taken_over_by_a_colleague_of_the_team(team, make):
    scope, other, child, concern = team
    number = make.case(scope, child)
    with pytest.raises(NotAllowed), other.transaction():
        actions.take_over(by=other, case=number, because="curious")
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", scope.user)
    with other.transaction():
        actions.take_over(by=other, case=number, because="she has left")
    assert seen(other, child) == {concern}


def test_whoever_moves_to_another_agency_takes_no_case_with_them(world, make):
    scope, _, child, _ = world
    number = make.case(scope, child)
    elsewhere = make.agency()
    make._owner("UPDATE access_post SET agency_id = %s WHERE user_id = %s", elsewhere, scope.user)
    moved = open_scope(scope.user)
    assert seen(moved, child) == set()
    with pytest.raises(NotAllowed), moved.transaction():
        case(number)
