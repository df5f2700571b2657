"""What holds of every time limit, whatever the trigger, the number and the pauses."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from commonthread.kernel.calendars import Trigger, working_days_after, working_days_between
from commonthread.kernel.dates import in_england
from commonthread.pathways.clocks.calendars import Calendars
from commonthread.pathways.clocks.clock import Clock
from commonthread.pathways.clocks.days import DayCount, Unit
from commonthread.pathways.clocks.due import Due, Stopped
from commonthread.pathways.clocks.hours import HourCount, Runs
from commonthread.pathways.clocks.known import rules
from commonthread.pathways.clocks.limits import before_next_school_day, hours, working_days
from commonthread.pathways.clocks.pauses import Pause, Pauses, StopsFor
from commonthread.pathways.clocks.reading import read_limit
from commonthread.pathways.clocks.test_worked_examples import HUB, SCHOOLS

HERE = Calendars(opening=HUB)
FIRST, LAST = datetime(2010, 1, 1), datetime(2028, 6, 1)  # noqa: DTZ001
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
SHORT = st.timedeltas(timedelta(), timedelta(days=20))
DAY_UNITS = st.sampled_from([unit for unit in Unit if unit not in (Unit.SCHOOL_DAY, Unit.YEAR)])
ENDS_AT = st.none() | st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
DAY_COUNTS = st.builds(
    DayCount, st.integers(1, 24), DAY_UNITS, first=st.sampled_from(Trigger), ends_at=ENDS_AT, working_day_ends=st.booleans()
)  # fmt: skip
HOUR_COUNTS = st.builds(HourCount, st.integers(1, 120), st.sampled_from(Runs))
LIMITS = DAY_COUNTS | HOUR_COUNTS


@st.composite
def pauses(draw, after: datetime, stops_for: StopsFor | None = None) -> Pauses:
    found, moment = [], after
    for _ in range(draw(st.integers(1, 3))):
        since = moment + draw(SHORT)
        moment = since + draw(SHORT)
        found.append(Pause(since, moment, "a reason", "a manager"))
    return Pauses(tuple(found), stops_for or draw(st.sampled_from(StopsFor)))


@given(LIMITS, MOMENTS)
def test_nothing_falls_due_before_its_trigger(limit, start):
    assert limit.due(start, HERE).at >= start


@given(LIMITS, MOMENTS, SHORT)
def test_a_later_trigger_never_falls_due_sooner(limit, start, later):
    assert limit.due(start, HERE).at <= limit.due(start + later, HERE).at


@given(LIMITS, MOMENTS)
def test_a_longer_limit_never_falls_due_sooner(limit, start):
    assert limit.due(start, HERE).at <= replace(limit, number=limit.number + 1).due(start, HERE).at


@given(LIMITS, MOMENTS, st.data())
def test_a_pause_never_shortens(limit, start, data):
    paused = data.draw(pauses(start))
    assert limit.due(start, HERE).at <= limit.due(start, HERE, paused).at


@given(LIMITS, MOMENTS, st.data())
def test_nothing_falls_due_while_the_clock_stands_still(limit, start, data):
    paused = data.draw(pauses(start, StopsFor.NIGHTS))
    at = limit.due(start, HERE, paused).at
    assert not any(pause.since < at < pause.until for pause in paused.pauses)


@given(LIMITS, MOMENTS, st.data())
def test_a_clock_that_is_not_resumed_falls_due_before_it_was_stopped_or_never(limit, start, data):
    paused = data.draw(pauses(start, StopsFor.NIGHTS))
    last = replace(paused.pauses[-1], until=None)
    standing = limit.due(start, HERE, replace(paused, pauses=(*paused.pauses[:-1], last)))
    assert isinstance(standing, Stopped) or standing.at <= last.since


@given(st.integers(1, 200), MOMENTS, SHORT, SHORT)
def test_hours_are_elapsed_hours_and_a_pause_adds_its_own_length(number, start, until_pause, length):
    limit = hours(number)
    assert limit.due(start).at - start == timedelta(hours=number)
    since = start + min(until_pause, timedelta(hours=number) / 2)
    paused = Pauses((Pause(since, since + length, "a reason", "a manager"),))
    assert limit.due(start, pauses=paused).at == limit.due(start).at + length


@given(st.integers(1, 60), MOMENTS)
def test_counting_working_days_back_gives_their_number(number, start):
    due = working_days(number).due(start)
    assert working_days_between(in_england(start).date(), due.day) == number
    assert due.day == working_days_after(in_england(start).date(), number)


@given(st.integers(1, 60), MOMENTS)
def test_calling_the_trigger_day_1_never_falls_due_later(number, start):
    limit = working_days(number)
    assert limit.beginning_with().due(start).at <= limit.due(start).at


@given(LIMITS, MOMENTS, st.data())
def test_the_explanation_leaves_no_day_out_and_adds_up(limit, start, data):
    paused = data.draw(st.just(Pauses()) | pauses(start))
    due = limit.due(start, HERE, paused)
    days = [step.day for step in due.steps]
    assert days == [days[0] + timedelta(days=after) for after in range(len(days))]
    assert all(step.counted or step.why for step in due.steps)
    counted = sum((step.counted for step in due.steps[1:]), due.steps[0].counted)
    assert due.stretches[-1].total == counted
    if isinstance(limit, HourCount):
        assert counted == timedelta(hours=limit.number)
    elif limit.unit in (Unit.DAY, Unit.WORKING_DAY):
        assert counted == limit.number


@given(DAY_COUNTS, MOMENTS)
def test_a_day_ends_at_midnight_in_england_and_is_late_from_then(limit, start):
    due = replace(limit, ends_at=None).due(start)
    assert in_england(due.at).time() == time()
    assert due.is_late(due.at) and not due.is_late(due.at - timedelta(seconds=1))


@given(LIMITS)
def test_a_limit_is_read_back_from_its_own_words(limit):
    assert read_limit(str(limit)) == limit


@given(
    st.datetimes(datetime(2026, 9, 2), datetime(2027, 6, 20), timezones=st.just(UTC)),  # noqa: DTZ001
    SHORT,
    st.integers(1, 9),
)
def test_a_school_is_told_before_it_opens_or_within_the_time_of_the_holidays(start, later, hold):
    limit = before_next_school_day(hold_beyond_days=hold, otherwise=hours(24))
    for school in SCHOOLS.values():
        due = limit.due(start, Calendars(school=school))
        assert start < due.at <= start + timedelta(days=hold)
        assert bool(due.held_until) != (in_england(due.at) == school.opening(in_england(due.at).date()))
        assert due.at <= limit.due(start + later, Calendars(school=school)).at


@given(MOMENTS, SHORT)
def test_what_if_nothing_were_different_it_would_be_the_same(start, later):
    rule = replace(rules()["conference"])
    clock = Clock(rule, start)
    assert clock.what_if().later_by == timedelta()
    assert clock.what_if(started=start + later).later_by >= timedelta()
    assert isinstance(clock.what_if().now, Due)
