"""The start page says what one's post does, and begins with looking for somebody."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.timezone import now

from commonthread.access.demo import write_stories
from commonthread.access.permissions import FOR_PEOPLE, ROLES, Permission, Role
from commonthread.pathways.tasks import add_task
from commonthread.places.cited import DISTRICTS
from tests.discussing import Discussion
from tests.journeys.visits.person import broken_glass
from tests.telling import tell

SEARCHING = [role for role in FOR_PEOPLE if Permission.SEARCH_OWN in ROLES[role].permissions]
STORY = {
    "title": "The quiet house",
    "shows": "What only all of it shows.",
    "person": 123456789,
    "sent": [["Police", 2], ["School", 9]],
}


def text(client, address="/"):
    return client.get(address).content.decode()


@pytest.fixture
def told(tmp_path):
    write_stories(tmp_path, [STORY])
    with override_settings(VAR=tmp_path, DEMO=True):
        yield


def test_nobody_starts_before_signing_in(browser):
    assert browser().get("/")["Location"] == "/accounts/login/?next=/"


@pytest.mark.parametrize("role", SEARCHING)
def test_whoever_searches_starts_with_the_search(role, make, browser):
    assert "Who is this?</h2>" in text(browser(make.user(make.agency(), role)))


@pytest.mark.parametrize("role", [role for role in FOR_PEOPLE if role not in SEARCHING])
def test_whoever_does_not_search_reads_what_their_post_does(role, make, browser):
    shown = text(browser(make.user(make.agency(), role)))
    assert ROLES[role].explains in unescape(shown)
    assert "First name" not in shown


def test_the_demo_begins_with_a_family_that_one_button_opens(told, make, browser):
    shown = text(browser(make.user(make.agency(), Role.HUB_OFFICER)))
    assert "2 agencies wrote 11 records" in shown
    assert 'action="/people/123456789/purpose"' in shown


def test_the_story_is_not_for_a_post_that_reads_no_records(told, make, browser):
    assert "quiet house" not in text(browser(make.user(make.agency(), Role.ADMINISTRATOR)))


def test_there_is_no_story_where_there_is_no_demo(make, browser, tmp_path):
    write_stories(tmp_path, [STORY])
    with override_settings(VAR=tmp_path):
        assert settings.DEMO is False
        assert "quiet house" not in text(browser(make.user(make.agency(), Role.HUB_OFFICER)))


def test_a_hidden_family_is_opened_by_nobody_but_whom_it_is_seen_by(make, browser, tmp_path):
    seen_by = make.user(make.agency(), Role.PROTECTED_PERSONS)
    (username,) = make._owner("SELECT username FROM access_user WHERE id = %s", seen_by)
    fled = STORY | {"title": "A new town", "person": 987654321, "seen_by": username}
    write_stories(tmp_path, [STORY, STORY | {"title": "Another"}, fled])
    with override_settings(VAR=tmp_path, DEMO=True):
        assert "/people/987654321/purpose" in text(browser(seen_by))
        shown = text(browser(make.user(make.agency(), Role.HUB_OFFICER)))
    assert "987654321" not in shown
    assert "A new town" in shown


def test_it_says_what_waits_for_oneself_and_what_is_late(make, browser):
    worker = make.scope(make.agency(), Role.SOCIAL_WORKER)
    assert "What waits" not in text(browser(worker.user))
    case = make.case(worker, make.person())
    with worker.transaction():
        for does in ("Ring the school", "Visit"):
            number = add_task(
                by=worker, case=case, does=does, due_at=now() + timedelta(days=2), source="set by a manager", because="agreed"
            )  # fmt: skip
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '2 days', due_at = now() - interval '1 day' WHERE number = %s",
        number,
    )
    shown = " ".join(text(browser(worker.user)).split())
    assert '2 tasks of yours</a> <strong class="govuk-tag govuk-tag--red">1 overdue</strong>' in shown


def test_whoever_looks_after_data_protection_starts_with_the_glass_that_was_broken(make, browser):
    going = broken_glass(make, "/glass/reviews")
    shown = " ".join(text(browser(going.user)).split())
    assert "1 time that the glass was broken to your agency’s records waits for its review</a></li>" in shown
    make._owner("UPDATE records_glass SET from_at = from_at - interval '30 days'")
    shown = " ".join(text(browser(going.user)).split())
    assert '<strong class="govuk-tag govuk-tag--red">1 overdue</strong>' in shown


def test_a_post_without_work_here_is_told_so_and_where_to_read(make, browser):
    shown = text(browser(make.user(make.agency(), Role.POLICING_BODY_OFFICE)))
    assert "Figures and recommendations do not stand here yet" in shown


def test_it_says_when_the_next_meeting_is(make, browser):
    discussion = Discussion(make)
    shown = text(browser(discussion.worker.user))
    assert re.search(r'href="/meetings">1 meeting: \d+ \w+ \d+, \d\d:\d\d<', shown)


def test_it_says_what_waits_at_the_front_door_and_of_what_other_agencies_ask(make, browser):
    hub = make.hub(DISTRICTS[1].code)
    tell(browser(), district=hub.district)
    shown = text(browser(hub.officer))
    assert '<a class="govuk-link" href="/front-door">1 contact waits at the front door</a>' in shown
    assert "1 task of your team" in shown


def test_a_refusal_says_which_rule_it_was_and_whom_to_ask_to_whoever_may_know(make, browser):
    officer, stranger = browser(make.user(make.agency(), Role.RECORDS_OFFICER)), browser()
    refused = officer.get("/cases")
    assert refused.status_code == 403
    said = refused.content.decode()
    assert "open cases, which let others’ records be seen" in said
    assert "Yours, records officer, may not" in said
    assert "police supervisor" in said
    assert "Ask an administrator of your agency" in said
    absent = [
        client.get("/records/999999999")
        for client in (officer, browser(make.user(make.agency(), Role.SOCIAL_WORKER)))
    ]
    assert {answer.status_code for answer in absent} == {404}
    assert all("data protection officer of your agency" in answer.content.decode() for answer in absent)
    nowhere = stranger.get("/nowhere")
    assert nowhere.status_code == 404
    assert "data protection officer" not in nowhere.content.decode()
