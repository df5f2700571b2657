"""The demo's meetings are there to be looked at: one to come, one held, a conference; and a disagreement."""

import pytest

from commonthread.access.demo import account
from commonthread.access.scope import open_scope
from commonthread.pathways.disagreements import disagreements
from commonthread.pathways.meetings import Comes, asked_to_meetings
from commonthread.pathways.meetings_reading import meetings, open_meeting
from commonthread.pathways.minutes_given import editions
from commonthread.serving.demo import set_up_agencies
from commonthread.serving.demo_meetings import COMING, HELD, hold_meetings


@pytest.fixture
def demo(fresh_database, make):
    set_up_agencies()
    about = {title: make.person() for title in (HELD, COMING)}
    hold_meetings(about)
    return about


def as_(username):
    return open_scope(account(username).pk)


def test_one_is_to_come_one_was_held_and_its_conference_is_called(demo):
    worker = as_("social.worker")
    with worker.transaction():
        found = meetings()
    assert [(one.step.name, bool(one.ended_at)) for one in found] == [
        ("conference", False),
        ("discussion", True),
    ]
    hub = as_("hub.social.care")
    with hub.transaction():
        assert [(one.step.name, one.is_over) for one in meetings()] == [("discussion", False)]
    held = open_meeting(worker, found[-1].number)
    assert held.lacks == ()
    with worker.transaction():
        assert len(editions(held.number)) == 1
        assert len(disagreements()) == 1


def test_an_agency_is_asked_and_has_not_answered(demo):
    nurse = as_("named.nurse")
    with nurse.transaction():
        assert [asked.answer for asked in asked_to_meetings() if not asked.is_over] == [Comes.WAITING]


def test_they_are_held_once(demo):
    hold_meetings(demo)
    worker = as_("social.worker")
    with worker.transaction():
        assert len(meetings()) == 2
