"""A supervisor takes what waits too long; a colleague who has no part in it cannot."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose


@pytest.fixture
def waiting(make, browser):
    """A task in a team, its number and who may be in that team."""
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    team = make.team(agency)
    worker = make.scope(agency, Role.SOCIAL_WORKER, team=team)
    number = make.case(worker, make.person(), purpose=Purpose.SECTION_47)
    browser(worker.user).post(f"/cases/{number}/procedure", {"pathway": "section-47"})
    (task,) = make._owner("SELECT number FROM pathways_task WHERE case_id = %s", number)
    return agency, team, task


def test_it_is_theirs_with_a_reason_and_they_open_it(make, browser, waiting):
    agency, team, task = waiting
    manager = browser(make.user(agency, Role.TEAM_MANAGER, team=team))
    assert f"/work/take/{task}" in manager.get("/work?of=team").content.decode()
    assert manager.post(f"/work/take/{task}", {"reason": " "}).status_code == 422
    words = manager.post(
        f"/work/take/{task}", {"reason": "its owner is off sick"}, follow=True
    ).content.decode()
    assert "It is yours now" in words
    assert "What came of it?" in words


def test_a_colleague_cannot(make, browser, waiting):
    agency, team, task = waiting
    colleague = browser(make.user(agency, Role.SOCIAL_WORKER, team=team))
    assert colleague.post(f"/work/take/{task}", {"reason": "I would like to know"}).status_code == 404
