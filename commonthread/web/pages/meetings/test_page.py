"""Meetings to come and held, and those that wait for one's agency's answer."""

from tests.discussing import Discussion
from tests.pages import text


def test_whoever_has_none_is_told_where_they_are_called(make, browser):
    discussion = Discussion(make)
    words = text(browser(discussion.nurse.user).get("/meetings"))
    assert "0 meetings to come; 0 wait for your agency’s answer" in words
    assert "None. A meeting is called from the task of a case" in words


def test_asked_to_come_and_held_stand_apart(make, browser):
    discussion = Discussion(make)
    discussion.ask(discussion.police)
    assert "1 waits for your agency’s answer" in text(browser(discussion.sergeant.user).get("/meetings"))
    worker = browser(discussion.worker.user)
    assert "1 meeting to come" in text(worker.get("/meetings"))
    worker.post(f"/meetings/{discussion.number}/attendance", {"do": "off", "reason": "the wrong family"})
    words = text(worker.get("/meetings"))
    assert "0 meetings to come" in words
    assert 'Called off <span class="ct-quiet">the wrong family' in words
