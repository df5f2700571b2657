"""A scale of time from one day to another, with its months or years."""

from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

MOST_TICKS = 14


@dataclass(frozen=True)
class Tick:
    day: date
    label: str
    begins_year: bool


@dataclass(frozen=True)
class Scale:
    """Positions are fractions of the way from the first day to the last."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last <= self.first:
            raise ValueError("a scale ends after it begins")

    def position(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return min(max(share, 0.0), 1.0)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """First days of months, of quarters or of years: the finest that stays legible."""
        return next(
            ticks for months in (1, 3, 12, 60, 240) if len(ticks := self._every(months)) <= MOST_TICKS
        )

    def _every(self, months: int) -> tuple[Tick, ...]:
        first_month = self.first.year * 12 + self.first.month - 1
        start = -(-first_month // months) * months
        days = (date(month // 12, month % 12 + 1, 1) for month in count(start, months))
        within = (day for day in takewhile(lambda day: day <= self.last, days) if day >= self.first)
        return tuple(Tick(day, _label(day, months), day.month == 1) for day in within)


def _label(day: date, months: int) -> str:
    if months >= 12:
        return str(day.year)
    return f"{day:%b} {day.year}" if day.month == 1 else f"{day:%b}"
