"""A clock in the hour that spring skips, or that autumn repeats: never guessed, wherever somebody writes a time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import localdate
from typer.testing import CliRunner

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.kernel.dates import in_england
from commonthread.pathways.area import ELSEWHERE
from commonthread.pathways.clocks.command import app
from commonthread.pathways.clocks.known import rules
from commonthread.pathways.plan import begun_clock
from commonthread.web.components.due_time import read_due_time
from commonthread.web.words import deadline


def changes(year: int) -> tuple[str, str]:
    """The last Sundays of March and October."""
    spring, autumn = (datetime(year, month, 31, tzinfo=UTC).date() for month in (3, 10))
    return tuple(str(day - timedelta(days=(day.weekday() + 1) % 7)) for day in (spring, autumn))


def ahead() -> tuple[str, str]:
    """Those that come next."""
    today = str(localdate())
    this, following = changes(localdate().year), changes(localdate().year + 1)
    return tuple(here if here > today else later for here, later in zip(this, following, strict=True))


SAYS = {"spring": "never was: the clocks went forward", "autumn": "was twice: the clocks went back"}
SUNDAYS = dict(zip(SAYS, ahead(), strict=True))


@pytest.fixture
def case(make, browser):
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    scope = make.scope(council, Role.SOCIAL_WORKER, team=make.team(council))
    page = browser(scope.user)
    page.case, page.agency = f"/cases/{make.case(scope, make.person())}", council
    return page


@pytest.mark.parametrize("change", SAYS)
def test_a_task_is_not_due_in_it(case, change):
    said = {"does": "Ring the school", "day": SUNDAYS[change], "time": "01:30", "reason": "It rang us"}
    answer = case.post(f"{case.case}/tasks/add", said)
    assert answer.status_code == 422
    assert SAYS[change] in answer.content.decode()


@pytest.mark.parametrize(("offset", "zone", "hour"), [("+01:00", "BST", 0), ("+00:00", "GMT", 1)])
def test_of_the_hour_that_is_twice_whoever_sets_it_says_which_and_it_is_shown(offset, zone, hour):
    before = datetime(2026, 10, 24, 12, tzinfo=UTC)
    due = read_due_time({"day": "2026-10-25", "time": f"01:30{offset}"}, before)
    assert due.at == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert deadline(due.at) == f"25 Oct 2026, 01:30 {zone}"


@pytest.mark.parametrize("change", SAYS)
def test_a_notice_is_not_to_be_acknowledged_in_it(case, change):
    said = {
        "kind": "for-attention",
        "to": case.agency,
        "words": "Look",
        "answer_by": f"{SUNDAYS[change]}T01:30",
    }
    assert SAYS[change] in case.post(f"{case.case}/notify", said).content.decode()


@pytest.mark.parametrize("change", SAYS)
def test_a_clock_is_not_begun_in_it_at_the_command_line(change):
    asked = CliRunner().invoke(app, ["due", "conference", f"{SUNDAYS[change]} 01:30"])
    assert asked.exit_code != 0
    assert SAYS[change] in asked.output


def test_begun_in_the_first_and_in_the_second_of_the_two_hours_are_an_hour_apart():
    """Each counts its own hours; and one begun just before the hour that is skipped loses none of them."""
    rule = rules()["police-protection"]
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert in_england(first).time() == in_england(second).time()
    due = [begun_clock(rule, at, "").due(ELSEWHERE.calendars).at for at in (first, second)]
    assert due == [first + timedelta(hours=72), second + timedelta(hours=72)]
    before = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert begun_clock(rule, before, "").due(ELSEWHERE.calendars).at == before + timedelta(hours=72)
