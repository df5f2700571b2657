"""Deciding needs a choice and a reason; see also the pages of the list."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.pages import text


@pytest.fixture
def review(make):
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    record = make.record(council, make.draft("case_note"))
    make._owner("SELECT rights.wait_for_review(ARRAY[%s]::bigint[], ARRAY[current_date])", record)
    return council, make._owner("SELECT number FROM rights_review WHERE record = %s", record)[0]


def test_a_record_is_kept_some_years_more_and_leaves_the_list(make, browser, review):
    council, number = review
    officer = browser(make.user(council, Role.RECORDS_OFFICER))
    assert "because its period has ended" in text(officer.get(f"/keeping/{number}"))
    sent = {"decision": "5", "reason": "a sibling is still at home"}
    assert "looked at again" in text(officer.post(f"/keeping/{number}", sent, follow=True))
    assert officer.get(f"/keeping/{number}").status_code == 404
