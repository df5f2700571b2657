"""Whoever read what was wrong finds it on their list until they have read what is in force."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.records.actions import enter
from commonthread.records.queries import read
from tests.pages import text


@pytest.fixture
def corrected(make):
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    draft = make.draft()
    wrong = make.record(council, draft, persons=(make.person(),))
    reader, writer = (make.user(council, Role.SOCIAL_WORKER) for _ in range(2))
    read(open_scope(reader), [wrong], purpose=Purpose.OWN_WORK, reason="allocated to me")
    scope = open_scope(writer)
    with scope.transaction():
        right = enter(by=scope, draft=draft.model_copy(update={"place": "Elsewhere"}), corrects=wrong)
    return reader, writer, right


def test_it_is_listed_and_the_start_page_says_so_until_it_is_read(browser, corrected):
    reader, writer, right = corrected
    here = browser(reader)
    assert "1 record that you read has been corrected" in text(here.get("/"))
    assert f"/records/{right}" in text(here.get("/corrected"))
    assert "Nothing that you read" in text(browser(writer).get("/corrected"))
    read(open_scope(reader), [right], purpose=Purpose.OWN_WORK, reason="it was corrected")
    assert "Nothing that you read" in text(here.get("/corrected"))
    assert "has been corrected" not in text(here.get("/"))


def test_its_agency_sees_whom_the_correction_has_reached(make, browser, corrected):
    _, writer, right = corrected
    assert "1 person has not read the correction" in text(browser(writer).get(f"/records/{right}/recipients"))
    stranger = browser(make.user(make.agency(), Role.POLICE_SUPERVISOR))
    assert stranger.get(f"/records/{right}/recipients").status_code == 404
