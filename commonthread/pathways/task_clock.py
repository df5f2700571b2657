"""The clock of a task: how its time was counted, stopping it where a rule allows, grading it anew, and what would be if."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import now

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.clocks.calendars import Calendars
from commonthread.pathways.clocks.clock import CannotPause, Clock, WhatIf
from commonthread.pathways.clocks.due import Due, Stopped
from commonthread.pathways.clocks.limits import ByGrade
from commonthread.pathways.plan import begun_clock, soonest
from commonthread.pathways.schools import area_of_task
from commonthread.pathways.tasks import Task


@dataclass(frozen=True)
class Change:
    """`kind` is pause, resume or grade; `was` is the grade before."""

    kind: str
    at: datetime
    reason: str
    authority: str
    grade: str
    was: str
    by: str


@dataclass(frozen=True)
class TaskClock:
    """The clock of a step as it stands, with what was done to it."""

    clock: Clock
    changes: tuple[Change, ...]
    calendars: Calendars
    by_own_school: bool

    @property
    def due(self) -> Due | Stopped:
        """Raises CalendarAbsent where it is counted by the days of a school, which nobody gave."""
        return self.clock.due(self.calendars)

    @property
    def is_stopped(self) -> bool:
        return bool(self.clock.pauses) and self.clock.pauses[-1].until is None

    @property
    def grades(self) -> tuple[str, ...]:
        """To which it may be graded; none where it has one time."""
        return tuple(self.clock.limit.grades) if isinstance(self.clock.limit, ByGrade) else ()

    def if_graded(self, grade: str, at: datetime) -> WhatIf:
        graded = self.clock.graded(at, grade, reason="what if", graded_by="nobody")
        return self.clock.what_if(self.calendars, gradings=graded.gradings)

    def if_begun(self, at: datetime) -> WhatIf:
        """Had it begun then, and never been stopped."""
        return WhatIf(self.due, begun_clock(self.clock.rule, at, self._grade).due(self.calendars))

    @property
    def _grade(self) -> str:
        return self.clock.gradings[-1].grade if self.clock.gradings else ""


def clock_of(task: Task) -> TaskClock:
    """Of a step of a procedure; what was added has no clock but the time that was set."""
    changes = tuple(Change(*row) for row in rows("SELECT * FROM pathways.clock_changes(%s)", task.number))
    grades = [change for change in changes if change.kind == "grade"]
    here = area_of_task(task.number, by_school=task.step.clock.counts_by_school)
    rule = here.rule(task.step.clock)
    calendars = soonest(rule, task.counts_from, here, task.person)
    clock = begun_clock(rule, task.counts_from, grades[0].was if grades else task.grade, calendars)
    for change in changes:
        if change.kind == "pause":
            clock = clock.paused(change.at, reason=change.reason, authorised_by=change.authority)
        elif change.kind == "resume":
            clock = clock.resumed(change.at)
        else:
            clock = clock.graded(change.at, change.grade, reason=change.reason, graded_by=change.authority)
    return TaskClock(clock, changes, calendars, task.person in here.schools)


def stop_clock(*, by: Scope, task: Task, reason: str, authority: str) -> None:
    """CannotPause where no power lets this clock be stopped, or its time is over already."""
    held = clock_of(task)
    held.clock.paused(now(), reason=reason, authorised_by=authority)
    if held.due.is_late(now()):
        raise CannotPause("its time is over: what is late is told, and not stopped")
    _change(task, held, "pause", reason, authority)


def go_on(*, by: Scope, task: Task, reason: str, authority: str) -> None:
    held = clock_of(task)
    _change(task, held, "resume", reason, authority, clock=held.clock.resumed(now()))


def grade_anew(*, by: Scope, task: Task, grade: str, reason: str, authority: str) -> None:
    """ValueError for a grade that the rule does not have."""
    held = clock_of(task)
    clock = held.clock.graded(now(), grade, reason=reason, graded_by=authority)
    _change(task, held, "grade", reason, authority, grade, clock)


def _change(
    task: Task, held: TaskClock, kind: str, reason: str, authority: str, grade: str = "", clock: Clock | None = None
) -> None:  # fmt: skip
    due = clock.due(held.calendars) if clock else None
    value(
        "SELECT pathways.change_clock(%s, %s, %s, %s, %s, %s, %s)",
        task.number, kind, reason, authority, grade, due.at if isinstance(due, Due) else None, len(held.changes),
    )  # fmt: skip
