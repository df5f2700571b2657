"""A task: what came of it is said once, by somebody who works on the case, and begins what follows."""

import re

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.catalogue.strategy_and_section_47 import NOT_NEEDED
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import tasks
from tests.discussing import hold
from tests.hub import Hub

SAID = {
    "outcome": "seen",
    "words": "Seen at school, alone, in Punjabi. She says that she is afraid of Fridays.",
}
NO_MEETING = {"outcome": NOT_NEEDED, "words": "The bruise was ink", "decided_by": "Ada Manager"}


@pytest.fixture
def agency(make):
    return make.agency(AgencyKind.CHILDRENS_SERVICES)


@pytest.fixture
def page(make, browser, agency):
    """Where a case waits for its strategy discussion."""
    opened = browser((scope := make.scope(agency, Role.SOCIAL_WORKER)).user)
    number = make.case(scope, make.person(), make.person(), purpose=Purpose.SECTION_47)
    words = opened.post(f"/cases/{number}/procedure", {"pathway": "section-47"}, follow=True).content.decode()
    opened.scope, opened.case = scope, number
    opened.task = re.search(rf"/cases/{number}/tasks/\d+", words)[0]
    return opened


@pytest.fixture
def enquiry(page):
    """Where it waits for each child to be seen."""
    hold(page.scope, page.case, "section 47 enquiry by social care alone")
    with page.scope.transaction():
        number = next(
            task.number for task in tasks(find(page.case)) if task.step and task.step.name == "enquiry"
        )
    page.task = f"/cases/{page.case}/tasks/{number}"
    return page


def test_it_says_by_when_and_why_then(page):
    words = page.get(page.task).content.decode()
    assert "Working Together to Safeguard Children" in words
    assert "at once; at the latest within 3 working days" in words


def test_it_says_what_each_outcome_begins(enquiry):
    assert "begins: decide the outcome of the enquiry" in enquiry.get(enquiry.task).content.decode()


def test_what_agencies_take_together_is_not_ended_from_here(page):
    words = page.get(page.task).content.decode()
    assert "it ends with their meeting" in words
    assert f"{page.task}/meeting" in words
    assert page.post(page.task, SAID | {"outcome": "no further action"}).status_code == 422


def test_that_no_meeting_is_needed_is_recorded_with_who_decided_it(page):
    assert "Which service manager decided that" in page.get(page.task).content.decode()
    answer = page.post(page.task, NO_MEETING | {"decided_by": " "})
    assert (answer.status_code, "Say who decided that" in answer.content.decode()) == (422, True)
    page.post(page.task, NO_MEETING)
    words = page.get(page.task).content.decode()
    assert "Without its meeting, by the service manager: Ada Manager." in words


def test_recorded_it_begins_what_follows(enquiry):
    words = enquiry.post(enquiry.task, SAID, follow=True).content.decode()
    assert "Now to be done: decide the outcome of the enquiry" in words
    assert "2 tasks done" in words


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"outcome": "x"}, "Choose what came of it"), ({"words": " "}, "Write what was done")],
)
def test_what_is_missing_is_said_at_its_field(enquiry, changes, says):
    answer = enquiry.post(enquiry.task, SAID | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_second_to_decide_reads_what_the_first_decided(enquiry):
    enquiry.post(enquiry.task, SAID)
    again = SAID | {"outcome": "not seen: the discussion meets again"}
    words = enquiry.post(enquiry.task, again, follow=True).content.decode()
    assert "Nothing was changed" in words
    assert "“seen”" in words


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


def test_what_another_agency_is_asked_is_answered_there_and_not_from_here(make, browser):
    hub = Hub(make)
    number = hub.make.case(hub.worker, make.person(), purpose=Purpose.SECTION_47)
    hub.follows(number, "section-47")
    hub.says(number, "discussion", "section 47 enquiry, joint with the police")
    (theirs,) = hub.waiting(number, "investigation")
    client, at = browser(hub.worker.user), f"/cases/{number}/tasks/{theirs.number}"
    words = client.get(at).content.decode()
    assert "nobody answers for them" in words
    assert "0121 496 0123" in words
    assert "Record it" not in words
    client.post(at, {"outcome": "no crime", "words": "They rang to say so"})
    (waits,) = hub.waiting(number, "investigation")
    assert waits.number == theirs.number


def the_polices(hub, browser):
    number = hub.make.case(hub.worker, hub.make.person(), purpose=Purpose.SECTION_47)
    hub.follows(number, "section-47")
    hub.says(number, "discussion", "section 47 enquiry, joint with the police")
    (task,) = hub.waiting(number, "investigation")
    return browser(hub.worker.user), f"/cases/{number}/tasks/{task.number}"


def test_of_several_agencies_that_could_be_meant_one_is_asked(make, browser):
    hub = Hub(make)
    other = make.agency()
    make.partners(hub.council, other)
    client, at = the_polices(hub, browser)
    words = client.get(at).content.decode()
    assert "Ask them" in words
    assert 'value="goes on under supervised investigation"' not in words
    asked = client.post(at, {"do": "ask", "agency": ""}, follow=True).content.decode()
    assert "choose whom to ask" in asked
    asked = client.post(at, {"do": "ask", "agency": other}, follow=True).content.decode()
    assert f"Agency {other} is asked" in asked
    assert "nobody answers for them" in asked


def test_where_nobody_could_be_asked_whoever_told_it_is_named(make, browser):
    hub = Hub(make)
    make._owner("UPDATE access_agency SET district = 'E08000031' WHERE code = %s", hub.police)
    client, at = the_polices(hub, browser)
    said = {"outcome": "goes on under supervised investigation", "words": "They rang"}
    assert "Say who told you" in client.post(at, said).content.decode()
    client.post(at, said | {"said_by": "DS Larkspur, their 20/4471"})
    assert "As DS Larkspur, their 20/4471 said" in client.get(at).content.decode()
