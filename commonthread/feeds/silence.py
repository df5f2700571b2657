"""When a feed has fallen silent: far less came than was declared, or than came in the same days of the weeks before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

WEEK = timedelta(days=7)
# Three days tell soon of a feed that comes daily, a week of one that comes weekly.
WINDOWS = (3, 7)
WEEKS = 8
LEAST_WEEKS = 4
# Of fewer it cannot be told whether they stay away.
LEAST = 10
SHARE = 4


@dataclass(frozen=True)
class Arrival:
    at: datetime
    pieces: int


@dataclass(frozen=True)
class Silent:
    """So many came in the last days, and so many were to be expected."""

    days: int
    expected: int
    came: int


def silence(
    arrivals: Sequence[Arrival],
    *,
    now: datetime,
    since: datetime,
    weekly: int | None = None,
    silences: Sequence[tuple[datetime, datetime]] = (),
) -> Silent | None:
    """`since` is when the agreement began, `weekly` what it declares; earlier `silences` count for no past.
    Of a feed that declares none a week nothing is expected."""
    if weekly == 0:
        return None
    for days in WINDOWS:
        window = timedelta(days=days)
        expected = _declared(weekly, days, now, since)
        if expected is None:
            expected = _usual(arrivals, window, now, silences)
        came = _pieces(arrivals, now - window, now)
        if expected is not None and expected >= LEAST and is_far_below(came, expected):
            return Silent(days, expected, came)
    return None


def has_come_back(arrivals: Sequence[Arrival], found: Silent, now: datetime) -> bool:
    came = _pieces(arrivals, now - timedelta(days=found.days), now)
    return not is_far_below(came, found.expected)


def is_far_below(came: int, expected: int) -> bool:
    return came * SHARE < expected


def _declared(weekly: int | None, days: int, now: datetime, since: datetime) -> int | None:
    """What is declared holds for a whole week of the agreement; on which of its days it comes is not said."""
    return weekly if weekly is not None and timedelta(days=days) == WEEK and since <= now - WEEK else None


def _usual(
    arrivals: Sequence[Arrival],
    window: timedelta,
    now: datetime,
    silences: Sequence[tuple[datetime, datetime]],
) -> int | None:
    """The middle of what came in the same days of the weeks before; None where there are too few to tell."""
    first = min((arrival.at for arrival in arrivals), default=now)
    ends = [now - week * WEEK for week in range(1, WEEKS + 1)]
    known = [
        _pieces(arrivals, end - window, end)
        for end in ends
        if end - window >= first
        and not any(begun < end and end - window < ended for begun, ended in silences)
    ]
    return int(median(known)) if len(known) >= LEAST_WEEKS else None


def _pieces(arrivals: Sequence[Arrival], after: datetime, until: datetime) -> int:
    return sum(arrival.pieces for arrival in arrivals if after < arrival.at <= until)
