"""Which schools' days somebody may set: a council those of its district, by name; whoever has none is told so."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.pathways.schools import set_school_year
from tests.pages import text

DISTRICT = "E08000030"


def placed(make, kind):
    code = make.agency(kind)
    make._owner("UPDATE access_agency SET district = %s WHERE code = %s", DISTRICT, code)
    return code


@pytest.fixture
def council(make):
    return make.user(placed(make, AgencyKind.CHILDRENS_SERVICES), Role.ADMINISTRATOR)


def test_a_council_finds_a_school_of_its_district_by_name_with_who_set_it_last(make, browser, council):
    schools = [placed(make, AgencyKind.SCHOOL) for _ in range(2)]
    elsewhere = make.agency(AgencyKind.SCHOOL)
    lead = make.scope(schools[0], Role.SCHOOL_LEAD)
    terms = "term 2 Sep 2026 to 18 Dec 2026\nterm 4 Jan 2027 to 21 Jul 2027"
    with lead.transaction():
        set_school_year(by=lead, school=schools[0], year=2026, words=terms, authority="board", because="so")
    page = browser(council)
    every = text(page.get("/school-terms"))
    assert all(school in every for school in schools)
    assert elsewhere not in every
    found = text(page.get(f"/school-terms?name={schools[0]}"))
    assert (schools[1] in found, "1 school with" in found, lead.name in found) == (False, True, True)
    assert "No school of yours has" in text(page.get("/school-terms?name=nowhere"))


def test_whoever_has_none_is_told_who_sets_them(make, browser):
    page = browser(make.user(make.agency(), Role.ADMINISTRATOR))
    assert "There is no school here whose days you set" in text(page.get("/school-terms"))
