"""The bank holidays of England from 2010 to 2030, against two lists that others keep."""

import json
from datetime import date

import pytest
from holidays import country_holidays

from commonthread.kernel.bank_holidays import ENGLAND, SATURDAY, SUNDAY, YEARS, Basis, CalendarEnds
from commonthread.kernel.data_folder import data_folder

# day | what | basis
ONE_OFFS = """
2011-04-29 | Royal wedding                         | proclamation
2012-06-04 | Spring bank holiday                   | proclamation
2012-06-05 | Diamond Jubilee                       | proclamation
2020-05-08 | Early May bank holiday                | proclamation
2022-06-02 | Spring bank holiday                   | proclamation
2022-06-03 | Platinum Jubilee                      | proclamation
2022-09-19 | State funeral of Queen Elizabeth II   | proclamation
2023-05-08 | Coronation of King Charles III        | proclamation
2022-01-03 | New Year’s Day (substitute day)       | proclamation
2026-12-28 | Boxing Day (substitute day)           | proclamation
2027-12-27 | Christmas Day (substitute day)        | statute
2027-12-28 | Boxing Day (substitute day)           | proclamation
2026-12-26 | Boxing Day                            | statute
2027-12-25 | Christmas Day                         | common law
"""


@pytest.mark.parametrize("line", ONE_OFFS.strip().splitlines())
def test_a_day_is_a_bank_holiday_because(line):
    day, name, basis = (cell.strip() for cell in line.split("|"))
    holiday = ENGLAND.on(date.fromisoformat(day))
    assert (str(holiday), holiday.basis) == (name, Basis(basis))


@pytest.mark.parametrize("day", [date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)])
def test_the_day_that_a_holiday_was_moved_from_is_a_working_day(day):
    assert ENGLAND.why_closed(day) is None


@pytest.mark.parametrize("year", YEARS)
def test_a_well_kept_library_says_the_same_of_every_weekday(year):
    library = {day for day in country_holidays("GB", subdiv="ENG", years=year) if day.weekday() < SATURDAY}
    assert {holiday.day for holiday in ENGLAND.of(year) if holiday.day.weekday() < SATURDAY} == library


def test_the_official_list_says_the_same_of_every_weekday():
    if not (folder := data_folder()):
        pytest.skip("the folder of real input is absent: set COMMONTHREAD_DATA")
    published = json.loads((folder / "calendar" / "bank-holidays.json").read_text("utf-8"))
    official = {date.fromisoformat(event["date"]) for event in published["england-and-wales"]["events"]}
    ours = {day for day in ENGLAND.days if day.weekday() < SATURDAY}
    years = range(2012, ENGLAND.published_to + 1)
    assert {day for day in ours if day.year in years} == {day for day in official if day.year in years}


def test_a_saturday_is_a_holiday_on_25_and_26_december_alone():
    """1 January on a Saturday is not: the proclamation names the Monday in its place."""
    saturdays = {(day.month, day.day) for day in ENGLAND.days if day.weekday() == SATURDAY}
    assert saturdays == {(12, 25), (12, 26)}
    assert ENGLAND.why_disregarded(date(2022, 1, 1)) is None
    assert ENGLAND.why_disregarded(date(2026, 12, 26)) == "Boxing Day"


def test_no_holiday_but_christmas_day_falls_on_a_sunday():
    assert {holiday.name for day, holiday in ENGLAND.days.items() if day.weekday() == SUNDAY} == {
        "Christmas Day"
    }


def test_a_holiday_proclaimed_after_this_edition_counts_at_once():
    with_one_more = ENGLAND.proclaimed(date(2029, 7, 6), "an invented jubilee", "added by a clerk")
    assert with_one_more.why_closed(date(2029, 7, 6)) == "an invented jubilee"
    assert ENGLAND.why_closed(date(2029, 7, 6)) is None


def test_a_holiday_that_is_known_is_not_proclaimed_again():
    with pytest.raises(ValueError, match="is a bank holiday already: Christmas Day"):
        ENGLAND.proclaimed(date(2028, 12, 25), "Christmas", "added by a clerk")


@pytest.mark.parametrize("day", [date(2009, 12, 31), date(2031, 1, 1)])
def test_a_year_that_is_not_known_is_refused_and_says_what_to_do(day):
    with pytest.raises(CalendarEnds, match=r"known for 2010 to 2030.*add the year"):
        ENGLAND.why_closed(day)
