"""The receipt says what became of a record, and names the people once they are found."""

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind


def test_it_says_that_people_are_being_found_and_then_who_they_are(make, browser):
    school = make.agency(AgencyKind.SCHOOL)
    here = browser(make.user(school, Role.SCHOOL_LEAD))
    draft = make.draft("school_welfare_concern")
    number = make.record(school, draft)
    assert "are being found" in here.get(f"/entered/{number}").content.decode()
    child = make.person()
    make.record(school, draft, persons=(child,))
    assert f'href="/people/{child}"' in here.get(f"/entered/{number}").content.decode()


def test_another_agency_s_record_is_not_there(make, browser):
    number = make.record(make.agency(), make.draft("police_incident"))
    lead = make.user(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD)
    assert browser(lead).get(f"/entered/{number}").status_code == 404
