"""A correction keeps the agency's number, supersedes one record and loses nothing."""

import re
from datetime import date

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.records.columns import write
from commonthread.records.queries import envelope, read, versions
from tests.pages import text

WHY = {"purpose": Purpose.RECORD_QUALITY.value, "because": "the day was wrong"}


@pytest.fixture
def school(make):
    return make.agency(AgencyKind.SCHOOL)


@pytest.fixture
def lead(make, school):
    return make.user(school, Role.SCHOOL_LEAD)


def sent(draft, **changes) -> dict:
    people = [f"{mention.role}_1" for mention in draft.mentions]
    return {**write(draft), "person": people, **changes}


def test_the_form_holds_what_the_record_says_with_dates_as_people_write_them(make, browser, school, lead):
    number = make.record(school, make.draft("school_welfare_concern"))
    here = browser(lead)
    assert here.get(f"/records/{number}/correct")["Location"] == f"/records/{number}"
    here.post(f"/records/{number}", WHY)
    shown = text(here.get(f"/records/{number}/correct"))
    assert 'value="12 Mar 2026, 16:40"' in shown
    assert 'value="3 Sep 2017"' in shown
    assert 'name="key"' not in shown


def test_a_correction_supersedes_the_record_under_the_same_number(make, browser, school, lead):
    draft = make.draft("school_welfare_concern")
    old = make.record(school, draft)
    here = browser(lead)
    changed = sent(draft, subject_1_born_on="4 Sep 2017", key="another number", do="save")
    checked = text(here.post(f"/records/{old}/correct", changed))
    assert "Enter the correction" in checked
    answer = here.post(f"/records/{old}/correct", {**changed, "do": "enter"})
    new = int(re.fullmatch(r"/entered/(\d+)", answer["Location"])[1])
    scope = open_scope(lead)
    with scope.transaction():
        assert [version.number for version in versions(old)] == [new, old]
        assert envelope(old).superseded_by == new
    corrected = read(scope, [new], purpose=Purpose.OWN_WORK, reason="test")[new].draft
    assert corrected.key == draft.key
    assert corrected.mentions[0].born_on == date(2017, 9, 4)
    assert corrected.mentions[1:] == draft.mentions[1:]
    again = here.post(f"/records/{old}/correct", {**changed, "do": "enter"})
    assert again["Location"] == f"/entered/{new}"


def test_two_people_who_correct_one_record_hear_of_each_other(make, browser, school, lead):
    draft = make.draft("school_welfare_concern")
    old = make.record(school, draft)
    first, second = browser(lead), browser(make.user(school, Role.SCHOOL_LEAD))
    answer = first.post(f"/records/{old}/correct", sent(draft, place="The hall", do="enter"))
    new = int(answer["Location"].rpartition("/")[2])
    for asked in ("save", "enter"):
        shown = text(second.post(f"/records/{old}/correct", sent(draft, place="The yard", do=asked)))
        assert f"Somebody else has corrected this record meanwhile. Read record {new}" in shown
        assert 'value="The yard"' in shown
    scope = open_scope(lead)
    with scope.transaction():
        assert len(versions(old)) == 2


def test_a_record_of_another_agency_cannot_be_corrected(make, browser, school):
    police = make.agency()
    number = make.record(police, make.draft("police_incident"), persons=(child := make.person(),))
    make.agreement(viewer=school, role=Role.HUB_OFFICER, holder=police, category=Category.CRIME_AND_INCIDENTS,
                   purpose=Purpose.SAFEGUARDING_ENQUIRY)  # fmt: skip
    officer = make.user(school, Role.HUB_OFFICER)
    scope = open_scope(officer)
    make.case(scope, child)
    here = browser(officer)
    shown = text(here.get(f"/records/{number}"))
    assert "Correct this record" not in shown
    assert "What happened" in shown
    assert here.get(f"/records/{number}/correct").status_code == 404
    assert here.post(f"/records/{number}/correct", {"do": "enter"}).status_code == 404
