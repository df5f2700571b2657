"""What a rule must say, what of it an area may set, and when it is in force."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from commonthread.kernel.citations import Authority, Confidence, Source
from commonthread.pathways.clocks.calendars import CalendarAbsent, Calendars, OpeningHours
from commonthread.pathways.clocks.days import DayCount
from commonthread.pathways.clocks.known import NoSuchRule, by_subject, editions, in_order, rule, rules
from commonthread.pathways.clocks.limits import (
    ByGrade,
    Promptly,
    Regrading,
    before_next_school_day,
    days,
    hours,
    opening_hours,
    school_days,
    working_days,
)
from commonthread.pathways.clocks.local import WrongLocalValue, read_local
from commonthread.pathways.clocks.reading import read_limit
from commonthread.pathways.clocks.rules import ClockRule, LocalValue, NotInForce

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
STATUTE = Source("An Act", "as amended", "https://example.org/act", Authority.STATUTE)
TOLD = ClockRule(
    name="told", what="Somebody is told", within=days(3), of="the event",
    source=STATUTE, provision="section 1", confidence=Confidence.VERIFIED,
)  # fmt: skip
LOCAL = """
[strategy-discussion]
within = "1 working day by 16:30"
set_by = "Safeguarding partnership of Anyborough"
set_on = 2026-05-01
why = "agreed after the audit"

[missing-review]
within = { "very low" = "48 hours", low = "24 hours", medium = "4 hours", high = "1 hour" }
set_by = "the force's lead for missing persons"
set_on = 2026-05-01
why = "no national figure"

[[bank_holidays]]
day = 2026-06-02
name = "An invented jubilee"
set_by = "the systems administrator"
set_on = 2026-05-20
"""


def test_a_rule_reads_as_a_sentence():
    assert str(TOLD) == "Somebody is told within 3 days of the event"
    assert str(rule("abuse-notice-hearing")).endswith(
        "is heard within 48 hours, disregarding Sundays and bank holidays, of the notice being given"
    )


@pytest.mark.parametrize("field", ["name", "what", "of", "provision"])
def test_a_rule_that_leaves_something_unsaid_does_not_construct(field):
    with pytest.raises(ValueError, match=f"a rule needs its '{field}'"):
        replace(TOLD, **{field: " "})


def test_every_rule_of_the_catalogue_says_where_it_comes_from():
    for known in rules().values():
        assert known.source.link.startswith("https://")
        assert known.provision
        if isinstance(known.within, Promptly) or known.source.authority is Authority.LOCAL_PRACTICE:
            assert known.may_be_set_locally
    assert sum(map(len, by_subject().values())) == sum(map(len, editions().values()))


def test_a_rule_that_nobody_knows_is_refused_with_those_that_there_are():
    with pytest.raises(NoSuchRule, match=r"'conferences'; there are: .*conference"):
        rule("conferences")


@pytest.mark.parametrize(
    ("name", "at", "says"),
    [
        ("school-notice", datetime(2025, 11, 6, 23, 59, tzinfo=UTC), "in force from 2025-11-07"),
        ("initial-assessment", datetime(2013, 4, 15, 9, tzinfo=UTC), "ended on 2013-04-14"),
        ("assessment", datetime(2013, 4, 14, 9, tzinfo=UTC), "needs the rule of its time"),
    ],
)
def test_a_trigger_outside_the_rules_time_is_refused(name, at, says):
    with pytest.raises(NotInForce, match=says):
        rule(name).due(at)


def test_the_last_day_of_a_rule_still_starts_its_clock():
    assert rule("initial-assessment").due(datetime(2013, 4, 14, 12, tzinfo=UTC)).day == date(2013, 4, 26)


def test_the_first_day_in_force_is_a_day_in_england():
    midnight_of_summer_time = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)
    assert replace(TOLD, in_force=date(2026, 6, 1)).due(midnight_of_summer_time).day == date(2026, 6, 4)


def test_a_trigger_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="needs a time zone"):
        TOLD.due(datetime(2026, 6, 1, 12))  # noqa: DTZ001


def test_statute_that_was_read_is_not_for_an_area_to_change():
    with pytest.raises(ValueError, match=r"told is set by statute \(An Act, section 1\)"):
        TOLD.set_locally(LocalValue(days(5), "a board", date(2026, 1, 1), "we are busy"))


def test_an_area_sets_what_the_law_leaves_open_and_its_holidays():
    local = read_local(LOCAL, rules())
    strategy = local.rules["strategy-discussion"]
    due = strategy.due(NOON, Calendars(local.bank_holidays))
    assert due.words == "by 16:30 (BST) on Wednesday 3 June 2026"
    assert "An invented jubilee" in map(str, (step.why for step in due.steps))
    (value,) = strategy.local
    assert value.set_by == "Safeguarding partnership of Anyborough"
    assert isinstance(value.limit, Promptly)
    review = local.rules["missing-review"].limit_on(date(2026, 6, 1))
    assert (review.of("medium"), review.regrading) == (hours(4), Regrading.NEVER_LATER)
    assert not rules()["strategy-discussion"].local


def test_what_an_area_sets_holds_for_what_begins_from_then():
    breach = rule("breach")
    for number, day in ((48, date(2026, 6, 1)), (24, date(2026, 9, 1))):
        breach = breach.set_locally(LocalValue(hours(number), "the board", day, "sooner is better"))
    begun = {
        day: breach.due(datetime.combine(day, time(12), UTC))
        for day in (date(2026, 5, 31), *(v.set_on for v in breach.local))
    }
    assert [due.at - datetime.combine(day, time(12), UTC) for day, due in begun.items()] == [
        timedelta(hours=72), timedelta(hours=48), timedelta(hours=24),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="give its values in order of time"):
        breach.set_locally(LocalValue(hours(12), "the board", date(2026, 6, 1), "sooner still"))


def test_a_trigger_finds_the_edition_of_its_time():
    assert rule("disclosure-scheme", date(2023, 4, 4)).within == days(35)
    assert rule("disclosure-scheme", date(2023, 4, 5)).within == days(28)
    assert rule("disclosure-scheme").within == days(28)
    assert rule("initial-assessment", date(2020, 1, 1)).until == date(2013, 4, 14)


def test_two_editions_are_never_in_force_at_once():
    newer = replace(TOLD, within=days(2), in_force=date(2026, 1, 1))
    with pytest.raises(ValueError, match="two editions of told are in force at once"):
        in_order([newer, TOLD])
    with pytest.raises(ValueError, match="two editions of told"):
        in_order([newer, replace(TOLD, until=date(2026, 1, 1))])
    assert in_order([newer, replace(TOLD, until=date(2025, 12, 31))])[-1] is newer


TABLE = '[{name}]\nwithin = {within}\nset_by = "{by}"\nset_on = {on}\nwhy = "because"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[told", "the file is not TOML"),
        (TABLE.format(name="told", within='"3 days"', by="x", on="2026-09-01"), r"\[told\]: no rule has that name"),
        (TABLE.format(name="conference", within='"20 working days"', by="x", on="2026-09-01"), "set by statutory guidance"),
        (TABLE.format(name="breach", within='"soonish"', by="x", on="2026-09-01"), "'soonish' is not a limit of time; write it like"),
        (TABLE.format(name="breach", within='"24 hours"', by=" ", on="2026-09-01"), "needs who set it and why"),
        (TABLE.format(name="breach", within='"24 hours"', by="x", on='"1.9.26"'), "set_on is a day"),
        (TABLE.format(name="breach", within='{ red = "1 hour" }', by="x", on="2026-09-01"), "none for each grade"),
        (TABLE.format(name="missing-review", within='"1 hour"', by="x", on="2026-09-01"), "set them by grade"),
        (TABLE.format(name="missing-review", within='{ high = "1 hour" }', by="x", on="2026-09-01"), "no time for very low, low, medium"),
        ('[breach]\nwithin = "24 hours"\n', "needs set_by, set_on, why, within, and nothing else"),
        ("[[bank_holidays]]\nday = 2026-06-02\n", "a bank holiday needs day"),
        ("bank_holidays = 5\n", "a bank holiday needs day"),
        ('[[bank_holidays]]\nday = 2026-12-25\nname = "x"\nset_by = "x"\nset_on = 2026-01-01\n', "is a bank holiday already"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_right_is_refused_whole(text, says):
    with pytest.raises(WrongLocalValue, match=says):
        read_local(text, rules())


@pytest.mark.parametrize(
    ("limit", "says"),
    [(school_days(10), "say which school"), (opening_hours(4), "say which team")],
)
def test_a_calendar_that_the_rule_needs_is_asked_for(limit, says):
    with pytest.raises(CalendarAbsent, match=says):
        limit.due(NOON)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: working_days(0), "1 to 1200 working days; .the same day. is one day"),
        (lambda: hours(0), "1 to 1200 hours"),
        (lambda: ByGrade({}, Regrading.SAME_TRIGGER), "needs grades"),
        (lambda: before_next_school_day(hold_beyond_days=1, otherwise=hours(48)), "may not be longer"),
        (lambda: OpeningHours("the hub", {}), "would never end"),
        (lambda: read_limit("4 opening hours, disregarding Sundays and bank holidays"), "is not a limit"),
        (lambda: rule("hub-checks").due(NOON), "give one of red, amber, green"),
        (lambda: rule("hub-checks").due(NOON, grade="purple"), "give one of red, amber, green, not purple"),
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(make, says):
    with pytest.raises(ValueError, match=says):
        make()


def test_the_same_day_is_one_day_beginning_with_the_day():
    limit = read_limit("the same day")
    assert isinstance(limit, DayCount)
    assert limit.due(NOON).words == "by the end of Monday 1 June 2026"


def test_a_count_into_years_that_are_not_proclaimed_says_so():
    due = working_days(5).due(datetime(2028, 12, 29, 12, tzinfo=UTC))
    assert due.remarks == (
        "The bank holidays of 2029 are those that the Act foresees: others may yet be proclaimed.",
    )


def test_a_duty_without_a_figure_says_that_its_figure_is_only_the_outer_limit():
    (remark,) = rule("strategy-discussion").due(NOON).remarks
    assert remark == "What is required is at once: this is only the outer limit."
