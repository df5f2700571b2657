"""A clock is started, paused, resumed, graded again, and asked what if."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from commonthread.pathways.clocks.calendars import Calendars
from commonthread.pathways.clocks.clock import CannotPause, Clock
from commonthread.pathways.clocks.due import Stopped
from commonthread.pathways.clocks.known import rule
from commonthread.pathways.clocks.limits import working_days
from commonthread.pathways.clocks.pauses import Pause, Pauses
from commonthread.pathways.clocks.rules import NotInForce
from commonthread.pathways.clocks.test_worked_examples import HUB, SCHOOLS

MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def asked(clock: Clock, at: datetime) -> Clock:
    return clock.paused(at, reason="asked what was meant", authorised_by="information officer")


def test_a_paused_clock_stands_still_and_goes_on_where_it_was():
    clock = Clock(rule("subject-access"), MONDAY)
    standing = asked(clock, MONDAY + DAY).due()
    assert isinstance(standing, Stopped)
    assert standing.words == "stopped since 10:00 on Tuesday 2 June 2026: asked what was meant"
    assert not standing.is_late(MONDAY + 1000 * DAY)
    resumed = asked(clock, MONDAY + DAY).resumed(MONDAY + 8 * DAY)
    assert resumed.due().day == clock.due().day + 7 * DAY


def test_it_can_be_paused_twice_but_not_while_it_stands_still():
    once = asked(Clock(rule("subject-access"), MONDAY), MONDAY + DAY)
    twice = asked(once.resumed(MONDAY + 3 * DAY), MONDAY + 5 * DAY).resumed(MONDAY + 6 * DAY)
    assert twice.due().day == date(2026, 7, 6)  # three nights after 1 July, and then the next working day
    with pytest.raises(ValueError, match="stood still already"):
        asked(once, MONDAY + 2 * DAY)
    with pytest.raises(ValueError, match="stood still already"):
        asked(once.resumed(MONDAY + 3 * DAY), MONDAY + 2 * DAY)


def test_a_pause_after_it_fell_due_does_not_revive_it():
    clock = Clock(rule("freedom-of-information"), MONDAY)
    late = clock.due().at + DAY
    assert asked(clock, late).due().at == clock.due().at


def test_the_act_takes_no_day_0_away_where_a_fees_notice_goes_out_on_the_day_of_receipt():
    clock = asked(Clock(rule("freedom-of-information"), MONDAY), MONDAY).resumed(MONDAY + 2 * DAY)
    first_counted = next(step.day for step in clock.due().steps if step.counted)
    assert first_counted == date(2026, 6, 4)


def test_a_time_of_day_that_has_gone_by_or_falls_into_a_pause_waits():
    by_nine = working_days(1).beginning_with().by(time(9))
    assert by_nine.due(MONDAY).at == MONDAY  # begun at 10:00 in England: at once
    until_three = Pauses((Pause(MONDAY, MONDAY + 5 * HOUR, "asked", "a manager"),))
    assert (
        working_days(1).beginning_with().by(time(12)).due(MONDAY, pauses=until_three).at == MONDAY + 5 * HOUR
    )


@pytest.mark.parametrize("name", ["police-protection", "conference", "school-notice", "missing-review"])
def test_no_clock_is_paused_without_a_power_to(name):
    with pytest.raises(CannotPause, match=f"{name} cannot be paused: .* Let it run, and record the reason"):
        asked(Clock(rule(name), MONDAY), MONDAY + HOUR)


@pytest.mark.parametrize(
    ("reason", "authority", "says"),
    [(" ", "a manager", "needs a reason"), ("asked", "", "needs the authority")],
)
def test_a_pause_without_reason_or_authority_is_refused(reason, authority, says):
    with pytest.raises(ValueError, match=says):
        Clock(rule("subject-access"), MONDAY).paused(MONDAY, reason=reason, authorised_by=authority)


def test_times_in_the_wrong_order_are_refused():
    clock = Clock(rule("subject-access"), MONDAY)
    with pytest.raises(ValueError, match="before it was started"):
        asked(clock, MONDAY - HOUR)
    with pytest.raises(ValueError, match="nothing to resume"):
        clock.resumed(MONDAY)
    with pytest.raises(ValueError, match="ends before it begins"):
        asked(clock, MONDAY + DAY).resumed(MONDAY + HOUR)
    review = Clock(rule("missing-review"), MONDAY)
    with pytest.raises(ValueError, match="before the clock was started"):
        review.graded(MONDAY - HOUR, "high", reason="seen at a hotel", graded_by="sergeant")


def test_a_grade_has_a_reason_and_a_post():
    with pytest.raises(ValueError, match="needs its reason and the post"):
        Clock(rule("missing-review"), MONDAY).graded(MONDAY, "high", reason="", graded_by="sergeant")


def test_a_missing_child_who_is_graded_higher_is_reviewed_sooner_and_never_later_when_graded_lower():
    at_first = Clock(rule("missing-review"), MONDAY).graded(
        MONDAY, "medium", reason="first", graded_by="sergeant"
    )
    higher = at_first.graded(MONDAY + HOUR, "high", reason="seen at a hotel", graded_by="inspector")
    lower = higher.graded(MONDAY + HOUR, "low", reason="at her aunt's", graded_by="inspector")
    assert at_first.due().at == MONDAY + 8 * HOUR
    assert higher.due().at == MONDAY + 2 * HOUR
    assert lower.due().at == MONDAY + 2 * HOUR
    assert "seen at a hotel" in higher.due().remarks[-1]


def test_a_hub_rating_counts_from_the_concern_even_where_that_is_late_at_once():
    calendars = Calendars(opening=HUB)
    green = Clock(rule("hub-checks"), MONDAY).graded(MONDAY, "green", reason="first", graded_by="manager")
    red = green.graded(MONDAY + DAY, "red", reason="a second call", graded_by="manager")
    assert red.due(calendars).is_late(MONDAY + DAY)
    assert green.what_if(calendars, gradings=red.gradings).later_by < timedelta()
    green_again = red.graded(MONDAY + DAY, "green", reason="the caller was mistaken", graded_by="manager")
    assert green_again.due(calendars).at == green.due(calendars).at


def test_what_if_the_child_went_to_another_school():
    clock = Clock(rule("school-notice"), datetime(2026, 10, 18, 19, tzinfo=UTC))
    hill, vale = (Calendars(school=SCHOOLS[name]) for name in ("Hill Primary", "Vale Academy"))
    asked = clock.what_if(hill, instead=vale)
    assert asked.now.held_until is None
    assert str(asked.then.held_until) == "2026-11-02"


def test_what_if_it_had_begun_before_there_was_such_a_rule():
    clock = Clock(rule("return-interview"), MONDAY)
    with pytest.raises(NotInForce):
        clock.what_if(started=datetime(2012, 1, 2, tzinfo=UTC))


def test_counts_that_differ_between_areas_are_shown_both():
    clock = Clock(rule("rapid-review"), MONDAY)
    assert (clock.due().day, clock.if_the_trigger_is_day_1().day) == (date(2026, 6, 22), date(2026, 6, 19))
    assert Clock(rule("police-protection"), MONDAY).if_the_trigger_is_day_1() is None
    counted_so = replace(rule("rapid-review"), within=working_days(15).beginning_with())
    assert Clock(counted_so, MONDAY).if_the_trigger_is_day_1() is None


def test_how_much_of_its_time_has_gone_by():
    clock = Clock(rule("police-protection"), MONDAY)
    assert [clock.share_used(MONDAY + hours * HOUR) for hours in (0, 36, 72, 144)] == [0, 0.5, 1, 2]
    assert asked(Clock(rule("subject-access"), MONDAY), MONDAY).share_used(MONDAY + DAY) is None


def test_a_moment_is_in_time_and_the_midnight_that_ends_a_day_is_not():
    moment, day = Clock(rule("police-protection"), MONDAY).due(), working_days(1).due(MONDAY)
    assert (moment.is_late(moment.at), day.is_late(day.at)) == (False, True)
