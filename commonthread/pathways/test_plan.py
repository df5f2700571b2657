"""Which tasks an outcome begins: about each child, by the clock of each, and nothing left out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.kernel.dates import in_england
from commonthread.pathways.plan import first_tasks, next_tasks
from commonthread.pathways.procedure import REFERRAL
from commonthread.pathways.procedures import procedures
from commonthread.pathways.terms import Sort

EVERY = [editions[0] for editions in procedures().values()]
ENQUIRY = "section 47 enquiry, joint with the police"
FAMILY = {11: Sort.CHILD, 12: Sort.CHILD, 21: Sort.ADULT}
BEFORE_EASTER = datetime(2026, 4, 1, 13, 30, tzinfo=UTC)
SECTION_47 = procedures()["section-47"][0]


def after_the_discussion(**changes):
    given = {"people": FAMILY, "begun": {("discussion", None): BEFORE_EASTER - timedelta(hours=2)}}
    given |= {"step": "discussion", "person": None, "outcome": ENQUIRY, "at": BEFORE_EASTER} | changes
    return next_tasks(SECTION_47, **given)


def test_each_child_has_a_task_of_its_own_and_the_case_one():
    begun = [(task.step, task.person) for task in after_the_discussion()]
    assert begun == [
        ("enquiry", 11), ("enquiry", 12), ("investigation", None), ("conference", 11), ("conference", 12),
        ("assessment", 11), ("assessment", 12),
    ]  # fmt: skip


def test_the_conference_is_due_fifteen_working_days_on_past_easter():
    due = {
        task.step: in_england(task.due_at - timedelta(minutes=1)).date() for task in after_the_discussion()
    }
    assert due["conference"].isoformat() == "2026-04-24"


def test_a_time_counts_from_the_step_that_it_names():
    counts_from = {task.step: task.counts_from for task in after_the_discussion()}
    assert counts_from["assessment"] == BEFORE_EASTER - timedelta(hours=2)
    assert counts_from["enquiry"] == BEFORE_EASTER


def test_what_follows_one_child_is_about_that_child_alone():
    (task,) = after_the_discussion(step="enquiry", person=12, outcome="seen")
    assert (task.step, task.person) == ("outcome", 12)


def test_in_a_case_without_children_a_step_of_each_child_is_not_lost():
    assert [task.person for task in after_the_discussion(people={21: Sort.ADULT})] == [None] * 4


def test_until_it_is_graded_the_shortest_time_holds():
    investigation = procedures()["supervised-investigation"][0]
    (review, _) = next_tasks(
        investigation, step="plan", person=None, outcome="written", people=FAMILY, begun={}, at=BEFORE_EASTER
    )
    assert review.grade == ""
    assert in_england(review.due_at - timedelta(minutes=1)).date().isoformat() == "2026-04-08"


def test_an_outcome_that_is_a_grade_grades_what_it_begins():
    front_door = procedures()["front-door"][0]
    due = {
        outcome: next_tasks(
            front_door, step="rating", person=None, outcome=outcome, people=FAMILY, begun={}, at=BEFORE_EASTER
        )[0]
        for outcome in ("red", "amber")
    }
    assert [task.grade for task in due.values()] == ["red", "amber"]
    assert due["red"].due_at < due["amber"].due_at


def test_an_outcome_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="'postponed' cannot come of discussion"):
        after_the_discussion(outcome="postponed")


MOMENTS = st.datetimes(
    datetime.fromisoformat("2026-09-02"), datetime.fromisoformat("2029-06-01"), timezones=st.just(UTC)
)


@pytest.mark.parametrize("procedure", EVERY, ids=lambda procedure: procedure.pathway)
@given(at=MOMENTS, data=st.data())
def test_wherever_a_case_goes_every_task_is_due_after_it_began_and_the_case_can_end(procedure, at, data):
    waiting = first_tasks(procedure, FAMILY, at)
    begun: dict = {}
    for _ in range(12):
        if not waiting:
            return
        assert all(task.due_at > task.counts_from for task in waiting)
        begun |= {(task.step, task.person): at for task in waiting}
        task = data.draw(st.sampled_from(waiting))
        waiting.remove(task)
        at += data.draw(st.timedeltas(timedelta(minutes=1), timedelta(days=40)))
        outcome = data.draw(st.sampled_from(sorted(procedure[task.step].outcomes)))
        waiting += next_tasks(
            procedure, step=task.step, person=task.person, outcome=outcome, people=FAMILY, begun=begun, at=at
        )


def test_the_assessment_counts_from_the_referral_and_without_one_from_where_the_case_began():
    told, discussed = BEFORE_EASTER - timedelta(days=9), BEFORE_EASTER - timedelta(hours=2)
    for begun, since in (({(REFERRAL, None): told}, told), ({}, discussed)):
        every = {
            task.step: task for task in after_the_discussion(begun={("discussion", None): discussed} | begun)
        }
        assert every["assessment"].counts_from == since
        assert every["conference"].counts_from == BEFORE_EASTER


def test_an_adult_is_at_risk_by_what_is_said_and_not_by_being_in_the_case():
    home = procedures()["adult-enquiry"][0]
    assert [task.person for task in first_tasks(home, FAMILY, BEFORE_EASTER)] == [None]
    (followed,) = next_tasks(
        home,
        step="safe-now",
        person=21,
        outcome="safe, or made safe",
        people=FAMILY,
        begun={},
        at=BEFORE_EASTER,
    )
    assert followed.person == 21
