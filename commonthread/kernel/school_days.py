"""When schools are open: terms that a district publishes, and what one school does otherwise.

There is no national calendar. Districts set the terms of community schools; academies, foundation and
aided schools set their own; training days differ from school to school.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from commonthread.kernel.bank_holidays import ENGLAND, SATURDAY, BankHolidays, CalendarEnds
from commonthread.kernel.dates import LONDON


class TermsUnknown(CalendarEnds):
    """Nobody has entered the terms of that school year."""


@dataclass(frozen=True)
class Span:
    """From a day to a day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span of time ends on {self.last}, before it begins on {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class SchoolYear:
    """The terms and half-term holidays of one school year, from 1 September to 31 August, and who set them."""

    begins: int
    terms: tuple[Span, ...]
    half_terms: tuple[Span, ...]
    set_by: str
    source: str

    def __post_init__(self) -> None:
        if not self.terms:
            raise ValueError(
                f"{self} has no terms: a school year without any is not known, rather than empty"
            )
        for span in (*self.terms, *self.half_terms):
            if span.first not in self or span.last not in self:
                raise ValueError(
                    f"{span.first} to {span.last} is outside {self}: give it to the year it is in"
                )
        if self.terms[0].first > date(self.begins, 9, 30) or self.terms[-1].last < date(
            self.begins + 1, 6, 1
        ):
            raise ValueError(f"{self} is not whole: its terms should run from September into the summer")
        for earlier, later in zip(self.terms, self.terms[1:], strict=False):
            if later.first <= earlier.last:
                raise ValueError(f"two terms of {self} overlap, or are not in order: see {later.first}")

    def __contains__(self, day: date) -> bool:
        return date(self.begins, 9, 1) <= day <= date(self.begins + 1, 8, 31)

    def __str__(self) -> str:
        return f"school year {self.begins}/{(self.begins + 1) % 100:02} of {self.set_by}"

    def why_closed(self, day: date) -> str | None:
        if any(day in half for half in self.half_terms):
            return "half-term holiday"
        return None if any(day in term for term in self.terms) else "school holiday"


@dataclass(frozen=True)
class SchoolCalendar:
    """The days on which one school teaches. Years of its own come before those of its district."""

    school: str
    opens: time
    district: tuple[SchoolYear, ...] = ()
    own: tuple[SchoolYear, ...] = ()
    training_days: frozenset[date] = frozenset()
    closures: Mapping[date, str] = field(default_factory=dict)
    bank_holidays: BankHolidays = ENGLAND

    def why_closed(self, day: date) -> str | None:
        """Why nobody is taught on this day; None for a school day. A year that is not known raises."""
        year = self._year(day)
        if day.weekday() >= SATURDAY:
            return "weekend"
        if holiday := self.bank_holidays.on(day):
            return str(holiday)
        if day in self.training_days:
            return "training day"
        return self.closures.get(day) or year.why_closed(day)

    def is_school_day(self, day: date) -> bool:
        return self.why_closed(day) is None

    def opening(self, day: date) -> datetime:
        """When the school day begins, in England."""
        return datetime.combine(day, self.opens, LONDON)

    def _year(self, day: date) -> SchoolYear:
        for year in (*self.own, *self.district):
            if day in year:
                return year
        begins = day.year if day.month >= 9 else day.year - 1
        raise TermsUnknown(
            f"{self.school}: the terms of {begins}/{(begins + 1) % 100:02} are not known, so {day} cannot be told "
            "for a school day or a holiday: enter that year's term dates"
        )
