"""A step that agencies take together ends with their meeting, or by whoever its procedure lets say that none is needed."""

import json

import pytest
from django.db import DatabaseError, connections

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, TogetherOnly
from commonthread.access.terms import AgencyKind
from commonthread.pathways.catalogue.adult_enquiry import NO_MEETING
from commonthread.pathways.catalogue.child_protection_conference import NO_PLAN
from commonthread.pathways.catalogue.strategy_and_section_47 import NO_CONFERENCE, NOT_NEEDED
from commonthread.pathways.meetings import call_meeting, end_meeting
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.procedure import Each
from commonthread.pathways.procedures import procedures
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task, follow_procedure, tasks
from commonthread.pathways.terms import Sort
from tests.discussing import ALONE, Discussion, hold


@pytest.fixture
def discussion(make):
    return Discussion(make)


def finish(discussion, outcome, **more):
    with discussion.worker.transaction():
        return finish_task(by=discussion.worker, case=case(discussion.case), number=discussion.task.number, outcome=outcome,
                           words="by telephone", **more)  # fmt: skip


def waiting(scope, number, step):
    with scope.transaction():
        return [
            task for task in tasks(case(number)) if task.step and task.step.name == step and not task.done_at
        ]


@pytest.mark.parametrize("outcome", [ALONE, "no further action", NOT_NEEDED])
def test_nobody_ends_it_from_its_task(discussion, outcome):
    with pytest.raises(TogetherOnly):
        finish(discussion, outcome)
    assert waiting(discussion.worker, discussion.case, "discussion")


def test_nor_by_naming_somebody_for_what_a_meeting_decides(discussion):
    with pytest.raises(TogetherOnly):
        finish(discussion, ALONE, decided_by="Ada Manager")


def test_that_none_is_needed_stands_with_who_decided_it_and_why(discussion):
    with pytest.raises(DatabaseError, match="reason is needed"):
        finish(discussion, NOT_NEEDED, decided_by=" ")
    finish(discussion, NOT_NEEDED, decided_by="Ada Manager")
    with discussion.worker.transaction():
        (task,) = tasks(case(discussion.case))
    assert (task.outcome, task.words, task.decided_by) == (
        NOT_NEEDED,
        "by telephone",
        "service manager: Ada Manager",
    )


def test_a_meeting_that_ended_before_ends_no_other_task(discussion):
    discussion.held()
    discussion.end(outcome="no enquiry: assessment goes on")
    make = discussion.make
    make._owner(
        "UPDATE pathways_task SET done_at = NULL, done_by = NULL, outcome = '' WHERE number = %s",
        discussion.task.number,
    )
    with pytest.raises(TogetherOnly):
        finish(discussion, ALONE)


def test_where_the_procedure_lets_nobody_excuse_it_the_quorum_must_be_there(discussion, make):
    discussion.held()
    (*_, health) = open_meeting(discussion.worker, discussion.number).attendees
    make._owner("UPDATE pathways_attendee SET came = false WHERE id = %s", health.number)
    make._owner(
        "UPDATE pathways_quorum SET excused_by = '' WHERE pathway = 'section-47' AND step = 'discussion'"
    )
    try:
        with pytest.raises(DatabaseError, match="lacks"):
            discussion.end(without_quorum="No nurse in time", without_quorum_by="Ada Manager")
    finally:
        make._owner(
            "UPDATE pathways_quorum SET excused_by = 'service manager' WHERE pathway = 'section-47' AND step = 'discussion'"
        )


def test_what_is_no_meeting_is_not_called_as_one(discussion):
    discussion.held()
    discussion.end()
    (enquiry, *_) = waiting(discussion.worker, discussion.case, "enquiry")
    with pytest.raises(NotAllowed), discussion.worker.transaction():
        call_meeting(by=discussion.worker, case=case(discussion.case), task=enquiry, starts_at=enquiry.due_at, place="Room 2",
                     chair=discussion.worker.user)  # fmt: skip
    with pytest.raises(NotAllowed), discussion.worker.transaction(), connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT pathways.finish_without_meeting(%s, %s, 'why', 'me', '[]')", [enquiry.number, "seen"]
        )
    assert hold(discussion.worker, discussion.case, NO_PLAN) == []
    assert waiting(discussion.worker, discussion.case, "conference") == []


def test_the_database_knows_each_that_the_catalogue_declares(make):
    declared = {
        (edition.pathway, edition.edition, step.name): ([str(kind) for kind in step.quorum], step.excused_by, list(step.unmet))
        for found in procedures().values() for edition in found for step in edition.steps if step.is_meeting
    }  # fmt: skip
    kept = json.loads(make._owner("SELECT jsonb_agg(to_jsonb(q))::text FROM pathways_quorum q")[0])
    assert {
        (row["pathway"], row["edition"], row["step"]): (row["kinds"], row["excused_by"], row["unmet"])
        for row in kept
    } == declared
    assert NO_CONFERENCE in declared["section-47", "2023", "conference"][2]


class Adults:
    """A case of adult care about a woman and whoever is said to harm her, at the point of its meeting."""

    def __init__(self, make) -> None:
        self.worker = make.scope(make.agency(AgencyKind.ADULT_CARE), Role.SOCIAL_WORKER)
        self.woman = make.person()
        self.case = make.case(self.worker, self.woman)
        make._owner(
            "UPDATE pathways_caseperson SET sort = %s WHERE case_id = %s", Sort.ADULT.value, self.case
        )
        with self.worker.transaction():
            follow_procedure(by=self.worker, case=case(self.case), pathway="adult-enquiry")
        for step, outcome in (("safe-now", "safe, or made safe"), ("wishes", "asked"), ("decision", "enquiry"),
                              ("enquiry", "risk remains: meet with the adult")):  # fmt: skip
            (task,) = waiting(self.worker, self.case, step)
            self.finish(task, outcome)

    def finish(self, task, outcome, **more):
        with self.worker.transaction():
            finish_task(
                by=self.worker, case=case(self.case), number=task.number, outcome=outcome, words="so", **more
            )


def test_at_an_adults_meeting_their_own_views_are_there_or_why_not(make):
    adults = Adults(make)
    (task,) = waiting(adults.worker, adults.case, "meeting")
    with adults.worker.transaction():
        number = call_meeting(by=adults.worker, case=case(adults.case), task=task, starts_at=task.due_at, place="Her home",
                              chair=adults.worker.user)  # fmt: skip
    shown = open_meeting(adults.worker, number)
    assert (shown.whom, shown.heard) == ((adults.woman,), Each.AT_RISK)
    assert {(lack.what, lack.person) for lack in shown.lacks if lack.person} == {
        ("decision", adults.woman),
        ("voice", adults.woman),
    }
    with pytest.raises(DatabaseError, match="lacks"), adults.worker.transaction():
        end_meeting(by=adults.worker, case=case(adults.case), meeting=number, words="so", without_quorum="so",
                    without_quorum_by="Ada Head", outcomes={task.number: "risk removed"})  # fmt: skip


def test_an_adult_who_wants_no_meeting_has_none_but_somebody_decides_that(make):
    adults = Adults(make)
    (task,) = waiting(adults.worker, adults.case, "meeting")
    with pytest.raises(TogetherOnly):
        adults.finish(task, NO_MEETING)
    adults.finish(task, NO_MEETING, decided_by="Ada Head")
    assert waiting(adults.worker, adults.case, "close")


def test_a_plan_comes_of_their_meeting(make):
    adults = Adults(make)
    assert [step.name for step in hold(adults.worker, adults.case, "a plan is agreed with the adult")] == [
        "plan"
    ]
