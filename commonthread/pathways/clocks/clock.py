"""A clock that runs: a rule, when it was started, its pauses and its grades. A plain value; each change is a new one."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from commonthread.kernel.dates import in_england
from commonthread.pathways.clocks.calendars import IN_ENGLAND, Calendars
from commonthread.pathways.clocks.days import DayCount, Unit
from commonthread.pathways.clocks.due import Due, Stopped, day_words
from commonthread.pathways.clocks.limits import ByGrade, Limit, Regrading
from commonthread.pathways.clocks.pauses import NONE, Pause, Pauses
from commonthread.pathways.clocks.rules import ClockRule


class CannotPause(ValueError):
    """No power lets this clock be stopped."""


@dataclass(frozen=True)
class Grading:
    """A grade that was given, when, by which post, and why."""

    at: datetime
    grade: str
    reason: str
    graded_by: str

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a grading needs a moment with a time zone")
        if not (self.reason.strip() and self.graded_by.strip()):
            raise ValueError("a grade needs its reason and the post that gave it")


@dataclass(frozen=True)
class WhatIf:
    """When it falls due, and when it would."""

    now: Due | Stopped
    then: Due | Stopped

    @property
    def later_by(self) -> timedelta | None:
        """How much later, negative where earlier; None where either clock stands still."""
        if isinstance(self.now, Due) and isinstance(self.then, Due):
            return self.then.at - self.now.at
        return None


@dataclass(frozen=True)
class Clock:
    """One running of a rule. `gradings` are in order of time, the first of them made at the trigger or after it."""

    rule: ClockRule
    started: datetime
    pauses: tuple[Pause, ...] = ()
    gradings: tuple[Grading, ...] = ()

    def __post_init__(self) -> None:
        limit = self.limit
        if self.pauses and self.rule.may_pause is None:
            raise CannotPause(
                f"{self.rule.name} cannot be paused: {self.rule.source.title} gives no power to. "
                "Let it run, and record the reason if it is late"
            )
        if self.pauses and self.pauses[0].since < self.started:
            raise ValueError("a clock cannot be paused before it was started")
        self._pauses(self.started)
        for earlier, later in zip(self.gradings, self.gradings[1:], strict=False):
            if later.at < earlier.at:
                raise ValueError("gradings are given in order of time")
        if self.gradings and self.gradings[0].at < self.started:
            raise ValueError("a grade cannot be given before the clock was started")
        if self.gradings and not isinstance(limit, ByGrade):
            raise ValueError(f"{self.rule.name} has one time for every grade: it is not graded")
        for grading in self.gradings:
            limit.of(grading.grade)

    @property
    def limit(self) -> Limit | ByGrade:
        """The limit that held at the trigger. What an area sets later does not move it."""
        return self.rule.limit_on(self.rule.check_in_force(self.started))

    def paused(self, since: datetime, *, reason: str, authorised_by: str) -> "Clock":
        return replace(self, pauses=(*self.pauses, Pause(since, None, reason, authorised_by)))

    def resumed(self, at: datetime) -> "Clock":
        if not self.pauses or self.pauses[-1].until is not None:
            raise ValueError("the clock runs: there is nothing to resume")
        return replace(self, pauses=(*self.pauses[:-1], replace(self.pauses[-1], until=at)))

    def graded(self, at: datetime, grade: str, *, reason: str, graded_by: str) -> "Clock":
        return replace(self, gradings=(*self.gradings, Grading(at, grade, reason, graded_by)))

    def due(self, calendars: Calendars = IN_ENGLAND) -> Due | Stopped:
        """When it falls due, or that it stands still, with the days that were counted and why."""
        if isinstance(self.limit, ByGrade):
            return self._by_grade(self.limit, calendars)
        return self.limit.due(self.started, calendars, self._pauses(self.started))

    def what_if(
        self, calendars: Calendars = IN_ENGLAND, *, instead: Calendars | None = None, **changes
    ) -> WhatIf:
        """When it would fall due with another start, pauses, gradings or rule, or (`instead`) by other calendars."""
        return WhatIf(self.due(calendars), replace(self, **changes).due(instead or calendars))

    def if_the_trigger_is_day_1(self, calendars: Calendars = IN_ENGLAND) -> Due | Stopped | None:
        """How a count of working days ends for those who call the day of the trigger day 1, as some do."""
        limit = self.limit
        if not (isinstance(limit, DayCount) and limit.unit is Unit.WORKING_DAY) or limit.first:
            return None
        rule = replace(self.rule, within=limit.beginning_with(), local=())
        return replace(self, rule=rule).due(calendars)

    def share_used(self, now: datetime, calendars: Calendars = IN_ENGLAND) -> float | None:
        """How much of its time has gone by: 0 at the trigger, 1 when due, more when late; None if it stands still."""
        due = self.due(calendars)
        if isinstance(due, Stopped):
            return None
        whole = due.at - self.started
        return (now - self.started) / whole if whole else 1.0

    def _by_grade(self, limits: ByGrade, calendars: Calendars) -> Due | Stopped:
        if not self.gradings:
            limits.of(None)
        first, *later = self.gradings
        due = limits.of(first.grade).due(self.started, calendars, self._pauses(self.started))
        for grading in later:
            from_trigger = limits.regrading is Regrading.SAME_TRIGGER
            start = self.started if from_trigger else grading.at
            new = limits.of(grading.grade).due(start, calendars, self._pauses(start))
            if limits.regrading is Regrading.NEVER_LATER and _sooner(due, new):
                new = due
            due = replace(new, remarks=(*new.remarks, _remark(grading, limits.regrading)))
        return due

    def _pauses(self, start: datetime) -> Pauses:
        """The pauses as a count that starts then sees them."""
        if not self.pauses:
            return NONE
        after = tuple(pause for pause in self.pauses if pause.until is None or pause.until > start)
        return Pauses(after, self.rule.may_pause.stops_for)


def _sooner(one: Due | Stopped, other: Due | Stopped) -> bool:
    return isinstance(one, Due) and (isinstance(other, Stopped) or one.at <= other.at)


def _remark(grading: Grading, regrading: Regrading) -> str:
    at = in_england(grading.at)
    return f"Graded {grading.grade} at {at:%H:%M} on {day_words(at.date())} ({grading.reason}): {regrading}."
