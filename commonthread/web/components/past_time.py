"""When something happened, as somebody wrote it: it has been, and clocks in England show it once."""

from collections.abc import Mapping
from datetime import datetime

from commonthread.kernel.dates import moment_of, read_date, read_moment


def read_past(sent: Mapping[str, str]) -> datetime | None:
    """From a field `began_day` and a field `began_time`; None where both are empty. ValueError says what is wrong."""
    day, time = sent.get("began_day", "").strip(), sent.get("began_time", "").strip()
    if not day and not time:
        return None
    if not day or not time:
        raise ValueError("give the day and the time")
    if any(sign in time for sign in "+-Zz"):
        return read_moment(f"{read_date(day).isoformat()} {time}")
    return moment_of(read_moment(f"{read_date(day).isoformat()} {time}Z").replace(tzinfo=None))
