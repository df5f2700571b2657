"""When something falls due, and how that was counted: day by day, what counted and what did not, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from commonthread.kernel.dates import in_england

NOTHING = timedelta()
A_DAY = timedelta(days=1)
MIDNIGHT = time()
Amount = int | timedelta


@dataclass(frozen=True)
class Step:
    """One day of the count: how much of it counted (a day, or a time), and why not, or what was odd."""

    day: date
    counted: Amount
    why: str = ""


@dataclass(frozen=True)
class Stretch:
    """Days that follow each other and went alike. `total` is what had been counted at its end."""

    first: date
    last: date
    counted: Amount
    total: Amount
    why: str

    def __str__(self) -> str:
        days = span_words(self.first, self.last)
        if not self.counted:
            return f"{days}: {self.why}"
        odd = f" ({self.why})" if self.why else ""
        return f"{days}: {amount_words(self.counted)} counted, {amount_words(self.total)} in all{odd}"


@dataclass(frozen=True)
class Count:
    """A count as far as it went."""

    steps: tuple[Step, ...]
    remarks: tuple[str, ...] = ()

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        return tuple(_stretches(self.steps))


@dataclass(frozen=True, kw_only=True)
class Due(Count):
    """When it falls due. `at` is a moment in UTC; `day` is set where the whole of a day in England is left.

    For a day, `at` is the midnight that ends it: show `words`, which never say midnight.
    """

    at: datetime
    day: date | None = None
    held_until: date | None = None

    @property
    def words(self) -> str:
        if self.day:
            return f"by the end of {day_words(self.day, weekday='%A')}"
        local = in_england(self.at)
        if local.time() == MIDNIGHT:
            return f"by midnight at the end of {day_words(local.date() - A_DAY, weekday='%A')}"
        return f"by {local:%H:%M (%Z)} on {day_words(local.date(), weekday='%A')}"

    def is_late(self, now: datetime) -> bool:
        """Whether it has passed. A moment is still in time; the midnight that ends a day no longer is."""
        return now >= self.at if self.day else now > self.at


@dataclass(frozen=True, kw_only=True)
class Stopped(Count):
    """A clock that stands still: nothing falls due until it is resumed."""

    since: datetime
    reason: str

    @property
    def words(self) -> str:
        since = in_england(self.since)
        return f"stopped since {since:%H:%M} on {day_words(since.date(), weekday='%A')}: {self.reason}"

    def is_late(self, now: datetime) -> bool:
        return False


def day_words(day: date, weekday: str = "%a") -> str:
    return f"{day:{weekday}} {day.day} {day:%B %Y}"


def span_words(first: date, last: date) -> str:
    """From a day to a day, naming month and year once where they are the same."""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%a} {first.day} to {day_words(last)}"
    if first.year == last.year:
        return f"{first:%a} {first.day} {first:%B} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def amount_words(amount: Amount) -> str:
    if isinstance(amount, int):
        return f"{amount} day" if amount == 1 else f"{amount} days"
    hours, minutes = divmod(int(amount.total_seconds()) // 60, 60)
    return " ".join([f"{hours} h"] * bool(hours or not minutes) + [f"{minutes} min"] * bool(minutes))


def _stretches(steps: tuple[Step, ...]) -> Iterator[Stretch]:
    total: Amount | None = None
    for (_, why), alike in groupby(steps, key=lambda step: (bool(step.counted), step.why)):
        days = list(alike)
        counted = days[0].counted
        for step in days[1:]:
            counted += step.counted
        total = counted if total is None else total + counted
        yield Stretch(days[0].day, days[-1].day, counted, total, why)
