"""The year in which things happen: days, hours and chances."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import exp
from random import Random

from commonthread.kernel.dates import LONDON
from commonthread.synthetic.rates import Rate, Share

MEAN_STRAIN = exp(-0.6 + 1.1**2 / 2)
OFFICE = (9, 17)
SCHOOL = (8, 16)
NIGHT = (17, 26)
ANY = (6, 26)


@dataclass
class Year:
    chance: Random
    until: date

    @property
    def since(self) -> date:
        return self.until - timedelta(days=365)

    def times(self, rate: Rate, strain: float = MEAN_STRAIN) -> int:
        """How often it happens this year in a household under such strain: a Poisson draw."""
        expected = rate.per_year * strain / MEAN_STRAIN
        left, count = self.chance.random(), 0
        term = reached = exp(-expected)
        while left > reached and count < 12:
            count += 1
            term *= expected / count
            reached += term
        return count

    def follows(self, share: Share) -> bool:
        return self.chance.random() < share.share

    def one_in(self, share: float) -> bool:
        return self.chance.random() < share

    def day(self) -> date:
        return self.until - timedelta(days=self.chance.randrange(2, 364))

    def working_day(self, not_before: date | None = None) -> date:
        return to_working_day(not_before or self.day())

    def at(self, day: date, hours: tuple[int, int] = OFFICE) -> datetime:
        minutes = self.chance.randrange(hours[0] * 60, hours[1] * 60, 5)
        midnight = datetime.combine(day, time(), LONDON)
        moment = midnight + timedelta(minutes=minutes)
        # By way of UTC, for the hour of March that no clock shows.
        return moment.astimezone(UTC).astimezone(LONDON)

    def within(self, day: date) -> bool:
        return day <= self.until


def to_working_day(day: date) -> date:
    return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])


def working_days_after(day: date, count: int) -> date:
    """Weekdays only: close enough for invented dates."""
    weeks, rest = divmod(count, 5)
    day += timedelta(weeks=weeks)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() < 5
    return to_working_day(day)
