"""Known or not known: agency by agency, and nothing that tells more than nothing."""

import re

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.records.record import Mention, MentionRole

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby")
ENQUIRY = Purpose.SAFEGUARDING_ENQUIRY


def text(answer):
    return answer.content.decode()


def asking(make, browser, number, purpose=ENQUIRY, role=Role.HUB_OFFICER, agency=None):
    client = browser(make.user(agency or make.agency(AgencyKind.CHILDRENS_SERVICES), role))
    return client, client.post(
        f"/people/{number}/purpose", {"purpose": purpose.value, "because": "Call 1182"}, follow=True
    )


def test_whoever_looks_beyond_their_agency_is_first_told_who_knows_somebody(make, browser):
    police, number = make.agency(), make.person()
    make.record(police, make.draft("police_incident", CHILD), persons=(number,))
    _, answer = asking(make, browser, number)
    assert answer.redirect_chain[-1][0] == f"/people/{number}/known"
    shown = text(answer)
    assert "known to 1 agency" in shown
    assert "Ring this team" in shown
    assert "Quenby" not in shown
    assert f'href="/cases/open?person={number}"' in shown


def test_for_section_47_the_level_of_the_agreement_is_said_at_once(make, browser):
    csc, police, number = make.agency(AgencyKind.CHILDRENS_SERVICES), make.agency(), make.person()
    make.record(police, make.draft("police_incident", CHILD), persons=(number,))
    for purpose in (Purpose.SECTION_47, ENQUIRY):
        make.agreement(viewer=csc, role=Role.HUB_OFFICER, holder=police, category=Category.CRIME_AND_INCIDENTS,
                       purpose=purpose, level=Level.SUMMARY)  # fmt: skip
    assert "<strong>Summary</strong>" in text(
        asking(make, browser, number, Purpose.SECTION_47, agency=csc)[1]
    )
    shown = text(asking(make, browser, number, ENQUIRY, agency=csc)[1])
    assert "<strong>Summary</strong>" not in shown
    assert "only after the consent decision" in shown


def test_a_silent_service_and_nobody_at_all_look_exactly_alike(make, browser):
    clinic, agency = make.agency(AgencyKind.HEALTH), make.agency()
    known, nobody = make.person(), make.person()
    make.record(clinic, make.draft("mental_health_contact", CHILD), persons=(known,))
    user, shown = make.user(agency, Role.HUB_OFFICER), []
    for number in (known, nobody):
        client = browser(user)
        client.post(f"/people/{number}/purpose", {"purpose": ENQUIRY.value, "because": "Call 1182"})
        body = text(client.get(f"/people/{number}/known")).partition("<main")[2]
        shown.append(re.sub(rf"{number}|csrf[^>]*", "", body))
    assert shown[0] == shown[1]
    assert "0121 496 0123" in shown[0]
    assert 'Which rule lets an agency answer, <a class="govuk-link" href="/what-if">' in shown[0]


def test_somebody_who_searches_their_own_roll_is_told_of_nobody_else(make, browser):
    school, police, number = make.agency(AgencyKind.SCHOOL), make.agency(), make.person()
    make.record(police, make.draft("police_incident", CHILD), persons=(number,))
    client, _ = asking(make, browser, number, role=Role.SCHOOL_LEAD, agency=school)
    shown = text(client.get(f"/people/{number}/known"))
    assert "nobody says that they are known" in shown
    assert "record a concern" in shown


def test_that_it_was_asked_is_on_the_ledger(make, browser):
    number = make.person()
    asking(make, browser, number)
    events = make._owner(
        "SELECT array_agg(type::text ORDER BY number) FROM ledger_event WHERE subject = %s", number
    )
    assert events[0] == ["purpose stated", "existence asked"]
