"""Tasks that another agency owns: told only once it may be asked, of those people alone, and answered where they are read."""

from datetime import timedelta

import pytest
from django.db import connections
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, ConsentFirst, NotAllowed
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.identity.restricting import watch
from commonthread.pathways.actions import Decision, record_consent
from commonthread.pathways.asked import answer_asked, asked_task, asked_tasks
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import add_task, finish_task, follow_procedure, tasks
from commonthread.pathways.terms import Answer
from tests.discussing import hold
from tests.hub import Hub
from tests.making import AGREED
from tests.wall.hiding import Town

JOINT = "section 47 enquiry, joint with the police"
REFUSED = Decision(True, Answer.REFUSED, "no risk that outweighs it", False, "A manager")


def asked_of(scope) -> list:
    with scope.transaction():
        return asked_tasks()


def answer(scope, task, outcome, words="as our records say") -> None:
    with scope.transaction():
        answer_asked(by=scope, task=task, outcome=outcome, words=words)


@pytest.fixture
def hub(make):
    return Hub(make)


def test_each_agency_of_the_hub_is_asked_once_and_its_team_sees_who_asks_by_what_power_and_about_whom(hub):
    child = hub.make.person()
    number = hub.contact(child)
    assert {task.agency for task in hub.waiting(number, "checks")} == {hub.council, hub.police, hub.trust}
    (task,) = asked_of(hub.officer(hub.police))
    assert (task.case, task.agency, task.purpose) == (number, hub.council, Purpose.SAFEGUARDING_ENQUIRY)
    assert task.power
    assert task.step.name == "checks"
    assert list(task.people) == [child]
    assert task.grade == "amber"


def test_an_agency_without_an_agreement_or_of_another_district_is_not_asked(hub):
    stranger = hub.make.agency(AgencyKind.ADULT_CARE)
    hub.team(stranger, "safeguarding hub")
    elsewhere = hub.make.agency(AgencyKind.ADULT_CARE)
    hub.team(elsewhere, "safeguarding hub")
    hub.make._owner("UPDATE access_agency SET district = 'E08000031' WHERE code = %s", elsewhere)
    hub.make.signed_agreement([hub.council, elsewhere], [])
    asked = {task.agency for task in hub.waiting(hub.contact(hub.make.person()), "checks")}
    assert not asked & {stranger, elsewhere}


def test_nobody_is_told_before_a_consent_decision_says_so_and_then_only_of_that_person(hub):
    asked_about, not_yet = hub.make.person(), hub.make.person()
    officer = hub.officer(hub.police)
    number = hub.contact(asked_about, not_yet, decision=None)
    assert asked_of(officer) == []
    theirs = next(task for task in hub.waiting(number, "checks") if task.agency == hub.police)
    assert not theirs.may_ask
    with pytest.raises(NotAllowed), officer.transaction():
        asked_task(theirs.number)
    with hub.worker.transaction():
        record_consent(by=hub.worker, case=number, people=[asked_about], decision=AGREED)
    (task,) = asked_of(officer)
    assert list(task.people) == [asked_about]
    with hub.worker.transaction():
        record_consent(by=hub.worker, case=number, people=[asked_about], decision=REFUSED)
    assert asked_of(officer) == []
    assert len(hub.waiting(number, "checks")) == 3


def test_the_decision_waits_for_nobody_and_what_is_unanswered_ends_with_it(hub):
    number = hub.contact(hub.make.person(), hub.make.person())
    assert len(hub.waiting(number, "decision")) == 2
    officer = hub.officer(hub.police)
    (task,) = asked_of(officer)
    answer(officer, task, "nothing known")
    first, second = hub.waiting(number, "decision")
    with hub.worker.transaction():
        finish_task(by=hub.worker, case=case(number), number=first.number, outcome="assessment", words="so")
    assert len(hub.waiting(number, "checks")) == 2
    with hub.worker.transaction():
        finish_task(by=hub.worker, case=case(number), number=second.number, outcome="assessment", words="so")
    assert hub.waiting(number, "checks") == []
    assert asked_of(hub.officer(hub.trust)) == []


def test_a_late_answer_begins_nothing_again(hub):
    number = hub.contact(hub.make.person())
    for agency in (hub.police, hub.trust):
        officer = hub.officer(agency)
        answer(officer, asked_of(officer)[0], "answered")
    assert len(hub.waiting(number, "decision")) == 1
    with hub.worker.transaction():
        said = {
            task.agency: (task.outcome, task.words)
            for task in tasks(case(number))
            if task.done_at and task.words
        }
    assert said[hub.police] == ("answered", "as our records say")


def test_the_second_of_two_who_answer_reads_what_the_first_said(hub):
    hub.contact(hub.make.person())
    first, second = hub.officer(hub.police), hub.officer(hub.police)
    (task,) = asked_of(second)
    answer(first, task, "nothing known")
    with pytest.raises(ChangedMeanwhile):
        answer(second, task, "answered")


def test_a_step_of_the_police_goes_to_their_child_protection_team_and_their_desk_sees_it_too(hub):
    number = hub.make.case(hub.worker, hub.make.person(), purpose=Purpose.SECTION_47)
    hub.follows(number, "section-47")
    hub.says(number, "discussion", JOINT)
    investigator = hub.make.scope(hub.police, Role.INVESTIGATOR, team=hub.investigators)
    (task,) = asked_of(investigator)
    assert task.step.name == "investigation"
    assert [found.task for found in asked_of(hub.officer(hub.police))] == [task.task]
    assert asked_of(hub.make.scope(hub.police, Role.INVESTIGATOR)) == []
    assert asked_of(hub.officer(hub.trust)) == []


def test_where_two_teams_could_be_meant_it_goes_to_the_duty_desk(hub):
    hub.team(hub.police, "child protection")
    hub.team(hub.police, "safeguarding hub")
    number = hub.make.case(hub.worker, hub.make.person(), purpose=Purpose.SECTION_47)
    hub.follows(number, "section-47")
    hub.says(number, "discussion", JOINT)
    (task,) = asked_of(hub.make.scope(hub.police, Role.POLICE_SUPERVISOR))
    assert task.owner == "the duty desk"


def test_where_nobody_of_the_kind_may_be_asked_it_stays_with_the_case(make):
    alone = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER)
    number = make.case(alone, make.person(), purpose=Purpose.SECTION_47)
    with alone.transaction():
        follow_procedure(by=alone, case=case(number), pathway="section-47")
    hold(alone, number, JOINT)
    with alone.transaction():
        assert {task.agency for task in tasks(case(number))} == {alone.agency}


def test_an_answer_begins_what_follows_for_each_child_of_whom_the_answerer_is_told_nothing(hub):
    """A school's allegation: the council decides whether the threshold is met, and what follows is the council's too."""
    school = hub.make.agency(AgencyKind.SCHOOL)
    hub.make.signed_agreement([hub.council, school], [])
    lead = hub.make.scope(school, Role.SCHOOL_LEAD)
    child, adult = hub.make.person(), hub.make.person()
    number = hub.make.case(lead, child, adult)
    with lead.transaction():
        follow_procedure(by=lead, case=case(number), pathway="allegation")
    with lead.transaction():
        (told,) = tasks(case(number))
        outcome = next(outcome for outcome, begins in told.outcomes.items() if "first-look" in begins)
        finish_task(by=lead, case=case(number), number=told.number, outcome=outcome, words="so")
    officer = hub.officer(hub.council)
    (task,) = asked_of(officer)
    answer(officer, task, "threshold met")
    (meeting,) = asked_of(officer)
    assert meeting.step.name == "meeting"


def test_what_one_agency_has_not_done_is_asked_of_that_agency_again_and_of_no_other(hub):
    number = hub.make.case(hub.worker, hub.make.person(), purpose=Purpose.SECTION_47)
    hub.follows(number, "domestic-abuse")
    hub.make._owner(
        "UPDATE pathways_task SET step = 'actions' WHERE case_id = %s AND number = (SELECT min(number) FROM pathways_task WHERE case_id = %s)",
        number, number,
    )  # fmt: skip
    (mine,) = hub.waiting(number, "actions")
    with hub.worker.transaction():
        finish_task(
            by=hub.worker, case=case(number), number=mine.number, outcome="not done, and why", words="so"
        )
    assert [task.agency for task in hub.waiting(number, "actions")] == [hub.council]


def test_a_task_is_added_for_another_agency_only_once_it_may_be_asked(hub):
    child = hub.make.person()
    number = hub.make.case(hub.worker, child, decision=None)
    said = {"case": number, "does": "Say who lives there", "due_at": now() + timedelta(days=1), "source": "set by a manager",
            "because": "the school rang", "to_agency": hub.police}  # fmt: skip
    with pytest.raises(ConsentFirst), hub.worker.transaction():
        add_task(by=hub.worker, **said)
    with hub.worker.transaction():
        record_consent(by=hub.worker, case=number, people=[child], decision=AGREED)
        add_task(by=hub.worker, **said)
    officer = hub.officer(hub.police)
    (task,) = asked_of(officer)
    assert (task.does, task.because) == ("Say who lives there", "the school rang")
    answer(officer, task, "done", "Nobody but the two")
    assert hub.waiting(number) == []


def test_somebody_restricted_is_asked_about_as_nobody_is(make, fresh_database):
    town = Town(make)
    hub = Hub(make, council=town.agency)
    nobody = make.person()
    other = make.scope(hub.police, Role.HUB_OFFICER, team=hub.hubs[hub.police])
    town.restrict()
    number = hub.make.case(hub.worker, town.mother, nobody)
    hub.follows(number, "front-door")
    hub.says(number, "rating", "amber")
    (task,) = asked_of(other)
    assert set(task.people) == {town.mother, nobody}
    stranger = make.scope(make.agency(), Role.HUB_OFFICER)
    for asking in (
        "SELECT * FROM pathways.asked_plan(%s)",
        "SELECT pathways.answer_asked(%s, 'answered', 'so', '[]')",
    ):
        with pytest.raises(NotAllowed), stranger.transaction(), connections["app"].cursor() as cursor:
            cursor.execute(asking, [task.task])
    with other.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT * FROM pathways.asked_plan(%s)", [task.task])
        told = str(cursor.fetchall())
    assert str(town.mother) not in told
    assert str(nobody) not in told
    heard = watch(town.officer, reason="who asks after her").asked
    assert [(asked.how, asked.person) for asked in heard if asked.how == "task"] == [("task", town.mother)]


def test_nobody_of_the_case_answers_in_the_name_of_the_agency_that_is_asked(hub):
    number = hub.contact(hub.make.person())
    theirs = next(task for task in hub.waiting(number, "checks") if task.agency == hub.police)
    with pytest.raises(NotAllowed), hub.worker.transaction(), connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT pathways.finish_task(%s, 'nothing known', 'they said so', '[]')", [theirs.number]
        )
    assert [task.case for task in asked_of(hub.officer(hub.police))] == [number]
