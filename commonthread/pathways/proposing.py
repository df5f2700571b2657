"""What another edition of what an area sets would change, to be read before it is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.timezone import get_current_timezone

from commonthread.pathways.area import About, Area, Setting, area_of, read_school_year
from commonthread.pathways.clocks.limits import ByGrade
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.plan import begun_clock, falls_due
from commonthread.pathways.school_terms import Change, OwnYear, calendar_of, changes, count_days
from commonthread.pathways.settings import check_setting, open_rules

BEGUN_AT = time(10)


@dataclass(frozen=True)
class YearProposed:
    """On how many days there is school, as it is and as it would be, and which days would become something else."""

    changes: list[Change]
    before: int
    days: int


@dataclass(frozen=True)
class LimitProposed:
    """One grade of a limit, or the limit. The days are when what begins at a time would fall due, now and then."""

    grade: str
    was: str
    becomes: str
    due_was: datetime
    due_becomes: datetime


def propose_year(every: Iterable[Setting], proposed: Setting) -> YearProposed:
    """The days of a district's schools. ValueError for what cannot be right."""
    check_setting(proposed)
    known = list(every)
    before, after = _days(known), _days([*known, proposed])
    year = OwnYear(int(proposed.name))
    return YearProposed(changes(before, after, year), count_days(before, year), count_days(after, year))


def propose_limit(every: Iterable[Setting], proposed: Setting) -> tuple[datetime, list[LimitProposed]]:
    """When what is compared begins, on the first day on which it would hold; and each grade. ValueError for what cannot be right."""
    check_setting(proposed)
    known = list(every)
    before, after = area_of(known), area_of([*known, proposed])
    begins = datetime.combine(proposed.holds_from, BEGUN_AT, get_current_timezone())
    rule = open_rules()[proposed.name]
    grades = list(rule.within.grades) if isinstance(rule.within, ByGrade) else [""]
    was, becomes = (_by_grade(here, rule, grades, begins) for here in (before, after))
    return begins, [LimitProposed(grade, *was[grade][:1], *becomes[grade][:1], was[grade][1], becomes[grade][1]) for grade in grades]  # fmt: skip


def _by_grade(
    here: Area, declared: ClockRule, grades: list[str], begins: datetime
) -> dict[str, tuple[str, datetime]]:
    rule = here.rule(declared)
    limit = rule.limit_on(begins.date())
    return {
        grade: (
            str(limit.of(grade) if grade else limit),
            falls_due(begun_clock(rule, begins, grade, here.calendars), here.calendars),
        )
        for grade in grades
    }


def _days(known: list[Setting]):
    years = {one.name: read_school_year(one) for one in known if one.about is About.SCHOOL_YEAR}
    return calendar_of(
        years.values(), [], name="the district’s schools", bank_holidays=area_of(known).bank_holidays
    )
