"""A time by which something is to be done, as somebody wrote it: it lies ahead, and clocks in England show it once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from commonthread.kernel.dates import moment_of, read_date, read_moment

LONGEST = timedelta(days=366)
OFFSET = "+-Zz"


@dataclass(frozen=True)
class DueTime:
    at: datetime | None
    wrong: str = ""


def read_due_time(sent: Mapping[str, str], now: datetime) -> DueTime:
    """From a field `day` and a field `time`, which may say which of two hours is meant: 01:30+00:00."""
    day, time = sent.get("day", "").strip(), sent.get("time", "").strip()
    if not day or not time:
        return DueTime(None, "Give the day and the time")
    try:
        at = _moment(day, time)
    except ValueError as fault:
        return DueTime(None, f"What you wrote {fault}" if str(fault).startswith("is ") else str(fault))
    if not now < at <= now + LONGEST:
        return DueTime(None, "Give a day and time that lie ahead, within a year")
    return DueTime(at)


def _moment(day: str, time: str) -> datetime:
    """Read as a UTC time, what is meant is no hour that the clocks skip or repeat; England's hour is looked at then."""
    written = f"{read_date(day).isoformat()} {time}"
    if any(sign in time for sign in OFFSET):
        return read_moment(written)
    return moment_of(read_moment(f"{written}Z").replace(tzinfo=None))
