"""A case is offered to a team: proposed with the reason, decided by a person who says why."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.pathways.handover import offers
from commonthread.pathways.queries import case as find


@pytest.fixture
def force(make):
    agency = make.agency(AgencyKind.POLICE)
    teams = {}
    for name, discipline in (
        ("ours", "child protection"),
        ("abuse", "domestic abuse"),
        ("closed", "child protection"),
    ):
        teams[name] = make.team(agency)
        make._owner(
            "UPDATE access_team SET discipline = %s, unit = 'LPA-BM' WHERE id = %s", discipline, teams[name]
        )
    make._owner("UPDATE access_team SET closed_at = now() WHERE id = %s", teams["closed"])
    return agency, teams


@pytest.fixture
def sergeant(make, force):
    agency, teams = force
    return make.scope(agency, Role.POLICE_SUPERVISOR, team=teams["ours"])


def test_teams_stand_in_order_with_the_reason(make, browser, force, sergeant):
    number = make.case(sergeant, make.person())
    words = browser(sergeant.user).get(f"/cases/{number}/allocate").content.decode()
    assert "It asks for child protection" in words
    assert words.index("child protection; works in Birmingham") < words.index(
        "domestic abuse, which the case does not ask for"
    )
    assert f'id="team-{force[1]["closed"]}"' not in words


def test_the_lead_stays_until_it_is_accepted_and_another_team_works_on_it_at_once(
    make, browser, force, sergeant
):
    agency, teams = force
    number = make.case(sergeant, make.person())
    other = make.team(agency)
    sent = {"team": teams["abuse"], "besides": [other], "reason": "He hit the mother; the children saw it"}
    assert browser(sergeant.user).post(f"/cases/{number}/allocate", sent).status_code == 302
    with sergeant.transaction():
        case = find(number)
    assert case.lead
    assert [member.is_team for member in case.members] == [False, True]
    receiver = make.scope(agency, Role.INVESTIGATOR, team=teams["abuse"])
    with receiver.transaction():
        assert [(offer.case, offer.to_me) for offer in offers()] == [(number, True)]
    beside = make.scope(agency, Role.INVESTIGATOR, team=other)
    with beside.transaction():
        assert find(number).number == number


@pytest.mark.parametrize("without", ["team", "reason"])
def test_nothing_is_offered_without_a_team_and_a_reason(make, browser, force, sergeant, without):
    number = make.case(sergeant, make.person())
    sent = {"team": force[1]["abuse"], "reason": "Nearest to the school"}
    answer = browser(sergeant.user).post(f"/cases/{number}/allocate", {**sent, without: ""})
    assert answer.status_code == 422
    with sergeant.transaction():
        assert not offers()


def test_a_team_of_another_agency_is_no_choice_and_a_stranger_sees_nothing(make, browser, sergeant):
    number = make.case(sergeant, make.person())
    elsewhere = make.team(make.agency(AgencyKind.POLICE))
    sent = {"team": elsewhere, "reason": "They asked for it"}
    assert browser(sergeant.user).post(f"/cases/{number}/allocate", sent).status_code == 422
    stranger = make.scope(make.agency(AgencyKind.POLICE), Role.POLICE_SUPERVISOR)
    assert browser(stranger.user).get(f"/cases/{number}/allocate").status_code == 404
