"""How times, ages and numbers of people are said on pages. All times are London's."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from commonthread.chronology.household import Member
from commonthread.chronology.story import LONDON, in_words
from commonthread.kernel.dates import in_england, whole_years
from commonthread.records.record import Mention, Precision


def today() -> date:
    """The day that it is in England."""
    return in_england(datetime.now(UTC)).date()


def person(number: int) -> str:
    return f"P-{number}"


def day(given: date | datetime) -> str:
    """14 Mar 2026."""
    return in_words(given.astimezone(LONDON).date() if isinstance(given, datetime) else given)


def clock(given: datetime) -> str:
    """16:30; in the hour that autumn repeats, 01:30 BST or 01:30 GMT."""
    local = given.astimezone(LONDON)
    is_twice = local.replace(fold=0).utcoffset() > local.replace(fold=1).utcoffset()
    return f"{local:%H:%M %Z}" if is_twice else f"{local:%H:%M}"


def moment(given: datetime) -> str:
    """14 Mar 2026, 16:30."""
    return f"{day(given)}, {clock(given)}"


def deadline(given: datetime) -> str:
    """14 Mar 2026, 16:30; what ends with a day: the end of 14 Mar 2026."""
    if given.astimezone(LONDON).time() == time():
        return f"the end of {day(given - timedelta(minutes=1))}"
    return moment(given)


def count(number: int, one: str, many: str | None = None) -> str:
    """1 record, 2,400 records."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def name(said: Mention) -> str:
    """As it was given; what somebody is called stands in quotation marks where it is all that is known."""
    names = " ".join(filter(None, (said.given_name, said.middle_names, said.family_name)))
    if said.known_as and said.known_as != said.given_name:
        return f"{names} (“{said.known_as}”)" if names else f"“{said.known_as}”"
    return names


def born(said: Mention) -> str:
    """14 Mar 2017, in 2017, about 2017; or when a birth is expected."""
    if said.born_on is None:
        return f"unborn, due {day(said.expected_on)}" if said.expected_on else ""
    return {
        Precision.DAY: day(said.born_on),
        Precision.MONTH: f"{said.born_on:%b %Y}",
        Precision.YEAR: f"in {said.born_on.year}",
        Precision.ABOUT: f"about {said.born_on.year}",
    }[said.born_precision]


def age_on(said: Mention, today: date) -> str:
    """9 years, about 9 years, 7 months."""
    if said.born_on is None or said.died_on:
        return f"died {day(said.died_on)}" if said.died_on else ""
    exact = said.born_precision in (Precision.DAY, Precision.MONTH)
    old = whole_years(said.born_on, today)
    if old < 2 and exact:
        months = (today.year - said.born_on.year) * 12 + today.month - said.born_on.month
        return count(months - (today.day < said.born_on.day), "month")
    return f"{'' if exact else 'about '}{count(old, 'year')}"


def age(member: Member) -> str:
    if member.unborn:
        return f"unborn, due {day(member.expected_on)}"
    if member.age is None:
        return "not known"
    if member.age == 0:
        return "under 1"
    return f"about {member.age}" if member.age_is_estimate else str(member.age)


def placing(member: Member) -> tuple[str, ...]:
    """When somebody came and went, each in a few words."""
    unborn = (f"due {day(member.expected_on)}",) if member.unborn else ()
    died = (f"died {day(member.died_on)}",) if member.died_on else ()
    came = (f"since {day(member.since)}",) if member.since else ()
    went = (f"until {day(member.until)}",) if member.until else ()
    told = member.until or member.died_on or member.unborn
    away = ("lives elsewhere",) if member.lives_here is False and not told else ()
    unknown = ("home not recorded",) if member.lives_here is None and not told else ()
    return unborn + came + went + died + away + unknown


def begins(words: object) -> str:
    """As a sentence begins; what has capitals keeps them: NHS number, West Midlands Police."""
    text = str(words)
    return text[:1].upper() + text[1:]


def whose(name: str) -> str:
    """West Midlands Police’s; Birmingham children's services’."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def inside(words: str) -> str:
    """As it stands within a sentence: ring West Midlands Police; A&E attendance and GP registration keep theirs."""
    first = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if first == first.capitalize() else words


FILTERS: Mapping[str, Callable[..., object]] = {
    "age": age,
    "capitalize": begins,
    "clock": clock,
    "seconds": lambda given: int(given.timestamp()),
    "count_of": count,
    "whose": whose,
    "day": day,
    "moment": moment,
    "deadline": deadline,
    "inside": inside,
    "person": person,
    "placing": placing,
}
