"""Reads a limit of time from the words in which a practitioner writes it: *15 working days*."""

import re
from datetime import time

from commonthread.pathways.clocks.days import DayCount, Unit
from commonthread.pathways.clocks.hours import HourCount, Runs
from commonthread.pathways.clocks.limits import Limit, Promptly
from commonthread.pathways.clocks.school_notice import BeforeNextSchoolDay

DAYS = re.compile(
    r"(?P<number>\d+) (?P<unit>(?:working |school )?day|week|month|year)s?"
    r"(?P<first> beginning with the day)?(?P<next>, or the next working day)?(?: by (?P<by>\d\d:\d\d))?"
)
HOURS = re.compile(
    r"(?P<number>\d+) (?P<open>opening )?hours?(?P<less>, disregarding Sundays and bank holidays)?"
)
SCHOOL = re.compile(
    r"before the next school day, or, if none begins within (?P<days>\d+) days, within (?P<hours>\d+ hours?)"
)
PROMPTLY = re.compile(
    r"(?P<says>at once|as soon as reasonably practicable); at the latest (?:within )?(?P<limit>.+)"
)
SAME_DAY = "the same day"
EXAMPLES = (
    "72 hours; 48 hours, disregarding Sundays and bank holidays; 4 opening hours; the same day; 28 days; "
    "15 working days; 20 school days; 3 months; 56 days beginning with the day; 1 working day by 16:30"
)


def read_limit(words: str) -> Limit:
    """The limit that these words mean; `str(limit)` gives them back. Other words are refused with examples."""
    words = " ".join(words.split())
    if words == SAME_DAY:
        return DayCount(1, Unit.DAY).beginning_with()
    if found := DAYS.fullmatch(words):
        return _days(found)
    if (found := HOURS.fullmatch(words)) and not (found["open"] and found["less"]):
        return _hours(found)
    if found := SCHOOL.fullmatch(words):
        return BeforeNextSchoolDay(int(found["days"]), read_limit(found["hours"]))
    if found := PROMPTLY.fullmatch(words):
        return Promptly(found["says"], read_limit(found["limit"]))
    raise ValueError(f"{words!r} is not a limit of time; write it like one of these: {EXAMPLES}")


def _days(found: re.Match[str]) -> DayCount:
    limit = DayCount(int(found["number"]), Unit(found["unit"]))
    limit = limit.beginning_with() if found["first"] else limit
    limit = limit.or_the_next_working_day() if found["next"] else limit
    return limit.by(time.fromisoformat(found["by"])) if found["by"] else limit


def _hours(found: re.Match[str]) -> HourCount:
    if found["open"]:
        return HourCount(int(found["number"]), Runs.WHILE_OPEN)
    return HourCount(int(found["number"]), Runs.LESS_SUNDAYS_AND_HOLIDAYS if found["less"] else Runs.ALWAYS)
