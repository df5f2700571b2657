"""The clock of a task: graded anew and stopped with a reason, its due time follows, and what happened is kept."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed
from commonthread.access.statements import value
from commonthread.pathways.clocks.clock import CannotPause
from commonthread.pathways.clocks.pauses import PausePower
from commonthread.pathways.clocks.sources import WORKING_TOGETHER
from commonthread.pathways.escalation import escalate
from commonthread.pathways.queries import case
from commonthread.pathways.task_clock import clock_of, go_on, grade_anew, stop_clock
from commonthread.pathways.tasks import tasks
from commonthread.pathways.work import Chosen, Whose, work
from tests.hub import Hub

WHY = {"reason": "the school rang again", "authority": "Hub officer, a council"}


class Checks:
    """Our own answer to a contact that was rated amber."""

    def __init__(self, make) -> None:
        self.hub = Hub(make)
        self.worker = self.hub.worker
        self.number = self.hub.contact(make.person(), rating="amber")

    def task(self, *, may_pause: bool = False):
        with self.worker.transaction():
            found = next(
                task for task in tasks(case(self.number))
                if task.agency == self.hub.council and task.step.name == "checks"
            )  # fmt: skip
        if not may_pause:
            return found
        # No step of today's procedures may be stopped; one that may is the same but for its rule.
        power = PausePower("what is meant has to be asked first", WORKING_TOGETHER, "a test")
        self.hub.make._owner(
            "UPDATE pathways_declaredstep SET may_pause = true WHERE pathway = 'front-door' AND name = %s",
            found.step.name,
        )
        return replace(found, step=replace(found.step, clock=replace(found.step.clock, may_pause=power)))

    def does(self, change, task=None, **more):
        task = task or self.task()
        with self.worker.transaction():
            change(by=self.worker, task=task, **WHY | more)


@pytest.fixture
def checks(make):
    return Checks(make)


def test_graded_anew_the_due_time_follows_and_why_is_kept(checks):
    before = checks.task()
    checks.does(grade_anew, grade="red")
    after = checks.task()
    assert (before.grade, after.grade) == ("amber", "red")
    assert after.due_at < before.due_at
    with checks.worker.transaction():
        held = clock_of(after)
    (change,) = held.changes
    assert (change.kind, change.was, change.grade, change.reason, change.by) == (
        "grade", "amber", "red", WHY["reason"], checks.worker.name,
    )  # fmt: skip
    assert held.due.at == after.due_at


def test_what_if_changes_nothing(checks):
    task = checks.task()
    with checks.worker.transaction():
        supposed = clock_of(task).if_graded("red", task.counts_from)
    assert supposed.then.at < supposed.now.at == task.due_at
    assert checks.task() == task


def test_a_grade_that_the_rule_does_not_have_is_refused(checks):
    with pytest.raises(ValueError, match="red, amber, green"):
        checks.does(grade_anew, grade="purple")


def test_a_clock_that_no_power_lets_be_stopped_is_not(checks):
    with pytest.raises(CannotPause):
        checks.does(stop_clock)
    assert checks.task().stopped_at is None


def test_stopped_it_is_not_overdue_and_going_on_it_is_due_later(make, fresh_database):
    checks = Checks(make)
    make.scope(checks.hub.council, Role.TEAM_MANAGER, team=checks.hub.hubs[checks.hub.council])
    checks.does(stop_clock, checks.task(may_pause=True))
    make._owner(
        "UPDATE pathways_task SET counts_from = counts_from - interval '30 days', due_at = now() - interval '1 day' WHERE number = %s",
        checks.task().number,
    )
    assert escalate() == 0
    stopped = checks.task(may_pause=True)
    assert stopped.stopped_at
    with checks.worker.transaction():
        assert work(Whose.MINE, Chosen(overdue=True)).items == []
    with pytest.raises(ValueError, match="stood still already"):
        checks.does(stop_clock, stopped)
    checks.does(go_on, stopped)
    going = checks.task(may_pause=True)
    assert going.stopped_at is None
    with checks.worker.transaction():
        assert [change.kind for change in clock_of(going).changes] == ["pause", "resume"]


def test_the_second_of_two_who_change_it_looks_again(checks):
    task = checks.task(may_pause=True)
    with checks.worker.transaction():
        seen = len(clock_of(task).changes)
    checks.does(grade_anew, grade="red")
    with pytest.raises(ChangedMeanwhile), checks.worker.transaction():
        value("SELECT pathways.change_clock(%s, 'grade', 'why', 'who', 'green', NULL, %s)", task.number, seen)


def test_what_is_late_is_not_stopped(make, checks):
    make._owner(
        "UPDATE pathways_task SET counts_from = counts_from - interval '30 days' WHERE number = %s",
        checks.task().number,
    )
    with pytest.raises(CannotPause, match="its time is over"):
        checks.does(stop_clock, checks.task(may_pause=True))


def test_without_a_reason_nothing_is_changed_and_a_stranger_changes_nothing(checks):
    with pytest.raises(ValueError, match="a pause needs a reason"):
        checks.does(stop_clock, checks.task(may_pause=True), reason=" ")
    task = checks.task()
    stranger = checks.hub.officer(checks.hub.council)
    with pytest.raises(NotAllowed), stranger.transaction():
        grade_anew(by=stranger, task=task, grade="red", **WHY)


@pytest.mark.parametrize(("was_due", "told_due"), [("1 day", "20 days"), ("-1 day", None)])
def test_by_hand_a_stop_neither_moves_the_time_nor_saves_what_is_late(make, checks, was_due, told_due):
    task = checks.task(may_pause=True)
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '3 days', due_at = now() + %s::interval WHERE number = %s",
        was_due,
        task.number,
    )
    with pytest.raises(IntegrityError), checks.worker.transaction():
        value(
            "SELECT pathways.change_clock(%s, 'pause', 'why', 'who', '', now() + %s::interval, 0)",
            task.number,
            told_due,
        )
