"""The demo's cases and requests are there to be looked at, in every state."""

import time

import pytest
from django.utils.timezone import now

from commonthread.access.demo import account
from commonthread.access.scope import open_scope
from commonthread.pathways.front_door_list import waiting
from commonthread.pathways.queries import cases
from commonthread.pathways.requests import my_requests, requests_to_us
from commonthread.pathways.terms import Outcome
from commonthread.serving.demo import set_up_agencies
from commonthread.serving.demo_cases import AT_ONCE, STORIES, open_cases
from commonthread.serving.demo_contacts import bring_contacts
from commonthread.synthetic.stories.told import stories


def test_they_are_about_children_of_written_stories():
    assert set(STORIES) <= {story.title for story in stories()}


@pytest.fixture
def demo(fresh_database, make):
    set_up_agencies()
    about = {title: make.person() for title in STORIES}
    open_cases(about)
    return about


def as_(username):
    return open_scope(account(username).pk)


def test_a_hub_has_requests_in_every_state_and_a_case_that_is_closed(demo):
    hub = as_("hub.social.care")
    with hub.transaction():
        assert {asked.outcome for asked in my_requests()} == set(Outcome)
        mine = [case for case in cases() if case.is_mine]
        to_us = requests_to_us()
    time.sleep(AT_ONCE.total_seconds())
    assert [bool(case.closed_at) for case in mine] == [False, True]
    assert sorted(asked.is_overdue(now()) for asked in to_us) == [False, True]
    with hub.transaction():
        assert any(asked.is_overdue(now()) for asked in my_requests())


def test_a_social_worker_has_a_case_without_its_decision(demo):
    worker = as_("social.worker")
    with worker.transaction():
        assert [case.undecided for case in cases() if case.is_mine] == [1]


def test_a_school_is_asked_something(demo):
    lead = as_("school.lead")
    with lead.transaction():
        assert [asked.outcome for asked in requests_to_us()] == [Outcome.WAITING]


def test_they_are_opened_once(demo):
    open_cases(demo)
    hub = as_("hub.social.care")
    with hub.transaction():
        assert len([case for case in cases() if case.is_mine]) == 2


def test_the_front_door_has_contacts_in_every_state(demo):
    bring_contacts(demo)
    bring_contacts(demo)
    hub = as_("hub.social.care")
    with hub.transaction():
        found, counts = waiting()
    assert (counts.waiting, counts.unrated, counts.red, counts.amber) == (5, 3, 1, 1)
    assert {route for contact in found for route in contact.routes} == {"public", "professional"}
    assert found[0].share_used(now()) > 0.9
