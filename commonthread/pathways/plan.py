"""Which tasks a procedure begins, about whom and due when. Pure: what there is goes in, what is to be done comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from commonthread.kernel.school_days import TermsUnknown
from commonthread.pathways.area import ELSEWHERE, Area
from commonthread.pathways.clocks.calendars import CalendarAbsent, Calendars
from commonthread.pathways.clocks.clock import Clock, Grading
from commonthread.pathways.clocks.due import Due
from commonthread.pathways.clocks.limits import ByGrade
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.procedure import REFERRAL, Each, Procedure, Step
from commonthread.pathways.terms import Sort

People = Mapping[int, Sort]
Begun = Mapping[tuple[str, int | None], datetime]

NOTHING: Begun = MappingProxyType({})
# Where nobody knows the days of the school, it is told as in the holidays.
SCHOOL_UNKNOWN = timedelta(hours=24)
OF = {Each.CHILD: Sort.CHILD, Each.THIS_CHILD: Sort.CHILD, Each.AT_RISK: Sort.ADULT}


@dataclass(frozen=True)
class Wanted:
    """A task to begin. `counts_from` is when its clock began; whose it is the database knows from the declaration."""

    step: str
    person: int | None
    grade: str
    counts_from: datetime
    due_at: datetime


def first_tasks(
    procedure: Procedure,
    people: People,
    at: datetime,
    area: Area = ELSEWHERE,
    begun: Begun = NOTHING,
) -> list[Wanted]:
    """What a case begins with, in an area with what it sets for itself. `at` is when what begins it happened."""
    return [
        wanted
        for name in procedure.starts
        for wanted in _tasks(procedure[name], None, people, begun, "", at, area)
    ]


def next_tasks(
    procedure: Procedure,
    *,
    step: str,
    person: int | None,
    outcome: str,
    people: People,
    begun: Begun,
    at: datetime,
    area: Area = ELSEWHERE,
) -> list[Wanted]:
    """What an outcome begins. `begun` says when each step began before, for a clock that counts from it.

    Raises ValueError for an outcome that the step does not have.
    """
    return [
        wanted
        for following in procedure.after(step, outcome)
        for wanted in _tasks(following, person, people, begun, outcome, at, area)
    ]


def _tasks(
    step: Step,
    person: int | None,
    people: People,
    begun: Begun,
    outcome: str,
    at: datetime,
    area: Area,
) -> list[Wanted]:
    tasks = []
    for whom in _about(step, person, people):
        counts_from = _counts_from(step, whom, begun, at)
        grade, due_at = _due(area, step, counts_from, outcome, whom)
        tasks.append(Wanted(step.name, whom, grade, counts_from, due_at))
    return tasks


def _about(step: Step, person: int | None, people: People) -> list[int | None]:
    """Each child where the step is of each, so that no brother or sister is left out; else the case. What each is said to be in the
    case the database knows: it begins the steps of those by the same times."""
    if step.each is Each.THIS_PERSON:
        of_that_sort = [person] if person in people else _of(people, Sort.CHILD) or list(people)
    elif step.each in OF:
        of_that_sort = _of(people, OF[step.each])
    else:
        return [None]
    if step.each is Each.AT_RISK and person not in of_that_sort:
        return [None]
    if person in of_that_sort:
        return [person]
    return of_that_sort or [None]


def _of(people: People, wanted: Sort) -> list[int]:
    return [number for number, sort in people.items() if sort is wanted]


def _counts_from(step: Step, person: int | None, begun: Begun, at: datetime) -> datetime:
    if not step.counted_from:
        return at
    earlier = [
        when for (name, whom), when in begun.items() if name == step.counted_from and whom in (person, None)
    ]
    if step.counted_from == REFERRAL and not earlier:
        return min(begun.values(), default=at)
    return max(earlier, default=at)


def _due(
    area: Area, step: Step, counts_from: datetime, outcome: str, whom: int | None
) -> tuple[str, datetime]:
    """Until a task is graded the shortest of its times holds, and of two schools of one child that which opens first."""
    within = step.clock.within
    grade = outcome if isinstance(within, ByGrade) and outcome in within.grades else ""
    return grade, min(
        falls_due(begun_clock(area.rule(step.clock), counts_from, grade, calendars), calendars)
        for calendars in area.calendars_for(whom)
    )


def soonest(rule: ClockRule, counts_from: datetime, area: Area, person: int | None) -> Calendars:
    """The calendars by which a task about somebody was counted."""
    return min(
        area.calendars_for(person),
        key=lambda calendars: falls_due(begun_clock(rule, counts_from, "", calendars), calendars),
    )


def begun_clock(
    rule: ClockRule, counts_from: datetime, grade: str, calendars: Calendars = ELSEWHERE.calendars
) -> Clock:
    """The clock of a task as it begins; without a grade that of its shortest time."""
    if not isinstance(rule.within, ByGrade):
        return Clock(rule, counts_from)
    graded = [
        Clock(rule, counts_from, gradings=(Grading(counts_from, one, "as begun", "the procedure"),))
        for one in ([grade] if grade else rule.within.grades)
    ]
    return min(graded, key=lambda clock: falls_due(clock, calendars))


def falls_due(clock: Clock, calendars: Calendars) -> datetime:
    """Of a clock that was just started; where nobody knows the days of the school, as in the holidays."""
    try:
        due = clock.due(calendars)
    except (CalendarAbsent, TermsUnknown):
        return clock.started + SCHOOL_UNKNOWN
    if not isinstance(due, Due):
        raise TypeError("a clock that was just started stands still")
    return due.at
