"""Dates and times as people and systems write them in England."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
YEARS = range(1850, 2200)

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}

ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})", re.ASCII)
DAY_AND_CLOCK = re.compile(r"(.{8,}?)[Tt, ]+(\d\d?:.*)")
CLOCK = re.compile(r"(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)? ?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII)

DATE_STYLES = "write it as 2026-03-14, 14/03/2026 or 14 Mar 2026"
TIME_STYLES = "after the date write 16:30, with seconds or an offset such as +01:00 if known"


@lru_cache(maxsize=50_000)  # a file of millions of rows has a few thousand days
def read_date(text: str) -> date:
    """A date in one of three styles: 2026-03-14, 14/03/2026, 14 Mar 2026. ValueError gives the rule."""
    text = text.strip()
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := BRITISH.fullmatch(text):
        day, month, year = found.groups()
    elif (found := NAMED.fullmatch(text)) and found[2].lower() in MONTH_NUMBERS:
        day, month, year = found[1], MONTH_NUMBERS[found[2].lower()], found[3]
    else:
        raise ValueError(f"is not a date: {DATE_STYLES}")
    try:
        when = date(int(year), int(month), int(day))
    except ValueError as impossible:
        raise ValueError("is a date that the calendar does not have") from impossible
    if when.year not in YEARS:
        raise ValueError(f"is a date outside the years {YEARS[0]} to {YEARS[-1]}")
    return when


def has_time(text: str) -> bool:
    """Whether the text gives a time of day beside the date."""
    return ":" in text


def read_moment(text: str) -> datetime:
    """A date, with a time of day if there is one, as a UTC datetime. ValueError gives the rule.

    Without an offset it is the time on clocks in England; without a time, the start of the day there.
    In the hour that autumn repeats, the first is meant; the hour that spring skips is refused.
    """
    text = text.strip()
    if not has_time(text):
        return start_of_day(read_date(text))
    parts = DAY_AND_CLOCK.fullmatch(text)
    clock = parts and CLOCK.fullmatch(parts[2])
    if not clock:
        raise ValueError(f"is not a date with a time: {DATE_STYLES}; {TIME_STYLES}")
    day = read_date(parts[1])
    hour, minute, second, fraction, offset = clock.groups()
    try:
        at = time(int(hour), int(minute), int(second or 0), int((fraction or "").ljust(6, "0")))
        zone = _zone(offset) if offset else LONDON
    except ValueError as impossible:
        raise ValueError("is a time that no clock shows") from impossible
    moment = datetime.combine(day, at, zone).astimezone(UTC)
    if not offset and in_england(moment).time() != at:
        raise ValueError("is a time that was skipped when the clocks went forward")
    return moment


@lru_cache(maxsize=200)
def _zone(offset: str) -> timezone:
    if offset in "Zz":
        return UTC
    distance = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return timezone(-distance if offset[0] == "-" else distance)


@lru_cache(maxsize=50_000)
def start_of_day(day: date) -> datetime:
    """Midnight in England, in UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


class Unclear(ValueError):
    """A time on the clocks of England that never was, or was twice: whoever gave it must say which is meant."""

    def __init__(self, message: str, either: tuple[datetime, ...]) -> None:
        super().__init__(message)
        self.either = either


def moment_of(local: datetime) -> datetime:
    """The moment, in UTC, at which clocks in England show this. A time that never was or was twice raises.

    For deadlines, where the first of two may not simply be taken, as it is for records (`read_moment`).
    """
    if local.tzinfo:
        return local.astimezone(UTC)
    first, second = (local.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    if in_england(first).replace(tzinfo=None) != local:
        before, after = in_england(second), in_england(first)
        raise Unclear(
            f"{local:%H:%M on %-d %B %Y} never was: the clocks went forward. "
            f"Say {before:%H:%M} or {after:%H:%M}, whichever it was",
            (second, first),
        )
    raise Unclear(
        f"{local:%H:%M on %-d %B %Y} was twice: the clocks went back. Say {local:%H:%M}+01:00 (summer time, "
        f"the first) or {local:%H:%M}+00:00 (winter time, an hour later)",
        (first, second),
    )


def start_of_next_day(day: date) -> datetime:
    """The midnight that ends a day in England, in UTC."""
    return start_of_day(day + timedelta(days=1))


def in_england(moment: datetime) -> datetime:
    """The same moment on clocks in England."""
    return moment.astimezone(LONDON)


def whole_years(since: date, on: date) -> int:
    """How old somebody is who was born on the first day; somebody of 29 February grows older on 1 March."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))
