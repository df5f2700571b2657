"""The tasks of a case: always owned and timed, seen by those who work on it, and never done twice."""

from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connections

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed, open_scope
from commonthread.access.terms import Purpose
from commonthread.pathways import actions
from commonthread.pathways.procedures import editions
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task, follow_procedure, tasks
from commonthread.pathways.terms import Sort
from commonthread.pathways.work import Whose, take_task
from tests.wall.tasks.doing import DISCUSSION, added, finish, held, open_tasks, work


def test_no_two_of_very_many_tasks_have_one_number(make):
    (different,) = make._owner(
        "SELECT count(DISTINCT pathways.long_number()) FROM generate_series(1, 100000)"
    )
    assert different == 100_000


def test_following_a_procedure_begins_its_first_tasks_with_an_owner_and_a_time(worker, begun):
    (task,) = open_tasks(worker, begun)
    assert task.step.name == DISCUSSION
    assert task.owner
    assert task.due_at > task.counts_from


def test_an_outcome_begins_what_follows_for_each_child_in_the_same_moment(worker, begun):
    steps = held(worker, begun)
    assert [step.name for step in steps] == ["enquiry", "conference", "assessment"]
    waiting = open_tasks(worker, begun)
    assert sorted(task.step.name for task in waiting) == sorted(["enquiry", "conference", "assessment"] * 2)
    assert all(task.person for task in waiting)


def test_a_child_who_is_found_later_has_all_that_was_begun_for_each(make, worker, begun):
    held(worker, begun)
    enquiry = next(task for task in open_tasks(worker, begun) if task.step.name == "enquiry")
    finish(worker, begun, enquiry, "seen")
    make._owner(
        "UPDATE pathways_task SET done_at = now(), outcome = 'closed' WHERE case_id = %s AND step = 'assessment'",
        begun,
    )
    late = make.person()
    for people in ({late: Sort.CHILD}, {make.person(): Sort.ADULT}):
        with worker.transaction():
            actions.add_people(by=worker, case=begun, people=people, because="the mother named another")
    waiting = open_tasks(worker, begun)
    theirs = {task.step.name: task for task in waiting if task.person == late}
    assert theirs.keys() == {"enquiry", "conference", "assessment"}
    (beside,) = [task for task in waiting if task.step.name == "enquiry" and task.person != late]
    assert (theirs["enquiry"].due_at, theirs["enquiry"].owner) == (beside.due_at, beside.owner)
    assert theirs["assessment"].counts_from > enquiry.counts_from
    assert {task.person for task in waiting if task.step.name == "outcome"} == {enquiry.person}


def test_a_case_follows_one_procedure(worker, begun):
    with pytest.raises(ChangedMeanwhile), worker.transaction():
        follow_procedure(by=worker, case=case(begun), pathway="child-in-need")


def test_the_second_to_decide_is_told_that_the_first_has(worker, begun):
    held(worker, begun)
    task = next(task for task in open_tasks(worker, begun) if task.step.name == "enquiry")
    finish(worker, begun, task, "seen")
    with pytest.raises(ChangedMeanwhile):
        finish(worker, begun, task, "not seen: the discussion meets again")
    with worker.transaction():
        assert [found.outcome for found in tasks(case(begun)) if found.number == task.number] == ["seen"]


def test_two_who_decide_at_once_begin_what_follows_once(make, council, worker, begun):
    colleague = make.user(council, Role.SOCIAL_WORKER)
    with worker.transaction():
        actions.give_case(by=worker, case=begun, to=colleague, because="we both work on it")
    held(worker, begun)
    task = next(task for task in open_tasks(worker, begun) if task.step.name == "enquiry")
    both, said = Barrier(2), []

    def decide(scope):
        with scope.transaction():
            shown = case(begun)
        both.wait()
        try:
            with scope.transaction():
                finish_task(by=scope, case=shown, number=task.number, outcome="seen", words="as written")
            said.append("decided")
        except ChangedMeanwhile:
            said.append("meanwhile")
        finally:
            connections.close_all()

    threads = [Thread(target=decide, args=[scope]) for scope in (worker, open_scope(colleague))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["decided", "meanwhile"]
    assert [task.step.name for task in open_tasks(worker, begun)].count("outcome") == 1


def test_what_came_of_a_task_is_said(worker, begun):
    held(worker, begun)
    (task, *_) = open_tasks(worker, begun)
    with pytest.raises(DatabaseError, match="reason is needed"):
        finish(worker, begun, task, next(iter(task.outcomes)), words=" ")


def test_whoever_works_on_the_case_alone_sees_and_finishes_its_tasks(make, council, worker, begun):
    (task,) = open_tasks(worker, begun)
    for stranger in (make.scope(council, Role.SOCIAL_WORKER), make.scope(make.agency(), Role.INVESTIGATOR)):
        with pytest.raises(NotAllowed):
            open_tasks(stranger, begun)
        with pytest.raises(NotAllowed), stranger.transaction(), connections["app"].cursor() as cursor:
            cursor.execute("SELECT pathways.finish_task(%s, 'no further action', 'why', '[]')", [task.number])
    assert len(open_tasks(worker, begun)) == 1


def test_a_task_about_somebody_who_is_not_in_the_case_cannot_begin(make, worker, begun):
    (task,) = open_tasks(worker, begun)
    wanted = (
        f'[{{"step": "enquiry", "person": {make.person()}, "grade": "", '
        '"counts_from": "2026-01-01T00:00Z", "due_at": "2026-01-02T00:00Z"}]'
    )
    held(worker, begun)
    task = next(task for task in open_tasks(worker, begun) if task.step.name == "assessment")
    with pytest.raises(NotAllowed), worker.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT pathways.finish_task(%s, 'early help', 'why', %s)", [task.number, wanted])


def test_closing_the_case_leaves_nothing_to_be_done(worker, begun):
    held(worker, begun)
    with worker.transaction():
        people = case(begun).people
        outcomes = {person.number: "safe" for person in people}
        actions.close_case(by=worker, case=begun, because="no further action", outcomes=outcomes)
    assert open_tasks(worker, begun) == []
    with worker.transaction():
        assert work(Whose.TEAM) == []


def test_whoever_is_taken_out_takes_their_tasks_with_them(worker, begun):
    held(worker, begun)
    with worker.transaction():
        gone, stays = (person.number for person in case(begun).people)
        actions.take_out(by=worker, case=begun, person=gone, because="another family")
    assert {task.person for task in open_tasks(worker, begun)} == {stays}


def test_it_stands_on_the_owners_list_and_the_teams(make, council, worker, begun):
    team = make._owner(
        "SELECT p.team_id FROM access_post p JOIN pathways_member m ON m.user = p.user_id WHERE m.case_id = %s AND m.leads",
        begun,
    )[0]
    colleague = make.scope(council, Role.SOCIAL_WORKER, team=team)
    with worker.transaction():
        assert [found.case for found in work(Whose.MINE)] == [begun]
    with colleague.transaction():
        assert work(Whose.MINE) == []
        (found,) = work(Whose.TEAM)
    assert (found.is_mine, found.person, found.has_left) == (False, None, False)


def test_of_an_owner_who_has_left_the_team_is_told(make, council, worker, begun):
    (owner, team) = make._owner(
        "SELECT p.user_id, p.team_id FROM access_post p JOIN pathways_member m ON m.user = p.user_id WHERE m.case_id = %s AND m.leads",
        begun,
    )
    colleague = make.scope(council, Role.SOCIAL_WORKER, team=team)
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", owner)
    with colleague.transaction():
        (found,) = work(Whose.TEAM)
    assert found.has_left
    with colleague.transaction():
        assert take_task(by=colleague, number=found.task, because="they have left") == begun
    assert len(open_tasks(colleague, begun)) == 1


def test_a_case_goes_on_in_the_edition_with_which_it_began(make):
    """Another edition is in force since: what follows is what its own says."""
    police = make.scope(make.agency(), Role.MISSING_COORDINATOR)
    number = make.case(police, make.person(), purpose=Purpose.MISSING_PERSON)
    with police.transaction():
        today = follow_procedure(by=police, case=case(number), pathway="missing")
    earlier = editions("missing")[1]
    assert earlier.edition != today.edition
    make._owner("UPDATE pathways_case SET edition = %s WHERE number = %s", earlier.edition, number)
    make._owner("UPDATE pathways_task SET step = %s WHERE case_id = %s", earlier.starts[0], number)
    task = open_tasks(police, number)[0]
    assert task.step is earlier[earlier.starts[0]]
    outcome = next(outcome for outcome, begins in task.step.outcomes.items() if begins)
    begun = finish(police, number, task, outcome)
    assert begun == [earlier[name] for name in task.step.outcomes[outcome]]


def test_two_children_who_are_found_to_be_one_have_each_thing_to_be_done_once(make, worker):
    """In the middle of a case; what was added in words for each is kept, as the words may differ."""
    (one,), (other,) = (make._owner("SELECT identity.new_person()") for _ in range(2))
    for person in (one, other):
        make.record(worker.agency, persons=(person,))
    number = make.case(worker, one, other, purpose=Purpose.SECTION_47)
    with worker.transaction():
        follow_procedure(by=worker, case=case(number), pathway="section-47")
    held(worker, number)
    for person in (one, other):
        added(worker, number, person=person)
    make._owner("UPDATE identity_person SET merged_into = %s WHERE number = %s", one, other)
    added(worker, number)
    waiting = open_tasks(worker, number)
    assert sorted(task.step.name for task in waiting if task.step) == ["assessment", "conference", "enquiry"]
    assert {task.person for task in waiting if task.step} == {one}
    assert len([task for task in waiting if not task.step]) == 3
