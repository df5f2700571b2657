"""Behind the glass: for whoever broke it, until it ends."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.pathways.actions import break_glass
from commonthread.pathways.terms import Sort


@pytest.fixture
def glass(make):
    user, person = make.user(make.agency(), Role.SOCIAL_WORKER), make.person()
    make.record(make.agency(), make.draft("child_protection_plan", happened_until=None), persons=(person,))
    scope = open_scope(user)
    with scope.transaction():
        return user, break_glass(by=scope, person=person, sort=Sort.CHILD, reason="Call 4471")


def test_it_says_first_whether_there_is_a_plan(glass, browser):
    user, number = glass
    assert "is on a child protection plan" in browser(user).get(f"/glass/{number}").content.decode()


def test_nothing_more_is_opened_without_a_reason(glass, browser):
    user, number = glass
    assert browser(user).post(f"/glass/{number}", {"reason": ""}).status_code == 422


def test_it_is_nobody_elses(glass, browser, make):
    _, number = glass
    assert browser(make.user(make.agency(), Role.SOCIAL_WORKER)).get(f"/glass/{number}").status_code == 404
