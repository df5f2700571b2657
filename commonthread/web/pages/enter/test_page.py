"""People are offered what their agency writes and their role covers, and no more."""

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind


def test_a_school_is_offered_what_schools_write(make, browser):
    shown = (
        browser(make.user(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD)).get("/enter").content.decode()
    )
    assert 'href="/enter/school_welfare_concern"' in shown
    assert 'href="/enter/police_incident"' not in shown
    assert 'href="/enter/referral"' not in shown


def test_a_role_that_enters_nothing_is_refused(make, browser):
    officer = make.user(make.agency(), Role.DATA_PROTECTION_OFFICER)
    assert browser(officer).get("/enter").status_code == 403
