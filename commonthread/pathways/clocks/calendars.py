"""The calendars of one place, by which its clocks count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from commonthread.kernel.bank_holidays import ENGLAND, BankHolidays
from commonthread.kernel.dates import LONDON
from commonthread.kernel.school_days import SchoolCalendar


class CalendarAbsent(ValueError):
    """The rule counts by a calendar that was not given."""


@dataclass(frozen=True)
class OpeningHours:
    """When a team is open: for each weekday (0 is Monday) from when to when. Bank holidays are closed."""

    team: str
    week: Mapping[int, tuple[time, time]]

    def __post_init__(self) -> None:
        if not self.week:
            raise ValueError(f"{self.team} has no opening hours: a time counted in them would never end")
        for weekday, (opens, closes) in self.week.items():
            if weekday not in range(7) or closes <= opens:
                raise ValueError(f"{self.team} is given impossible hours on weekday {weekday} (0 is Monday)")

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        if day.weekday() not in self.week:
            return None
        opens, closes = self.week[day.weekday()]
        return datetime.combine(day, opens, LONDON), datetime.combine(day, closes, LONDON)


@dataclass(frozen=True)
class Calendars:
    """Bank holidays, and, where a rule asks for them, the days of one school and the hours of one team."""

    bank_holidays: BankHolidays = ENGLAND
    school: SchoolCalendar | None = None
    opening: OpeningHours | None = None

    def of_school(self) -> SchoolCalendar:
        if self.school is None:
            raise CalendarAbsent("this time is counted in school days: say which school it is about")
        return self.school

    def of_team(self) -> OpeningHours:
        if self.opening is None:
            raise CalendarAbsent("this time is counted in opening hours: say which team it is about")
        return self.opening

    def remarks(self, last: date) -> tuple[str, ...]:
        """What to know of a count by bank holidays that ended on this day."""
        if last.year <= self.bank_holidays.published_to:
            return ()
        return (
            f"The bank holidays of {last.year} are those that the Act foresees: others may yet be proclaimed.",
        )


IN_ENGLAND = Calendars()
