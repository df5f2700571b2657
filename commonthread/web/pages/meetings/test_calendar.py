"""A meeting in a calendar says when, and nothing else."""

import pytest

from tests.discussing import Discussion
from tests.pages import text


@pytest.fixture
def discussion(make):
    return Discussion(make)


def lines(answer):
    return dict(line.split(":", 1) for line in answer.content.decode().split("\r\n") if line)


def test_it_says_when_and_nothing_of_what_where_or_who(discussion, browser):
    file = browser(discussion.worker.user).get(f"/meetings/{discussion.number}/calendar.ics")
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    said = lines(file)
    (starts,) = discussion.make._owner("SELECT to_char(starts_at AT TIME ZONE 'UTC', 'YYYYMMDD\"T\"HH24MISS\"Z\"') FROM pathways_meeting WHERE number = %s",
                                       discussion.number)  # fmt: skip
    assert said["DTSTART"] == starts
    assert said["SUMMARY"] == f"Meeting {discussion.number}"
    words = file.content.decode()
    for never in (
        "Room 2",
        "trategy",
        discussion.worker.name,
        str(discussion.case),
        *map(str, discussion.children),
    ):
        assert never not in words


def test_whoever_is_asked_has_it_and_nobody_else(discussion, browser):
    attendee = discussion.ask(discussion.police)
    police, nurse = browser(discussion.sergeant.user), browser(discussion.nurse.user)
    assert lines(police.get(f"/meetings/asked/{attendee}/calendar.ics"))["STATUS"] == "CONFIRMED"
    assert nurse.get(f"/meetings/asked/{attendee}/calendar.ics").status_code == 404
    for stranger in (police, nurse):
        assert stranger.get(f"/meetings/{discussion.number}/calendar.ics").status_code == 404
    assert f"/meetings/asked/{attendee}/calendar.ics" in text(police.get(f"/meetings/asked/{attendee}"))


def test_called_off_it_is_taken_out_again(discussion, browser):
    chair = browser(discussion.worker.user)
    chair.post(f"/meetings/{discussion.number}/attendance", {"do": "off", "reason": "the wrong family"})
    assert lines(chair.get(f"/meetings/{discussion.number}/calendar.ics"))["STATUS"] == "CANCELLED"
