"""When schools of an invented district are open."""

from datetime import date, time

import pytest

from commonthread.kernel.bank_holidays import CalendarEnds
from commonthread.kernel.data_folder import data_folder
from commonthread.kernel.school_days import SchoolCalendar, SchoolYear, Span
from commonthread.kernel.term_dates import UnreadableTerms, read_terms

HEAD = "la_code,la_name,school_year,event,start,end,source_url\n"
YEAR = HEAD + (
    "X1,Anyborough,2026-27,term,2026-09-02,2026-12-18,https://example.org\n"
    "X1,Anyborough,2026-27,half_term,2026-10-26,2026-10-30,https://example.org\n"
    "X1,Anyborough,2026-27,term,2027-01-04,2027-03-25,https://example.org\n"
    "X1,Anyborough,2026-27,term,2027-04-12,2027-07-21,https://example.org\n"
)
DISTRICT = read_terms(YEAR.splitlines())["X1"]
HILL = SchoolCalendar(
    "Hill Primary", opens=time(8, 45), district=DISTRICT, training_days=frozenset({date(2026, 9, 2)}),
    closures={date(2026, 12, 10): "closed for snow"},
)  # fmt: skip
ACADEMY = SchoolCalendar(
    "Vale Academy", opens=time(8, 20), district=DISTRICT,
    own=(SchoolYear(2026, (Span(date(2026, 9, 1), date(2026, 12, 11)),
                           Span(date(2027, 1, 4), date(2027, 7, 16))),
                    (Span(date(2026, 10, 19), date(2026, 10, 30)),), "Vale Academy", "its own"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("school", "day", "why"),
    [
        (HILL, date(2026, 9, 1), "school holiday"),
        (HILL, date(2026, 9, 2), "training day"),
        (HILL, date(2026, 9, 3), None),
        (HILL, date(2026, 9, 5), "weekend"),
        (HILL, date(2026, 10, 21), None),
        (HILL, date(2026, 10, 26), "half-term holiday"),
        (HILL, date(2026, 12, 10), "closed for snow"),
        (HILL, date(2026, 12, 25), "Christmas Day"),
        (HILL, date(2027, 5, 3), "Early May bank holiday"),
        (HILL, date(2027, 8, 16), "school holiday"),
        (ACADEMY, date(2026, 9, 2), None),
        (ACADEMY, date(2026, 10, 21), "half-term holiday"),
        (ACADEMY, date(2026, 12, 14), "school holiday"),
    ],
)
def test_a_school_is_closed_because(school, day, why):
    assert school.why_closed(day) == why
    assert school.is_school_day(day) == (why is None)


def test_a_year_whose_terms_are_not_known_is_never_taken_for_a_holiday():
    with pytest.raises(CalendarEnds, match="Hill Primary: the terms of 2027/28 are not known"):
        HILL.why_closed(date(2027, 9, 1))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("la_code,event\nX1,term\n", "line 1: no column la_name"),
        (HEAD + "X1,A,2026-27,inset,2026-09-02,2026-12-18,x\n", "line 2: event is neither term nor half_term"),
        (HEAD + "X1,A,2026-27,term,2026-12-18,2026-09-02,x\n", "line 2: a span of time ends on 2026-09-02"),
        (HEAD + "X1,A,2026-27,term,2026-9-2,2026-12-18,x\n", "line 2: Invalid isoformat"),
        (HEAD + "X1,A,2026-27,term,2026-09-02,2026-12-18,x\n", "school year 2026/27 of A is not whole"),
        (HEAD + "X1,A,2025-26,term,2026-09-02,2026-12-18,x\n", "2026-09-02 to 2026-12-18 is outside school year 2025/26"),
        (YEAR + "X1,Anyborough,2026-27,term,2027-03-20,2027-04-01,x\n", "overlap"),
    ],
)  # fmt: skip
def test_term_dates_that_cannot_be_right_say_where(lines, says):
    with pytest.raises(UnreadableTerms, match=says):
        read_terms(lines.splitlines())


def test_real_term_dates_are_read():
    if not (folder := data_folder()):
        pytest.skip("the folder of real input is absent: set COMMONTHREAD_DATA")
    with (folder / "calendar" / "term_dates_birmingham_and_neighbours.csv").open(encoding="utf-8") as file:
        years = read_terms(file)
    school = SchoolCalendar("any", opens=time(8, 30), district=years["E08000025"])
    assert school.why_closed(date(2020, 10, 28)) == "half-term holiday"
    assert school.is_school_day(date(2022, 4, 8))
    assert school.why_closed(date(2022, 4, 11)) == "school holiday"
