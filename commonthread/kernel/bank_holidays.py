"""Bank holidays of England as dated data: each with the law that makes it one.

A library's list would not do: it names Saturday 1 January a holiday, which in law it is not, and hides
Saturday 26 December, which in law it is; time limits that run through Saturdays depend on both. And a
holiday that is proclaimed today must count today, before any library has heard of it. See decision 22.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

DATA = Path(__file__).with_name("bank_holidays.csv")
YEARS = range(2010, 2031)
PUBLISHED_TO = 2028
SATURDAY, SUNDAY = 5, 6


class CalendarEnds(ValueError):
    """A calendar was asked about a day that it does not know. It never answers *an ordinary day* instead."""


class Basis(StrEnum):
    """What makes a day a holiday: the Act of 1971 itself, a proclamation under it, or custom older than both."""

    STATUTE = "statute"
    PROCLAMATION = "proclamation"
    COMMON_LAW = "common law"


@dataclass(frozen=True)
class BankHoliday:
    """A day on which England does not work. `note` says if it was moved, stands in for another or is a one-off."""

    day: date
    name: str
    basis: Basis
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name} (substitute day)" if self.note.startswith("substitute") else self.name


@dataclass(frozen=True)
class BankHolidays:
    """The bank holidays of some years. `published_to`: from the year after, they are what the Act foresees."""

    days: Mapping[date, BankHoliday]
    years: range
    published_to: int

    def on(self, day: date) -> BankHoliday | None:
        """The bank holiday on this day, if it is one."""
        if day.year not in self.years:
            raise CalendarEnds(
                f"bank holidays are known for {self.years[0]} to {self.years[-1]}, not for {day.year}: "
                "add the year to commonthread/kernel/bank_holidays.csv when it is published"
            )
        return self.days.get(day)

    def of(self, year: int) -> tuple[BankHoliday, ...]:
        self.on(date(year, 1, 1))
        return tuple(holiday for day, holiday in sorted(self.days.items()) if day.year == year)

    def proclaimed(self, day: date, name: str, note: str) -> "BankHolidays":
        """With one more, for a proclamation that came after this edition of the data. `note`: who added it, when."""
        if self.on(day):
            raise ValueError(f"{day} is a bank holiday already: {self.days[day]}")
        added = BankHoliday(day, name, Basis.PROCLAMATION, note)
        return replace(self, days={**self.days, day: added})

    def why_closed(self, day: date) -> str | None:
        """Why nobody works on this day; None for a working day."""
        if holiday := self.on(day):
            return str(holiday)
        return "weekend" if day.weekday() >= SATURDAY else None

    def why_disregarded(self, day: date) -> str | None:
        """Why the law disregards the day where it disregards Sundays and bank holidays: Saturdays count."""
        if holiday := self.on(day):
            return str(holiday)
        return "Sunday" if day.weekday() == SUNDAY else None

    @cached_property
    def edition(self) -> str:
        return f"England {self.years[0]} to {self.years[-1]}, published to {self.published_to}"


def read(path: Path = DATA) -> BankHolidays:
    with path.open(encoding="utf-8", newline="") as file:
        holidays = [
            BankHoliday(date.fromisoformat(row["day"]), row["name"], Basis(row["basis"]), row["note"])
            for row in csv.DictReader(file)
        ]
    return BankHolidays({holiday.day: holiday for holiday in holidays}, YEARS, PUBLISHED_TO)


ENGLAND = read()
