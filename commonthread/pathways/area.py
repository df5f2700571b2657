"""An area with what it sets for itself: the time limits, school terms and bank holidays by which its cases count."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from commonthread.kernel.bank_holidays import ENGLAND, BankHolidays
from commonthread.kernel.dates import read_date
from commonthread.kernel.school_days import SchoolCalendar, SchoolYear, Span
from commonthread.pathways.clocks.calendars import Calendars, OpeningHours
from commonthread.pathways.clocks.limits import ByGrade, Limit
from commonthread.pathways.clocks.reading import read_limit
from commonthread.pathways.clocks.rules import ClockRule, LocalValue

MONDAY_TO_FRIDAY = range(5)
# Local figures, until a partnership sets its own.
OFFICE = OpeningHours("the team", dict.fromkeys(MONDAY_TO_FRIDAY, (time(8, 30), time(17))))
SCHOOLS_OPEN = time(8, 45)
SPAN = re.compile(r"(term|half-term):? +(.+?) +to +(.+)", re.IGNORECASE)
HOW_TERMS = "one on each line, as: term 2 Sep 2026 to 18 Dec 2026; half-term 26 Oct 2026 to 30 Oct 2026"


class About(StrEnum):
    LIMIT = "time limit"
    SCHOOL_YEAR = "school year"
    BANK_HOLIDAY = "bank holiday"


@dataclass(frozen=True)
class Setting:
    """One edition: what was set, on whose authority and why, by whom of which agency, and from which day it holds."""

    about: About
    name: str
    words: str
    authority: str
    because: str
    agency: str
    made_by: str
    made_at: datetime
    holds_from: date


@dataclass(frozen=True)
class Area:
    """`limits` are every edition for each rule by its name, in order of time; `schools` are those of each child, where known."""

    limits: Mapping[str, tuple[Setting, ...]] = field(default_factory=dict)
    bank_holidays: BankHolidays = ENGLAND
    school_years: tuple[SchoolYear, ...] = ()
    schools: Mapping[int, tuple[SchoolCalendar, ...]] = field(default_factory=dict)

    @property
    def calendars(self) -> Calendars:
        """By the terms of the district's schools, where they were entered; a school that has its own may differ."""
        school = None
        if self.school_years:
            school = SchoolCalendar(
                "the district’s schools", SCHOOLS_OPEN, self.school_years, bank_holidays=self.bank_holidays
            )
        return Calendars(self.bank_holidays, school, OFFICE)

    def calendars_for(self, person: int | None) -> tuple[Calendars, ...]:
        """By each of the child's own schools, where they are known; the soonest of what is counted by them holds."""
        known = self.schools.get(person, ()) if person else ()
        return tuple(replace(self.calendars, school=school) for school in known) or (self.calendars,)

    def rule(self, declared: ClockRule) -> ClockRule:
        """As it holds here. What does not fit the rule any more, since a newer edition has other grades, is left out."""
        for setting in self.limits.get(declared.name, ()):
            with suppress(ValueError):
                declared = set_for(declared, setting)
        return declared


ELSEWHERE = Area()


def area_of(settings: Iterable[Setting]) -> Area:
    """What holds, out of every edition in order of time. Of one day the last holds, and of a school year and a holiday."""
    limits: dict[str, dict[date, Setting]] = {}
    years: dict[str, SchoolYear] = {}
    holidays = ENGLAND
    for one in settings:
        if one.about is About.LIMIT:
            limits.setdefault(one.name, {})[one.holds_from] = one
        elif one.about is About.SCHOOL_YEAR:
            years[one.name] = read_school_year(one)
        elif not holidays.on(day := date.fromisoformat(one.name)):
            holidays = holidays.proclaimed(
                day, one.words, f"{one.authority}; added by {one.made_by}, {one.made_at:%-d %B %Y}"
            )
    return Area(
        {name: tuple(of_day.values()) for name, of_day in limits.items()}, holidays, tuple(years.values())
    )


def set_for(rule: ClockRule, setting: Setting) -> ClockRule:
    """The rule with what was set. ValueError where it may not be set here, cannot be read, or leaves out a grade."""
    limit = read_limits(setting.words)
    if isinstance(limit, Mapping):
        if not isinstance(rule.within, ByGrade):
            raise ValueError("It has one time, and none for each grade")
        limit = replace(rule.within, grades=limit)
    return rule.set_locally(LocalValue(limit, setting.authority, setting.holds_from, setting.because))


def read_limits(words: str) -> Limit | Mapping[str, Limit]:
    """One time, or a line for each grade: *amber: 24 opening hours*. ValueError says how to write it."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if len(lines) == 1 and ":" not in lines[0].split(" by ")[0]:
        return read_limit(lines[0])
    found = {}
    for grade, colon, limit in (line.partition(":") for line in lines):
        if not colon:
            raise ValueError(f"{grade!r} names no grade: write each on a line, as “amber: 24 opening hours”")
        found[grade.strip()] = read_limit(limit)
    return found


def in_lines(limit: Limit | ByGrade) -> str:
    """As `read_limits` reads it."""
    if isinstance(limit, ByGrade):
        return "\n".join(f"{grade}: {one}" for grade, one in limit.grades.items())
    return str(limit)


def read_school_year(setting: Setting) -> SchoolYear:
    return read_terms(setting.name, setting.words, setting.authority)


def read_terms(begins: str, words: str, authority: str) -> SchoolYear:
    """The terms and half-term holidays of the school year that begins then, a line each. ValueError says how to write it."""
    spans: dict[str, list[Span]] = {"term": [], "half-term": []}
    for line in filter(None, (line.strip() for line in words.splitlines())):
        if not (found := SPAN.fullmatch(line)):
            raise ValueError(f"{line!r} is no term: write {HOW_TERMS}")
        try:
            spans[found[1].lower()].append(Span(read_date(found[2]), read_date(found[3])))
        except ValueError as wrong:
            raise ValueError(f"{line!r} {wrong}") from wrong
    terms, halves = (tuple(sorted(spans[which], key=lambda span: span.first)) for which in spans)
    return SchoolYear(int(begins), terms, halves, authority, authority)
