"""The record of Article 30, on a page and as CSV, is what the agreements say today."""

import csv
import io

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.pages import text


@pytest.fixture
def window(make, browser):
    return browser(make.user(make.agency(), Role.DATA_PROTECTION_OFFICER))


def rows(window):
    return list(csv.DictReader(io.StringIO(window.get("/processing.csv").content.decode())))


def test_a_controller_is_there_while_its_agreement_is_in_force(make, window):
    school = make.agency(AgencyKind.SCHOOL)
    assert school not in text(window.get("/processing"))
    make.feed_agreement(school, kinds=["school_absence"])
    assert school in text(window.get("/processing"))
    (row,) = [row for row in rows(window) if school in row["Contact"]]
    assert (row["Categories of data"], row["From"]) == ("education", "2020-01-01")
    assert "years from" in row["Kept for"]
    assert row["Legal power"] == "Children Act 2004, section 10"
    make._owner("UPDATE feeds_feedagreement SET ended_at = now() WHERE agency = %s", school)
    assert not [row for row in rows(window) if school in row["Contact"]]


def test_it_is_for_those_who_have_signed_in(browser):
    assert browser().get("/processing.csv").status_code == 302
