"""What follows from what the procedure says, and not whoever calls: held against raw SQL of whoever works on the case."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections
from django.utils.timezone import localdate, now

from commonthread.access.scope import ChangedMeanwhile
from commonthread.access.terms import Purpose
from commonthread.pathways.actions import open_case
from commonthread.pathways.declared import steps_of
from commonthread.pathways.plan import first_tasks, next_tasks
from commonthread.pathways.procedures import edition_on, procedures
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task, tasks
from commonthread.pathways.terms import Sort
from tests.hub import Hub


@pytest.fixture
def hub(make):
    return Hub(make)


def by_hand(scope, sql, *params) -> None:
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute(f"SELECT pathways.{sql}", params)


def times(*steps, due=timedelta(hours=1), **more) -> str:
    at = now()
    return json.dumps([
        {"step": step, "person": None, "grade": "", "counts_from": at.isoformat(), "due_at": (at + due).isoformat()} | more
        for step in steps
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "given"),
    [
        ("purple", times("checks", "decision")),
        ("amber", "[]"),
        ("amber", times("checks")),
        ("amber", times("checks", "decision", "feedback")),
        ("amber", times("checks", "decision", "no such step")),
        ("amber", times("checks", "decision", grade="purple")),
        ("amber", times("checks", "decision", due=timedelta(days=300))),
        ("not about safeguarding", times("decision")),
    ],
)
def test_only_what_an_outcome_begins_begins_and_within_its_time(hub, make, outcome, given):
    number = make.case(hub.worker, make.person())
    hub.follows(number, "front-door")
    (rating,) = hub.waiting(number)
    with pytest.raises(DatabaseError):
        by_hand(hub.worker, "finish_task(%s, %s, 'so', %s::jsonb)", rating.number, outcome, given)
    assert [task.number for task in hub.waiting(number)] == [rating.number]


def test_nobody_of_the_case_is_left_out_of_a_step_and_each_agency_of_the_hub_is_asked(hub, make):
    people = {make.person() for _ in range(3)}
    number = make.case(hub.worker, *people)
    hub.follows(number, "front-door")
    (rating,) = hub.waiting(number)
    given = times("checks", "decision", person=None, agency="", discipline="")
    by_hand(hub.worker, "finish_task(%s, 'amber', 'so', %s::jsonb)", rating.number, given)
    assert {task.person for task in hub.waiting(number, "decision")} == people
    assert {task.agency for task in hub.waiting(number, "checks")} == {hub.council, hub.police, hub.trust}


def test_whoever_is_asked_begins_and_ends_nothing_but_what_the_procedure_says(hub, make):
    number = hub.contact(make.person())
    asked = next(task for task in hub.waiting(number, "checks") if task.agency == hub.police)
    officer = hub.officer(hub.police)
    for outcome, given in (("answered", times("feedback")), ("closed", "[]")):
        with pytest.raises(DatabaseError):
            by_hand(officer, "answer_asked(%s, %s, 'so', %s::jsonb)", asked.number, outcome, given)
    by_hand(officer, "answer_asked(%s, 'answered', 'so', '[]')", asked.number)
    assert hub.waiting(number, "decision")


@pytest.mark.parametrize(
    ("pathway", "edition", "given"),
    [
        ("front-door", "1066", times("rating")),
        ("no-such", "2023", times("rating")),
        ("front-door", "2023", times("feedback")),
        ("missing", "2013", times("report")),
    ],
)
def test_a_case_follows_an_edition_in_force_from_its_first_steps(hub, make, pathway, edition, given):
    number = make.case(hub.worker, make.person())
    with pytest.raises(DatabaseError):
        by_hand(hub.worker, "follow_procedure(%s, %s, %s, %s::jsonb, '')", number, pathway, edition, given)
    assert hub.waiting(number) == []


@pytest.mark.parametrize(("ago", "why", "begins"), [(timedelta(days=2), "", False), (timedelta(days=2), "she was told", True),
                                                   (timedelta(days=200), "long ago", False), (timedelta(0), "", True)])  # fmt: skip
def test_a_clock_that_began_before_says_how_that_is_known_and_none_began_long_before_the_case(
    hub, make, ago, why, begins
):
    number = make.case(hub.worker, make.person())
    given = times(
        "rating", counts_from=(now() - ago).isoformat(), due_at=(now() - ago + timedelta(hours=1)).isoformat()
    )
    sql = "follow_procedure(%s, 'front-door', '2023', %s::jsonb, %s)"
    if begins:
        by_hand(hub.worker, sql, number, given, why)
    else:
        with pytest.raises(DatabaseError):
            by_hand(hub.worker, sql, number, given, why)
    assert bool(hub.waiting(number)) == begins


def test_a_clock_is_stopped_and_graded_only_as_its_rule_allows(hub, make):
    number = hub.contact(make.person())
    (task,) = hub.waiting(number, "decision")
    for kind, grade, due in (("pause", "", None), ("grade", "red", None), ("forget", "", None), ("resume", "", now() + timedelta(days=500))):  # fmt: skip
        with pytest.raises((DatabaseError, ChangedMeanwhile)):
            by_hand(hub.worker, "change_clock(%s, %s, 'so', 'a manager', %s, %s, 0)", task.number, kind, grade, due)  # fmt: skip


@pytest.mark.parametrize("pathway", sorted(procedures().keys() - {"disagreement"}))
def test_what_the_wall_begins_is_what_is_planned(hub, make, pathway):
    """With what every outcome of the first steps begins, for two children and an adult."""
    people = {make.person(): sort for sort in (Sort.CHILD, Sort.CHILD, Sort.ADULT)}
    procedure = edition_on(pathway, localdate())
    for outcome in procedure[procedure.starts[0]].outcomes:
        with hub.worker.transaction():
            number = open_case(
                by=hub.worker, purpose=Purpose.SECTION_47, power="section 47", because="so", people=people
            )
        hub.follows(number, pathway)
        first = {(task.step, task.person) for task in first_tasks(procedure, people, now())}
        assert begun(make, number) == first
        step, person = min(first, key=lambda one: one[0] != procedure.starts[0])
        if procedure[step].quorum:
            continue
        with hub.worker.transaction():
            (task, *_) = [
                t
                for t in tasks(case(number))
                if (t.step.name, t.person) == (step, person) and t.agency == hub.council
            ]
        with hub.worker.transaction():
            finish_task(by=hub.worker, case=case(number), number=task.number, outcome=outcome, words="so")
        following = next_tasks(
            procedure, step=step, person=person, outcome=outcome, people=people, begun={}, at=now()
        )
        assert begun(make, number) == first | {(task.step, task.person) for task in following}


def begun(make, number) -> set[tuple[str, int | None]]:
    (found,) = make._owner(
        "SELECT array_agg(ARRAY[step, person::text]) FROM pathways_task WHERE case_id = %s", number
    )
    return {(step, person and int(person)) for step, person in found}


def test_the_database_holds_every_step_of_every_edition(make):
    declared = {(row["pathway"], row["edition"], row["name"]) for editions in procedures().values()
                for procedure in editions for row in steps_of(procedure)}  # fmt: skip
    (held,) = make._owner("SELECT array_agg(ARRAY[pathway, edition, name]) FROM pathways_declaredstep")
    assert {tuple(row) for row in held} == declared
