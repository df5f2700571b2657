"""Calling a meeting: the agencies that are asked send somebody, who then sees it."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import follow_procedure, tasks
from tests.pages import text


@pytest.fixture
def council(make):
    return make.agency(AgencyKind.CHILDRENS_SERVICES)


@pytest.fixture
def worker(make, council):
    return make.scope(council, Role.SOCIAL_WORKER)


@pytest.fixture
def task(make, worker):
    number = make.case(worker, make.person(), purpose=Purpose.SECTION_47)
    with worker.transaction():
        follow_procedure(by=worker, case=find(number), pathway="section-47")
    with worker.transaction():
        (found,) = tasks(find(number))
    return f"/cases/{number}/tasks/{found.number}"


@pytest.fixture
def said(worker):
    return {
        "day": (localdate() + timedelta(days=1)).isoformat(),
        "time": "09:30",
        "place": "Room 2",
        "chair": worker.user,
    }


def test_the_agency_that_is_asked_sends_somebody_who_then_sees_it(make, browser, council, worker, task, said):
    police = make.agency()
    sergeant = make.user(police, Role.POLICE_SUPERVISOR)
    make.agreement(viewer=police, role=Role.POLICE_SUPERVISOR, holder=council, category=Category.SOCIAL_CARE, purpose=Purpose.SECTION_47)  # fmt: skip
    called = browser(worker.user).post(f"{task}/meeting", said | {"ask": [police]}, follow=True)
    assert "Room 2" in text(called)
    theirs = browser(sergeant)
    listed = theirs.get("/meetings").content.decode()
    assert "1 waits for your agency’s answer" in listed
    address = listed.split('href="/meetings/asked/')[1].split('"')[0]
    seen = theirs.post(f"/meetings/asked/{address}", {"answer": "comes", "sends": sergeant}, follow=True)
    assert "You are here as sent by your agency" in text(seen)
    assert "Comes" in text(browser(worker.user).get(called.redirect_chain[-1][0]))


def test_an_agency_without_an_agreement_is_named_and_not_asked(make, browser, worker, task, said):
    school = make.agency(AgencyKind.SCHOOL)
    words = text(browser(worker.user).post(f"{task}/meeting", said | {"ask": [school]}, follow=True))
    assert f"Called, but not asked: Agency {school}" in words


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"time": ""}, "Give the day"), ({"place": " "}, "Say where"), ({"chair": "1"}, "Choose who chairs")],
)
def test_what_is_missing_is_said_at_its_field(browser, worker, task, said, changes, says):
    answer = browser(worker.user).post(f"{task}/meeting", said | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_case_offers_it_until_it_is_called_and_lists_it_then(browser, worker, task, said):
    client, at = browser(worker.user), task.split("/tasks")[0]
    assert "Call the meeting: strategy discussion" in text(client.get(at))
    client.post(f"{task}/meeting", said)
    assert "Call the meeting" not in text(client.get(at))
    assert "Strategy discussion</a> <span" in text(client.get(at))
    assert "called for it already" in text(client.post(f"{task}/meeting", said, follow=True))


def test_another_agency_is_found_by_name_and_what_was_ticked_and_typed_stays(
    make, browser, worker, task, said
):
    school, other = make.agency(AgencyKind.SCHOOL), make.agency(AgencyKind.SCHOOL)
    looked = said | {"ask": [other], "find": f"agency {school}", "do": "find"}
    page = browser(worker.user).post(f"{task}/meeting", looked)
    words = page.content.decode()
    assert page.status_code == 200
    assert f'value="{other}" checked' in words
    assert f'value="{school}">' in words
    assert 'value="Room 2"' in words
    nobody = browser(worker.user).post(
        f"{task}/meeting", said | {"find": "nobody is called so", "do": "find"}
    )
    assert "No other agency is called so" in text(nobody)


def test_agencies_that_are_needed_or_know_them_are_offered_and_no_other(make, browser, worker, task):
    police, far = make.agency(AgencyKind.POLICE), make.agency(AgencyKind.SCHOOL)
    make._owner("UPDATE access_agency SET district = '' WHERE code = %s", police)
    words = browser(worker.user).get(f"{task}/meeting").content.decode()
    assert f'value="{far}"' not in words
    assert "Needed for it to count: police" in words
