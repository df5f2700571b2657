"""What an area sets, read as somebody wrote it; and by which of it a clock counts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from commonthread.pathways.area import ELSEWHERE, About, Setting, area_of
from commonthread.pathways.clocks.known import rules
from commonthread.pathways.plan import begun_clock, first_tasks
from commonthread.pathways.procedures import edition_on

TERMS = (
    "term 2 Sep 2026 to 18 Dec 2026\nhalf-term 26 Oct 2026 to 30 Oct 2026\nterm 4 Jan 2027 to 25 Mar 2027\n"
    "half-term 15 Feb 2027 to 19 Feb 2027\nterm 12 Apr 2027 to 21 Jul 2027"
)
FROM = date(2026, 9, 1)


def setting(about: About, name: str, words: str, holds_from: date = FROM) -> Setting:
    made_at = datetime(2026, 8, 31, 12, tzinfo=UTC)
    return Setting(about, name, words, "the board", "agreed", "csc", "An administrator", made_at, holds_from)


def due(area, rule: str, started: datetime, grade: str = "") -> datetime:
    return begun_clock(area.rule(rules()[rule]), started, grade, area.calendars).due(area.calendars).at


def test_what_begins_before_keeps_the_time_before():
    area = area_of([setting(About.LIMIT, "strategy-discussion", "2 hours", date(2026, 11, 2))])
    before, after = datetime(2026, 11, 1, 12, tzinfo=UTC), datetime(2026, 11, 2, 12, tzinfo=UTC)
    assert due(area, "strategy-discussion", before) == due(ELSEWHERE, "strategy-discussion", before)
    assert due(area, "strategy-discussion", after) == after + timedelta(hours=2)


def test_of_one_day_the_last_that_was_set_holds():
    area = area_of([setting(About.LIMIT, "strategy-discussion", words) for words in ("2 hours", "4 hours")])
    started = datetime(2026, 11, 2, 12, tzinfo=UTC)
    assert due(area, "strategy-discussion", started) == started + timedelta(hours=4)


def test_a_time_for_each_grade():
    words = "red: 2 opening hours\namber: 8 opening hours\ngreen: 24 opening hours"
    area = area_of([setting(About.LIMIT, "hub-checks", words)])
    assert due(area, "hub-checks", datetime(2026, 11, 2, 10, tzinfo=UTC), "red") == datetime(
        2026, 11, 2, 12, tzinfo=UTC
    )


def test_what_does_not_fit_the_rule_any_more_is_left_out():
    area = area_of([setting(About.LIMIT, "hub-checks", "purple: 2 opening hours")])
    started = datetime(2026, 11, 2, 10, tzinfo=UTC)
    assert due(area, "hub-checks", started, "red") == due(ELSEWHERE, "hub-checks", started, "red")


@pytest.mark.parametrize(
    ("told", "by"),
    [
        (datetime(2026, 11, 27, 22, tzinfo=UTC), datetime(2026, 11, 30, 8, 45, tzinfo=UTC)),
        (datetime(2026, 12, 19, 22, tzinfo=UTC), datetime(2026, 12, 20, 22, tzinfo=UTC)),
        (datetime(2027, 9, 9, 22, tzinfo=UTC), datetime(2027, 9, 10, 22, tzinfo=UTC)),
    ],
    ids=[
        "a Friday night in term: Monday before it opens",
        "the holidays: in a day",
        "a year that nobody entered: in a day",
    ],
)
def test_a_school_is_told_by_the_terms_of_its_district(told, by):
    area = area_of([setting(About.SCHOOL_YEAR, "2026", TERMS)])
    procedure = edition_on("domestic-abuse", told.date())
    (task,) = [task for task in first_tasks(procedure, {}, told, area) if task.step == "school"]
    assert task.due_at == by


def test_a_holiday_proclaimed_since_is_no_working_day():
    area = area_of([setting(About.BANK_HOLIDAY, "2026-11-03", "An invented jubilee")])
    started = datetime(2026, 11, 2, 12, tzinfo=UTC)
    assert due(area, "referral-decision", started) == due(
        ELSEWHERE, "referral-decision", started
    ) + timedelta(days=1)
