"""A case follows one procedure, and its first tasks stand on its page at once."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose


@pytest.fixture
def case(make, browser):
    scope = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER)
    return browser(scope.user), make.case(scope, make.person(), purpose=Purpose.SECTION_47)


def follow(case, pathway: str):
    page, number = case
    return page.post(f"/cases/{number}/procedure", {"pathway": pathway}, follow=True)


def test_what_is_to_be_done_stands_on_the_case(case):
    page, number = case
    assert "It follows no procedure yet" in page.get(f"/cases/{number}").content.decode()
    words = follow(case, "section-47").content.decode()
    assert "Hold the strategy discussion" in words
    assert "left" in words
    assert "It follows no procedure yet" not in words


def test_a_second_procedure_is_refused_and_said(case):
    follow(case, "section-47")
    assert "follows a procedure already" in follow(case, "child-in-need").content.decode()


def test_one_that_there_is_not_is_not_found(case):
    assert follow(case, "section-48").status_code == 404
