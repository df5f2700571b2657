"""Meetings to come and held, and those that wait for one's agency's answer."""

from django.utils.timezone import now

from commonthread.pathways.meetings import call_meeting
from commonthread.pathways.queries import case
from commonthread.web.components import pages
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


def test_a_long_list_comes_a_page_at_a_time(make, browser, monkeypatch):
    monkeypatch.setattr(pages, "LENGTH", 1)
    discussion = Discussion(make)
    client, numbers = browser(discussion.worker.user), [discussion.number]
    for _ in range(2):
        client.post(f"/meetings/{numbers[-1]}/attendance", {"do": "off", "reason": "the wrong family"})
        with discussion.worker.transaction():
            numbers.append(call_meeting(by=discussion.worker, case=case(discussion.case), task=discussion.task, starts_at=now(),
                                        place="Room 2", chair=discussion.worker.user))  # fmt: skip
    seen = [text(client.get(f"/meetings?page={number}")) for number in (1, 2, 3)]
    assert [sum(f'href="/meetings/{number}"' in words for number in numbers[:2]) for words in seen] == [
        1,
        1,
        0,
    ]
    assert [">To come<" in words for words in seen] == [True, False, False]
    assert "There is no more" in seen[2]
