"""A question in the words of the work, answered with the rule that decides."""

import pytest

from commonthread.access.permissions import Role
from tests.agreeing import Agreeing
from tests.pages import text


@pytest.fixture
def agreeing(make):
    return Agreeing(make)


def asked(agreeing, **changes):
    return {
        "viewer": agreeing.police, "role": "hub_officer", "holder": agreeing.trust, "category": "health",
        "purpose": "a section 47 enquiry",
    } | changes  # fmt: skip


def test_a_yes_names_the_clause_that_lets_it_through(agreeing, make, browser):
    number = agreeing.in_force()
    shown = text(browser(make.user(agreeing.police, Role.HUB_OFFICER)).get("/what-if", asked(agreeing)))
    assert "Only a summary" in shown
    assert f'href="/agreements/{number}?edition=1#clause-1"' in shown


def test_a_no_says_which_clause_comes_near_and_whom_to_ring(agreeing, make, browser):
    agreeing.in_force()
    window = browser(make.user(agreeing.police, Role.HUB_OFFICER))
    shown = text(window.get("/what-if", asked(agreeing, purpose="finding a missing person")))
    assert ">No<" in shown
    assert "but only for a section 47 enquiry" in shown
    assert "About the agreement, ask 0121 496 0123." in shown
    assert "About somebody now, ring" in shown


def test_any_agency_of_a_kind_may_be_meant(agreeing, make, browser):
    agreeing.in_force()
    make.agency()
    window = browser(make.user(agreeing.police, Role.HUB_OFFICER))
    shown = text(window.get("/what-if", asked(agreeing, viewer="kind:police")))
    assert "Only a summary" in shown
    assert ">No<" in shown


@pytest.mark.parametrize(
    "wrong", [{"viewer": "nobody"}, {"role": "king"}, {"category": "x"}, {"holder": "kind:x"}]
)
def test_what_cannot_be_asked_is_said(agreeing, make, browser, wrong):
    window = browser(make.user(agreeing.police, Role.HUB_OFFICER))
    assert window.get("/what-if", asked(agreeing, **wrong)).status_code == 422
