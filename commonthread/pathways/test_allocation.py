"""In which order teams are proposed for a case, and why."""

import pytest

from commonthread.access.terms import Discipline
from commonthread.pathways.allocation import TeamFor, in_order, needed, working_together
from commonthread.pathways.terms import Sort


def team(name, discipline="", unit="", people=2, waiting=4):
    return TeamFor(1, name, discipline, unit, False, False, people, waiting, 0)


@pytest.mark.parametrize(
    ("pathway", "sorts", "asks_for"),
    [
        ("section-47", [Sort.CHILD], {Discipline.CHILD_PROTECTION}),
        ("domestic-abuse", [Sort.CHILD], {Discipline.CHILD_PROTECTION, Discipline.DOMESTIC_ABUSE}),
        ("adult-enquiry", [Sort.ADULT], {Discipline.VULNERABLE_ADULTS}),
        ("", [Sort.CHILD, Sort.ADULT], {Discipline.CHILD_PROTECTION, Discipline.VULNERABLE_ADULTS}),
        ("", [], set()),
    ],
)
def test_what_a_case_asks_for(pathway, sorts, asks_for):
    assert needed(pathway, sorts) == asks_for


def test_who_does_such_work_comes_first_then_who_works_there_then_who_has_least():
    teams = [
        team("Nobody in it", "child protection", "Sandwell", people=0, waiting=0),
        team("Adults", "vulnerable adults", "Sandwell", waiting=0),
        team("Busy", "child protection", "Sandwell", waiting=9),
        team("Elsewhere", "child protection", "Dudley", waiting=0),
        team("Free", "child protection", "Sandwell", waiting=1),
    ]
    found = in_order(teams, needed("section-47", [Sort.CHILD]), "Sandwell")
    assert [each.team.name for each in found] == ["Free", "Busy", "Nobody in it", "Elsewhere", "Adults"]
    assert found[0].why == ("child protection", "works in Sandwell", "0.5 tasks for each of its people")
    assert found[2].why[-1] == "nobody has a post in it"
    assert found[4].why[0] == "vulnerable adults, which the case does not ask for"


def test_where_disciplines_meet_the_first_team_of_each_in_the_unit_works_the_one_case():
    needs = needed("domestic-abuse", [Sort.CHILD])
    teams = [
        team("Children", "child protection", "Sandwell"),
        team("Children, busy", "child protection", "Sandwell", waiting=20),
        team("Abuse, elsewhere", "domestic abuse", "Dudley", waiting=0),
        team("Abuse", "domestic abuse", "Sandwell"),
        team("Adults", "vulnerable adults", "Sandwell"),
    ]
    found = working_together(in_order(teams, needs, "Sandwell"), needs, "Sandwell")
    assert {each.name for each in found} == {"Children", "Abuse"}
