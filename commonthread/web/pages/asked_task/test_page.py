"""What another agency asks: read by the team that is asked, answered once, and by nobody else."""

import pytest

from commonthread.access.permissions import Role
from tests.hub import Hub


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
