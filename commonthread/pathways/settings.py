"""What an area sets for itself: read by whoever begins a task, set by an administrator of its council."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.db import connections
from django.utils.timezone import localdate, now

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.kernel.bank_holidays import ENGLAND
from commonthread.pathways.area import About, Area, Setting, area_of, read_school_year, set_for
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.declared import longest_of
from commonthread.pathways.procedure import Procedure
from commonthread.pathways.procedures import procedures

AHEAD = timedelta(days=5 * 365)


def settings(*, district: str = "", agency: str = "", login: str = "app") -> list[Setting]:
    """Every edition of an area, named or that of an agency, in order of time."""
    with connections[login].cursor() as cursor:
        cursor.execute("SELECT * FROM pathways.settings(%s, %s)", [district, agency])
        return [Setting(About(row[0]), *row[1:]) for row in cursor.fetchall()]


def area(*, district: str = "", agency: str = "", login: str = "app") -> Area:
    return area_of(settings(district=district, agency=agency, login=login))


def my_area() -> Area:
    """That of the viewer's agency."""
    return area_of(
        Setting(About(row[0]), *row[1:])
        for row in rows("SELECT * FROM pathways.settings('', access.my_agency())")
    )


def may_set() -> bool:
    return value("SELECT pathways.may_set()")


def open_rules() -> Mapping[str, ClockRule]:
    """The time limits of today's procedures that law and guidance leave to an area. How long agencies may disagree is not one
    area's to say."""
    return {
        step.clock.name: step.clock
        for procedure in todays()
        for step in procedure.steps
        if step.clock.may_be_set_locally
    }


def used_in(rule: ClockRule) -> list[str]:
    """The titles of the procedures that count by it."""
    return [
        procedure.title
        for procedure in todays()
        if rule.name in {step.clock.name for step in procedure.steps}
    ]


def todays() -> list[Procedure]:
    return [editions[0] for pathway, editions in procedures().items() if pathway != "disagreement"]


def set_value(*, by: Scope, about: About, name: str, words: str, authority: str, because: str) -> date:
    """For the viewer's district; returns the day from which it holds. ValueError says what is wrong with it, NotAllowed for
    whoever is not an administrator of a council."""
    check_setting(Setting(about, name, words, authority, because, by.agency, by.name, now(), date.max))
    return value(
        "SELECT pathways.set_value(%s, %s, %s, %s, %s)", about.value, name, words, authority, because
    )


def check_setting(given: Setting) -> None:
    """ValueError says what is wrong with it."""
    if given.about is About.LIMIT:
        if given.name not in open_rules():
            raise ValueError("There is no such time limit, or it is not for an area to set")
        rule = open_rules()[given.name]
        limit = set_for(rule, given).local[-1].limit
        if longest_of(replace(rule, within=limit)) > 2 * longest_of(rule) + timedelta(days=30):
            raise ValueError(
                "It may be twice as long as what stands in its source, and a month more, and no longer"
            )
    elif given.about is About.SCHOOL_YEAR:
        read_school_year(given)
    else:
        day = date.fromisoformat(given.name)
        if not localdate() < day < localdate() + AHEAD or ENGLAND.on(day):
            raise ValueError("Give a day ahead, within five years, that is not a bank holiday already")
