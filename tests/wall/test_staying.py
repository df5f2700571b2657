"""A step of the police that stays with the case: one of several forces is asked; nobody says alone that another agency goes on."""

import pytest
from django.db import DatabaseError

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed, TogetherOnly
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.catalogue.strategy_and_section_47 import GOES_ON
from commonthread.pathways.going_on import gone_on
from commonthread.pathways.queries import case
from commonthread.pathways.staying import ask_one, could_be_asked, goes_on_otherwise, own_to_go_on
from commonthread.pathways.tasks import finish_task, follow_procedure, tasks
from tests.discussing import hold
from tests.hub import Hub

JOINT = "section 47 enquiry, joint with the police"


def enquiry(make, scope, child):
    """A joint enquiry; returns its number and the task of the police, which the case has still."""
    number = make.case(scope, child, purpose=Purpose.SECTION_47)
    with scope.transaction():
        follow_procedure(by=scope, case=case(number), pathway="section-47")
    hold(scope, number, JOINT)
    with scope.transaction():
        task = next(t for t in tasks(case(number)) if t.step and t.step.name == "investigation")
    assert task.agency == scope.agency
    return number, task


def goes_on(scope, number, task, **how):
    with scope.transaction():
        goes_on_otherwise(by=scope, case=case(number), task=task, outcome=GOES_ON, words="so", **how)


def only_together(scope, number, task):
    with pytest.raises(TogetherOnly), scope.transaction():
        finish_task(by=scope, case=case(number), number=task.number, outcome=GOES_ON, words="so")


@pytest.fixture
def alone(make):
    """A social worker of a council that could ask no police."""
    return make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER)


def test_of_two_forces_the_one_that_is_chosen_is_asked_and_answers(make):
    hub, other = Hub(make), make.agency()
    make.partners(hub.council, other)
    number, task = enquiry(make, hub.worker, make.person())
    with hub.worker.transaction():
        assert set(could_be_asked(task)) == {hub.police, other}
    only_together(hub.worker, number, task)
    with pytest.raises(TogetherOnly):
        goes_on(hub.worker, number, task, said_by="A sergeant")
    with pytest.raises(DatabaseError), hub.worker.transaction():
        ask_one(by=hub.worker, task=task, agency=hub.trust)
    with hub.worker.transaction():
        ask_one(by=hub.worker, task=task, agency=hub.police)
    with pytest.raises(ChangedMeanwhile), hub.worker.transaction():
        ask_one(by=hub.worker, task=task, agency=other)
    detective = make.scope(hub.police, Role.INVESTIGATOR, team=hub.investigators)
    with detective.transaction():
        assert [(found.task, found.due_at) for found in asked_tasks()] == [(task.number, task.due_at)]
    sergeant = make.scope(other, Role.POLICE_SUPERVISOR)
    with sergeant.transaction():
        assert asked_tasks() == []


def test_where_nobody_could_be_asked_it_goes_on_upon_somebodys_word_and_not_without(make, alone):
    number, task = enquiry(make, alone, make.person())
    only_together(alone, number, task)
    with pytest.raises(DatabaseError):
        goes_on(alone, number, task)
    goes_on(alone, number, task, said_by="DS Larkspur, their 20/4471")
    with alone.transaction():
        (done,) = [t for t in tasks(case(number)) if t.number == task.number]
    assert (done.outcome, done.decided_by) == (GOES_ON, "DS Larkspur, their 20/4471")
    with pytest.raises(ChangedMeanwhile):
        goes_on(alone, number, task, said_by="DS Larkspur")


def test_the_police_themselves_go_on_in_an_investigation_of_theirs_about_the_same_child(make):
    police, child = make.agency(), make.person()
    detective = make.scope(police, Role.INVESTIGATOR, team=make.team(police))
    number, task = enquiry(make, detective, child)
    only_together(detective, number, task)
    elsewhere, theirs = (
        make.case(detective, someone, purpose=Purpose.SECTION_47) for someone in (make.person(), child)
    )
    for each in (elsewhere, theirs):
        with detective.transaction():
            follow_procedure(by=detective, case=case(each), pathway="supervised-investigation")
    with detective.transaction():
        assert [found.case for found in own_to_go_on(task)] == [theirs]
    for wrong in ({"into": elsewhere}, {"said_by": "myself"}):
        with pytest.raises(NotAllowed):
            goes_on(detective, number, task, **wrong)
    goes_on(detective, number, task, into=theirs)
    with detective.transaction():
        ((link,), (back,)) = gone_on(number), gone_on(theirs)
    assert (link.other, link.from_here, link.is_ours, back.other) == (theirs, True, True, number)
