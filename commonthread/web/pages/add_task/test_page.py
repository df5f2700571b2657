"""Adding a task to a case that follows no procedure, too: it is somebody's at once, with a time and a reason."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind


@pytest.fixture
def agency(make):
    return make.agency(AgencyKind.CHILDRENS_SERVICES)


@pytest.fixture
def said():
    return {"does": "Ask who fetches the child", "day": str(localdate() + timedelta(days=3)), "time": "17:00",
            "reason": "The school rang"}  # fmt: skip


@pytest.fixture
def case(make, browser, agency):
    scope = make.scope(agency, Role.SOCIAL_WORKER)
    opened = browser(scope.user)
    opened.case = f"/cases/{make.case(scope, make.person())}"
    return opened


def test_it_stands_on_the_case_and_on_the_list_of_whoever_leads(case, said):
    words = case.post(f"{case.case}/tasks/add", said, follow=True).content.decode()
    assert "Ask who fetches the child" in words
    assert "The school rang" in words
    assert "Ask who fetches the child" in case.get(case.case).content.decode()
    assert "Ask who fetches the child" in case.get("/work").content.decode()


def test_a_colleague_finds_it_on_their_list_and_says_what_came_of_it(case, said, make, agency, browser):
    colleague = make.user(agency, Role.SOCIAL_WORKER)
    case.post(f"{case.case}/tasks/add", said | {"to": f"user-{colleague}"})
    theirs = browser(colleague)
    words = theirs.get("/work").content.decode()
    task = words.split('href="/cases/', 1)[1].split('"', 1)[0]
    done = theirs.post(f"/cases/{task}", {"outcome": "done", "words": "The grandmother does"}, follow=True)
    assert "Nothing follows from it" in done.content.decode()
    assert "Nothing waits for you" in theirs.get("/work").content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"does": " "}, "Say what is to be done"),
        ({"time": "soon"}, "is not a date"),
        ({"day": ""}, "Give the day and the time"),
        ({"reason": ""}, "Say in a few words why"),
        ({"to": "user-1"}, "Choose whose it is"),
    ],
)
def test_what_is_missing_is_said_at_its_field(case, said, changes, says):
    answer = case.post(f"{case.case}/tasks/add", said | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_nobody_adds_one_to_anothers_case(case, said, make, agency, browser):
    stranger = browser(make.user(agency, Role.SOCIAL_WORKER))
    assert stranger.post(f"{case.case}/tasks/add", said).status_code == 404
