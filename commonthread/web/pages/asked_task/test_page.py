"""What another agency asks: read by the team that is asked, answered once, and by nobody else."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import Purpose
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.catalogue.strategy_and_section_47 import GOES_ON
from tests.hub import Hub
from tests.protecting import Protected


@pytest.fixture
def hub(make):
    return Hub(make)


@pytest.fixture
def page(hub, browser):
    child = hub.make.person()
    hub.number = hub.contact(child)
    opened = browser(hub.officer(hub.police).user)
    words = opened.get("/work").content.decode()
    assert "Asked by other agencies" in words
    opened.task = "/work/asked/" + words.split('href="/work/asked/', 1)[1].split('"', 1)[0]
    opened.child = child
    return opened


def test_it_says_who_asks_by_what_power_about_whom_and_by_when(page, hub):
    words = page.get(page.task).content.decode()
    assert f"Agency {hub.council} asks it of your agency" in words
    assert f"C-{hub.number}" in words
    assert "Children Act 1989, section 17" in words
    assert f"P-{page.child}" in words
    assert "graded amber" in words


def test_the_answer_is_read_on_the_case_in_those_words(page, hub, browser):
    page.post(page.task, {"outcome": "answered", "words": "Two calls in June"}, follow=True)
    case = browser(hub.worker.user).get(f"/cases/{hub.number}").content.decode()
    assert "Answered" in case
    again = page.post(page.task, {"outcome": "nothing known", "words": "Nothing"}, follow=True)
    assert "“answered” was recorded" in again.content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"outcome": "x", "words": "Two"}, "Choose what your agency answers"),
        ({"outcome": "answered"}, "Write what was done"),
    ],
)
def test_what_is_missing_is_said(page, sent, says):
    answer = page.post(page.task, sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_another_agency_and_another_team_find_nothing_there(page, hub, browser):
    for stranger in (hub.officer(hub.trust), hub.make.scope(hub.police, Role.INVESTIGATOR)):
        assert browser(stranger.user).get(page.task).status_code == 404


def test_another_team_of_ours_gets_it_with_a_reason_and_by_the_same_time(page, hub, browser):
    assert "Another team of ours should have it" in page.get(page.task).content.decode()
    given = {"do": "pass", "to_team": str(hub.investigators)}
    refused = page.post(page.task, given, follow=True).content.decode()
    assert "Nothing was changed: choose the team" in refused
    passed = page.post(page.task, given | {"reason": "They know her"}, follow=True)
    assert "It is on their list now" in passed.content.decode()
    investigator = browser(hub.make.scope(hub.police, Role.INVESTIGATOR, team=hub.investigators).user)
    assert page.task in investigator.get("/work").content.decode()


def test_with_one_answer_the_police_go_on_under_a_case_of_their_own(hub, make, browser):
    number = make.case(hub.worker, make.person(), purpose=Purpose.SECTION_47)
    hub.follows(number, "section-47")
    hub.says(number, "discussion", "section 47 enquiry, joint with the police")
    detective = make.scope(hub.police, Role.INVESTIGATOR, team=hub.investigators)
    with detective.transaction():
        (asked,) = asked_tasks()
    page, at = browser(detective.user), f"/work/asked/{asked.task}"
    assert "which was asked" in page.get(at).content.decode()
    sent = {"outcome": GOES_ON, "words": "He is arrested", "team": hub.investigators, "leads": "yes"}
    answer = page.post(at, sent)
    assert answer.status_code == 422
    assert "Say what is to be found out" in answer.content.decode()
    other = {"aims": "Who hurt her", "team": hub.hubs[hub.police]}
    assert "Say why not the team that was asked" in page.post(at, sent | other).content.decode()
    words = page.post(at, sent | {"aims": "Who hurt her"}, follow=True).content.decode()
    assert "your own case is open" in words
    theirs = words.split('href="/cases/', 1)[1].split('"', 1)[0]
    assert "Who hurt her" in page.get(f"/cases/{theirs}/investigation").content.decode()
    assert f"C-{number}" in page.get(f"/cases/{theirs}").content.decode()
    case = browser(hub.worker.user).get(f"/cases/{number}").content.decode()
    assert f"C-{theirs}" in case
    assert "Who hurt her" not in case


def test_what_is_decided_in_a_meeting_is_not_answered_from_here(make, browser):
    protected = Protected(make)
    client, at = browser(protected.officer(protected.council).user), f"/work/asked/{protected.asked.task}"
    words = client.get(at).content.decode()
    assert f"which Agency {protected.police} calls" in words
    assert "What does your agency answer?" not in words
    assert client.post(at, {"outcome": "safe to return", "words": "so"}).status_code == 422
