"""A task: what came of it is said once, by somebody who works on the case, and begins what follows."""

import re

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose

ALONE = "section 47 enquiry by social care alone"
SAID = {"outcome": ALONE, "words": "All three were there. The bruises are not explained."}


@pytest.fixture
def agency(make):
    return make.agency(AgencyKind.CHILDRENS_SERVICES)


@pytest.fixture
def page(make, browser, agency):
    scope = make.scope(agency, Role.SOCIAL_WORKER)
    opened = browser(scope.user)
    number = make.case(scope, make.person(), make.person(), purpose=Purpose.SECTION_47)
    words = opened.post(f"/cases/{number}/procedure", {"pathway": "section-47"}, follow=True).content.decode()
    opened.task = re.search(rf"/cases/{number}/tasks/\d+", words)[0]
    return opened


def test_it_says_by_when_why_then_and_what_each_outcome_begins(page):
    words = page.get(page.task).content.decode()
    assert "Working Together to Safeguard Children" in words
    assert "at once; at the latest within 3 working days" in words
    assert "begins: see and speak with the child, alone where it can be" in words


def test_recorded_it_begins_what_follows_for_each_child(page):
    words = page.post(page.task, SAID, follow=True).content.decode()
    assert "Now to be done: see and speak with the child" in words
    assert words.count("Hold the initial child protection conference") >= 2
    assert "1 task done" in words


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"outcome": "x"}, "Choose what came of it"), ({"words": " "}, "Write what was done")],
)
def test_what_is_missing_is_said_at_its_field(page, changes, says):
    answer = page.post(page.task, SAID | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_second_to_decide_reads_what_the_first_decided(page):
    page.post(page.task, SAID)
    words = page.post(page.task, SAID | {"outcome": "no further action"}, follow=True).content.decode()
    assert "Nothing was changed" in words
    assert ALONE in words


def test_it_is_offered_to_a_colleague_with_a_note_and_theirs_once_they_accept(page, make, agency, browser):
    colleague = make.user(agency, Role.SOCIAL_WORKER)
    assert (
        "Choose to whom" in page.post(f"{page.task}/give", {"reason": "leave"}, follow=True).content.decode()
    )
    page.post(f"{page.task}/give", {"reason": "on leave from tomorrow", "to": colleague}, follow=True)
    theirs = browser(colleague)
    assert "Nothing waits for you" in theirs.get("/work").content.decode()
    words = theirs.get("/work/offered").content.decode()
    offer = re.search(r'name="offer" value="(\d+)"', words)[1]
    theirs.post("/work/offered", {"offer": offer, "do": "accept"})
    assert "1 task waits for you" in theirs.get("/work").content.decode()


def test_nobody_elses_is_found(page, make, browser):
    stranger = browser(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER))
    assert stranger.get(page.task).status_code == 404
    assert stranger.post(page.task, SAID).status_code == 404
