"""The police part of a section 47 enquiry goes to the team of its discipline in the unit where the child lives."""

import pytest
from django.db import DatabaseError

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed
from commonthread.access.terms import Purpose
from commonthread.pathways.allocation import place_case, place_of
from commonthread.pathways.asked import answer_asked, asked_task, asked_tasks, pass_asked, teams_for_asked
from tests.hub import Hub

JOINT = "section 47 enquiry, joint with the police"
BIRMINGHAM, WALSALL = "LPA-BM", "LPA-WS"


class Force(Hub):
    """A hub whose police have a child protection team in each of two units, two of them in the first."""

    def __init__(self, make) -> None:
        super().__init__(make)
        self.here = self.placed(self.investigators, BIRMINGHAM)
        self.beside = self.placed(self.team(self.police, "child protection"), BIRMINGHAM)
        self.there = self.placed(self.team(self.police, "child protection"), WALSALL)
        self.placed(self.team(self.police, "domestic abuse"), BIRMINGHAM)
        self.of = {
            team: make.scope(self.police, Role.INVESTIGATOR, team=team)
            for team in (self.here, self.beside, self.there)
        }

    def placed(self, team: int, unit: str) -> int:
        self.make._owner("UPDATE access_team SET unit = %s WHERE id = %s", unit, team)
        return team

    def enquiry(self) -> int:
        number = self.make.case(self.worker, self.make.person(), purpose=Purpose.SECTION_47)
        self.follows(number, "section-47")
        return number

    def decided(self, number: int) -> int:
        """The team that has the police part."""
        self.says(number, "discussion", JOINT)
        return self.make._owner(
            "SELECT team FROM pathways_task WHERE case_id = %s AND step = 'investigation'", number
        )[0]


@pytest.fixture
def force(make):
    return Force(make)


def asked_of(scope) -> list:
    with scope.transaction():
        return asked_tasks()


def test_it_goes_to_the_unit_of_the_childs_district_and_there_to_who_has_least(force):
    first, second = force.decided(force.enquiry()), force.decided(force.enquiry())
    assert {first, second} == {force.here, force.beside}
    (task,) = asked_of(force.of[first])
    assert task.step.name == "investigation"
    assert asked_of(force.of[force.there]) == []


def test_where_somebody_of_the_case_says_that_the_child_lives_elsewhere_it_goes_there(force):
    number = force.enquiry()
    with force.worker.transaction():
        assert place_of(number) == (BIRMINGHAM, False)
        place_case(by=force.worker, case=number, unit=WALSALL, because="Her mother moved in May")
        assert place_of(number) == (WALSALL, True)
    assert force.decided(number) == force.there


def test_of_an_agency_of_the_whole_area_the_team_that_has_the_case_tells(force, make):
    make._owner("UPDATE access_agency SET district = '' WHERE code = %s", force.police)
    officer = force.of[force.there]
    number = make.case(officer, make.person(), purpose=Purpose.SECTION_47)
    with officer.transaction():
        assert place_of(number) == (WALSALL, False)


def test_a_unit_without_such_a_team_leaves_it_to_the_hub(force):
    number = force.enquiry()
    with force.worker.transaction():
        place_case(by=force.worker, case=number, unit="LPA-CV", because="She stays with her aunt")
    assert force.decided(number) == force.hubs[force.police]


def test_what_another_agency_knows_of_an_address_moves_nothing(force, make):
    number = force.enquiry()
    (child,) = make._owner("SELECT person FROM pathways_caseperson WHERE case_id = %s", number)
    fled = make.draft("home_visit").mentions[0].model_copy(update={"postcode": "WM4 1AA"})
    make.record(force.trust, make.draft("home_visit", fled), persons=(child,))
    assert force.decided(number) in (force.here, force.beside)


def test_the_police_pass_it_on_with_a_reason_that_is_kept(force, make):
    number = force.enquiry()
    team = force.decided(number)
    officer = force.of[team]
    (task,) = asked_of(officer)
    with officer.transaction():
        assert {each.number for each in teams_for_asked(task)} >= {force.here, force.beside, force.there}
        pass_asked(by=officer, task=task, to_team=force.there, because="They have her brothers already")
    assert asked_of(officer) == []
    assert [found.task for found in asked_of(force.of[force.there])] == [task.task]
    assert make._owner(
        "SELECT reason FROM ledger_event WHERE data ->> 'what' = 'passed on' AND data -> 'case' = to_jsonb(%s::bigint)", number
    ) == ("They have her brothers already",)  # fmt: skip
    with pytest.raises(NotAllowed), officer.transaction():
        pass_asked(by=officer, task=task, to_team=force.here, because="We take it back")


def test_not_to_another_agencys_team_nor_once_it_is_answered(force):
    officer = force.of[force.decided(force.enquiry())]
    (task,) = asked_of(officer)
    with pytest.raises(NotAllowed), officer.transaction():
        pass_asked(by=officer, task=task, to_team=force.hubs[force.trust], because="They asked for it")
    with officer.transaction():
        answer_asked(by=officer, task=task, outcome="no crime", words="Nobody was hurt")
    with pytest.raises(ChangedMeanwhile), officer.transaction():
        pass_asked(by=officer, task=asked_task(task.task), to_team=force.there, because="Too late")


def test_a_unit_that_is_no_more_is_no_place(force):
    number = force.enquiry()
    with pytest.raises(DatabaseError), force.worker.transaction():
        place_case(by=force.worker, case=number, unit="LPU-BN", because="It was there in 2012")
