"""What waits for me and for my team: that which has used most of its time stands first."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose


@pytest.fixture
def worker(make):
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    return make.scope(agency, Role.SOCIAL_WORKER, team=make.team(agency))


def follows(make, browser, worker, pathway: str) -> int:
    number = make.case(worker, make.person(), purpose=Purpose.SECTION_47)
    browser(worker.user).post(f"/cases/{number}/procedure", {"pathway": pathway})
    return number


def test_without_work_it_says_where_work_comes_from(browser, worker):
    assert "Nothing waits for you" in browser(worker.user).get("/work").content.decode()


def test_what_is_overdue_stands_first_and_is_counted(make, browser, worker):
    later, late = (follows(make, browser, worker, "section-47") for _ in range(2))
    make._owner(
        "UPDATE pathways_task SET counts_from = now() - interval '3 days', due_at = now() - interval '1 day' WHERE case_id = %s",
        late,
    )
    words = browser(worker.user).get("/work").content.decode()
    assert "2 tasks wait for you" in words
    assert "1 overdue" in words
    assert words.index(f"C-{late}") < words.index(f"C-{later}")


def test_a_colleague_of_the_team_sees_that_it_waits_and_not_about_whom(make, browser, worker):
    number = follows(make, browser, worker, "section-47")
    (team,) = make._owner("SELECT team_id FROM access_post WHERE user_id = %s", worker.user)
    colleague = browser(make.user(worker.agency, Role.SOCIAL_WORKER, team=team))
    assert f"C-{number}" not in colleague.get("/work").content.decode()
    words = colleague.get("/work?of=team").content.decode()
    assert f"C-{number}" in words
    assert f"/cases/{number}" not in words
    assert "P-" not in words.split("<main", 1)[1]
