"""A meeting ends with what came of it: nothing is left unsaid, and what follows begins at once."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.pathways.asked import asked_tasks
from tests.discussing import ALONE, Discussion
from tests.pages import text


@pytest.fixture
def discussion(make):
    return Discussion(make)


@pytest.fixture
def note_taker(discussion, browser):
    return browser(discussion.worker.user)


def at(discussion, more=""):
    return f"/meetings/{discussion.number}{more}"


def test_ended_it_begins_what_follows_and_each_action_is_a_task(discussion, note_taker):
    discussion.held()
    tomorrow = (localdate() + timedelta(days=1)).isoformat()
    action = {"do": "write", "sort": "action", "words": "See her alone at school", "owner": discussion.worker.user,
              "day": tomorrow, "time": "16:30", "person": discussion.children[0]}  # fmt: skip
    assert note_taker.post(at(discussion), action).status_code == 302
    of_police = action | {"words": "Look at the address", "owner": discussion.police}
    assert note_taker.post(at(discussion), of_police).status_code == 302
    ended = note_taker.post(at(discussion, "/end"), {f"outcome-{discussion.task.number}": ALONE, "words": "As written"}, follow=True)  # fmt: skip
    assert "Held. Now to be done: see and speak with the child" in text(ended)
    words = text(note_taker.get(f"/cases/{discussion.case}"))
    assert "See her alone at school" in words
    assert "Look at the address" in words
    with discussion.sergeant.transaction():
        assert [asked.does for asked in asked_tasks()] == ["Look at the address"]


def test_it_is_not_ended_while_it_lacks_something(discussion, note_taker):
    words = text(note_taker.post(at(discussion, "/end"), {"words": "x"}))
    assert "There is no decision about P-" in words
    assert "The voice of P-" in words
    assert "Nobody is marked as there" in words


def test_without_its_quorum_a_reason_and_a_name_are_asked(discussion, note_taker):
    discussion.held()
    (health,) = discussion.make._owner("SELECT max(id) FROM pathways_attendee WHERE meeting_id = %s", discussion.number)  # fmt: skip
    note_taker.post(at(discussion, "/attendance"), {"do": "came", "attendee": health, "came": "no"})
    said = {f"outcome-{discussion.task.number}": ALONE, "words": "As written"}
    assert note_taker.post(at(discussion, "/end"), said).status_code == 422
    said |= {"without_quorum": "No nurse in time", "without_quorum_by": "Head of service"}
    words = text(note_taker.post(at(discussion, "/end"), said, follow=True))
    assert "Without quorum</strong> No nurse in time" in words
