"""Why then, day by day; graded anew with a reason; what if; and no stopping where no power lets it."""

import pytest

from tests.hub import Hub


@pytest.fixture
def clock(make, browser):
    hub = Hub(make)
    number = hub.contact(make.person(), rating="amber")
    task = next(task for task in hub.waiting(number, "checks") if task.agency == hub.council)
    opened = browser(hub.worker.user)
    opened.address = f"/cases/{number}/tasks/{task.number}/clock"
    opened.added = f"/cases/{number}/tasks/add"
    return opened


def test_it_says_how_the_time_was_counted_and_by_which_rule(clock):
    words = clock.get(clock.address).content.decode()
    assert "Every agency answers what it knows" in words
    assert "counted" in words
    assert "No power lets this clock be stopped" in words


def test_what_if_is_answered_and_changes_nothing(clock):
    words = clock.get(clock.address + "?grade=red").content.decode()
    assert "It would be due by" in words
    assert "graded amber" in clock.get(clock.address).content.decode()
    assert "It would be due by" in clock.get(clock.address + "?day=2026-04-01&time=15:00").content.decode()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("day=soon", "is not a date"),
        ("day=2026-03-29&time=01:30", "never was"),
        ("day=2026-10-25&time=01:30", "was twice"),
    ],
)
def test_a_time_that_never_was_or_was_twice_is_said(clock, asked, says):
    answer = clock.get(f"{clock.address}?{asked}")
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_graded_anew_with_a_reason_it_says_who_and_why(clock):
    assert (
        "Say in a few words why"
        in clock.post(clock.address, {"do": "grade", "grade": "red"}, follow=True).content.decode()
    )
    words = clock.post(
        clock.address, {"do": "grade", "grade": "red", "reason": "a second bruise"}, follow=True
    ).content.decode()
    assert "graded red instead of amber. a second bruise" in words
    assert (
        "cannot be paused"
        in clock.post(clock.address, {"do": "pause", "reason": "so"}, follow=True).content.decode()
    )
    assert clock.post(clock.address, {"do": "burn", "reason": "so"}).status_code == 404
