"""A request is written down with the day that it came and how it was made sure who asks."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.pages import text


@pytest.fixture
def child(make):
    council, person = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    make.record(council, make.draft("case_note"), persons=(person,))
    return council, person


def sent(known, **changes):
    return {
        "person": f"P-{known}",
        "what": "access",
        "received_on": "2026-09-02",
        "identity": "passport seen",
        **changes,
    }


def test_it_is_listed_with_the_day_by_which_it_is_to_be_answered(make, browser, child):
    council, person = child
    officer = browser(make.user(council, Role.RECORDS_OFFICER))
    assert "No request waits" in text(officer.get("/persons-requests"))
    assert officer.post("/persons-requests", sent(person)).status_code == 302
    shown = text(officer.get("/persons-requests"))
    assert f"P-{person}" in shown
    assert "2 Oct 2026" in shown
    assert "Overdue" in shown


@pytest.mark.parametrize(
    "wrong",
    [{"person": "Odalys"}, {"person": "P-100000001"}, {"what": "all"}, {"received_on": "2999-01-01"}, {"received_on": "soon"}, {"identity": ""}],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(make, browser, child, wrong):
    council, person = child
    officer = browser(make.user(council, Role.RECORDS_OFFICER))
    refused = officer.post("/persons-requests", sent(person, **wrong))
    assert refused.status_code == 422
    assert "The request was not opened" in text(refused)


def test_somebody_whom_another_agency_knows_is_nobody_here(make, browser, child):
    _, person = child
    officer = browser(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.RECORDS_OFFICER))
    assert officer.post("/persons-requests", sent(person)).status_code == 422
