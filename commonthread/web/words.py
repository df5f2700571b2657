"""How times, ages and numbers of people are said on pages. All times are London's."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from commonthread.chronology.household import Member
from commonthread.chronology.story import LONDON, in_words


def person(number: int) -> str:
    return f"P-{number}"


def day(given: date | datetime) -> str:
    """14 Mar 2026."""
    return in_words(given.astimezone(LONDON).date() if isinstance(given, datetime) else given)


def clock(given: datetime) -> str:
    """16:30."""
    return f"{given.astimezone(LONDON):%H:%M}"


def moment(given: datetime) -> str:
    """14 Mar 2026, 16:30."""
    return f"{day(given)}, {clock(given)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """1 record, 2,400 records."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def age(member: Member) -> str:
    if member.unborn:
        return f"unborn, due {day(member.expected_on)}"
    if member.age is None:
        return "not known"
    return f"about {member.age}" if member.age_is_estimate else str(member.age)


def placing(member: Member) -> tuple[str, ...]:
    """When somebody came and went, each in a few words."""
    unborn = (f"due {day(member.expected_on)}",) if member.unborn else ()
    died = (f"died {day(member.died_on)}",) if member.died_on else ()
    came = (f"since {day(member.since)}",) if member.since else ()
    went = (f"left {day(member.until)}",) if member.until else ()
    away = ("lives elsewhere",) if not (member.lives_here or member.until or member.died_on) else ()
    return unborn + came + went + died + away


FILTERS: Mapping[str, Callable[..., object]] = {
    "age": age,
    "clock": clock,
    "count_of": count,
    "day": day,
    "moment": moment,
    "person": person,
    "placing": placing,
}
