"""The days of one school, as a lead writes them: what is read, what cannot be right, and what an edition would change."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.kernel.school_days import SchoolYear, Span
from commonthread.pathways.school_terms import (
    Line,
    as_csv,
    calendar_of,
    changes,
    check,
    count_days,
    from_csv,
    lines_of,
    read_own_year,
)

DISTRICT = SchoolYear(
    2026,
    (Span(date(2026, 9, 2), date(2026, 12, 18)), Span(date(2027, 1, 4), date(2027, 7, 21))),
    (Span(date(2026, 10, 26), date(2026, 10, 30)),),
    "the council", "the council",
)  # fmt: skip
TERMS = "term 1 Sep 2026 to 11 Dec 2026\nterm 4 Jan 2027 to 16 Jul 2027\nhalf-term 19 Oct 2026 to 30 Oct 2026"


def school(words: str):
    own = read_own_year(2026, words, "the governors")
    calendar = calendar_of([DISTRICT], [own])
    check(calendar, own)
    return calendar


@pytest.mark.parametrize(
    ("words", "day", "why"),
    [
        ("", date(2026, 9, 2), None),
        ("training day 2 Sep 2026", date(2026, 9, 2), "training day"),
        ("Training day: 2 Sep 2026", date(2026, 9, 2), "training day"),
        ("training day 3 Sep 2026 to 4 Sep 2026", date(2026, 9, 4), "training day"),
        ("closed 10 Dec 2026: snow", date(2026, 12, 10), "closed: snow"),
        (TERMS, date(2026, 9, 1), None),
        (TERMS, date(2026, 10, 21), "half-term holiday"),
        (TERMS, date(2026, 12, 14), "school holiday"),
        (TERMS + "\ntraining day 1 Sep 2026", date(2026, 9, 1), "training day"),
        (TERMS, date(2027, 8, 16), "school holiday"),
    ],
)
def test_a_day_at_a_school_that_writes(words, day, why):
    assert school(words).why_closed(day) == why


def test_it_opens_when_it_says():
    assert (school("opens 08:20").opens, school("").opens) == (time(8, 20), time(8, 45))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("soon", "cannot be read: write one on each line"),
        ("training day someday", "is not a date"),
        ("training day 5 Sep 2026", "5 Sep 2026 is no day of school anyway: weekend"),
        ("training day 25 Dec 2026", "no day of school anyway"),
        ("training day 2 Sep 2027", "outside the school year 2026/27"),
        ("term 1 Sep 2026", "says no last day"),
        ("term 1 Sep 2026 to 11 Dec 2026", "is not whole"),
        ("half-term 19 Oct 2026 to 30 Oct 2026", "stand within terms"),
        ("closed 11 Dec 2026 to 10 Dec 2026", "ends before it begins"),
        ("opens 25:00", "is no time of day"),
    ],
)
def test_what_cannot_be_right_is_said(words, says):
    with pytest.raises(ValueError, match=says):
        school(words)


def test_where_the_district_has_entered_nothing_single_days_alone_are_not_enough():
    own = read_own_year(2026, "training day 2 Sep 2026", "the governors")
    with pytest.raises(ValueError, match="write the school’s own terms too"):
        check(calendar_of([], [own]), own)


def test_what_would_change_is_said_as_days_together():
    before, after = school(""), school("training day 2 Sep 2026\nclosed 7 Dec 2026 to 8 Dec 2026: boiler")
    own = read_own_year(2026, "", "the governors")
    assert [(str(one.first), str(one.last), one.was, one.becomes) for one in changes(before, after, own)] == [
        ("2026-09-02", "2026-09-02", None, "training day"),
        ("2026-12-07", "2026-12-08", None, "closed: boiler"),
    ]
    assert count_days(before, own) - count_days(after, own) == 3


DAYS = st.dates(date(2026, 9, 1), date(2027, 8, 31))
LINES = st.builds(
    lambda what, days, why: Line(what, min(days), max(days), why),
    st.sampled_from(["term", "half-term", "training day", "closed"]),
    st.tuples(DAYS, DAYS).filter(lambda days: days[0] != days[1]),
    st.sampled_from(["", "snow", "the boiler, again", 'he said "no"']),
)


@given(st.lists(LINES, max_size=6))
def test_what_is_written_to_a_file_is_read_back_the_same(lines):
    words = "\n".join(map(str, lines))
    assert lines_of(from_csv(as_csv(words).splitlines())) == lines


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("a,b\n", "line 1: no column event, start, end"),
        ("event,start,end\nfete,2026-09-02,\n", "line 2: event is none of"),
        ("event,start,end\ntraining_day,never,\n", "line 2: what stands there is not a date"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(file, says):
    with pytest.raises(ValueError, match=says):
        from_csv(file.splitlines())


def test_the_file_of_a_district_is_read_too():
    rows = "la_code,event,start,end\nX1,half_term,2026-10-26,2026-10-30\nX1,training_day,02/09/2026,\n"
    assert from_csv(rows.splitlines()) == "half-term 26 Oct 2026 to 30 Oct 2026\ntraining day 2 Sep 2026"
