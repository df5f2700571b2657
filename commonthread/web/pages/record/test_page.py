"""A record tells everything that it says to whoever may read it, and nothing to anybody else."""

from datetime import UTC, date, datetime

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.records.actions import attach, enter, open_person
from commonthread.records.attachments import Attachment
from commonthread.records.record import Author, Contact, Mention, MentionRole, Seen, StaffSafetyWarning
from tests.pages import text

WHY = {"purpose": Purpose.OWN_WORK.value, "because": "allocated to me"}
CHILD = Mention(
    role=MentionRole.SUBJECT,
    given_name="Testa",
    family_name="O'Neill",
    born_on=date(2017, 9, 3),
    language="Polish",
    interpreter_needed=True,
    safe_contact_method="Through the school",
)


@pytest.fixture
def service(make):
    return make.agency(AgencyKind.CHILDRENS_SERVICES)


@pytest.fixture
def worker(make, service):
    return make.user(service, Role.SOCIAL_WORKER)


def visit(make, *mentions, **changes):
    return make.draft("home_visit", *(mentions or (CHILD,)), **changes)


def test_a_reading_needs_a_purpose_and_a_reason_and_is_on_the_ledger(make, browser, service, worker):
    child = make.person()
    number = make.record(service, visit(make), persons=(child,))
    here = browser(worker)
    asked = here.get(f"/records/{number}")
    assert "Why do you look at record" in text(asked)
    assert "Testa" not in text(asked)
    assert "Say in a few words" in text(here.post(f"/records/{number}", {"purpose": WHY["purpose"]}))
    shown = text(here.post(f"/records/{number}", WHY, follow=True))
    assert "Testa O&#39;Neill" in shown
    assert "allocated to me" in shown
    assert make._owner(
        "SELECT actor, purpose, reason, records FROM ledger_event WHERE subject = %s AND type = 'disclosure'",
        child,
    ) == (worker, WHY["purpose"], WHY["because"], [number])


def test_a_purpose_stated_for_one_of_its_people_opens_the_record(make, browser, service, worker):
    child = make.person()
    number = make.record(service, visit(make), persons=(child,))
    scope = open_scope(worker)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.SECTION_47, because="strategy discussion today")
    shown = text(browser(worker).get(f"/records/{number}"))
    assert "A section 47 enquiry: strategy discussion today" in shown
    assert f"<title>Record {number}, Home visit" in shown


def test_it_says_who_was_seen_what_people_need_and_how_to_reach_them_safely(make, browser, service, worker):
    seen = Contact(seen=Seen.SEEN, seen_alone=True, by_whom="R Fell", language="Polish")
    shown = read(browser(worker), make.record(service, visit(make, contact=seen)))
    for words in ("Child seen alone", "R Fell", "Language spoken with the child", "Through the school",
                  "Needs an interpreter", "3 September 2017"):  # fmt: skip
        assert words in shown


def test_a_record_of_contact_that_says_nothing_of_the_child_says_so(make, browser, service, worker):
    shown = read(browser(worker), make.record(service, visit(make, contact=None)))
    assert "The record does not say whether the child was seen." in shown


def test_its_author_is_found_in_the_agencys_directory(make, browser, service, worker):
    make._owner(
        "INSERT INTO access_directory (agency_id, key, name, role, team, phone, hours) "
        "VALUES (%s, 'SW7', 'Bridget Vale', 'Social worker', 'North team', '0121 496 0555', 'until 17:00')",
        service,
    )
    shown = read(browser(worker), make.record(service, visit(make, author=Author(key="SW7"))))
    for words in ("Bridget Vale", "North team", "0121 496 0555", "until 17:00", "0121 496 0123"):
        assert words in shown


def read(here, number) -> str:
    return text(here.post(f"/records/{number}", WHY, follow=True))


@pytest.mark.parametrize(
    ("expires_on", "words"),
    [
        (date(2099, 1, 1), "Staff safety, about the subject: Dog loose in the hall"),
        (date(2020, 1, 1), "A staff safety warning by R Fell expired on 1 Jan 2020: Dog loose in the hall"),
    ],
)
def test_a_staff_safety_warning_shows_whether_it_still_holds(
    make, browser, service, worker, expires_on, words
):
    warning = StaffSafetyWarning(
        text="Dog loose in the hall", author="R Fell", review_on=date(2019, 1, 1), expires_on=expires_on
    )
    number = make.record(service, visit(make, CHILD.model_copy(update={"staff_safety_warning": warning})))
    shown = read(browser(worker), number)
    assert words in shown
    assert "ct-staff-only" in shown.partition("Dog loose in the hall")[0]


def test_what_is_hidden_and_what_is_not_there_are_answered_alike(make, browser, service):
    outsider = browser(make.user(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD))
    number = make.record(service, visit(make), persons=(make.person(),))
    answers = [
        outsider.get(f"/records/{where}")
        for where in (number, 999_999_999, "99999999999999999999999", f"{number}/attachments/1")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({text(answer).partition("<main")[2] for answer in answers}) == 1


def test_links_lead_only_to_people_whose_pages_the_viewer_can_open(make, browser, service):
    school = make.agency(AgencyKind.SCHOOL)
    make.agreement(viewer=service, role=Role.HUB_OFFICER, holder=school, category=Category.EDUCATION,
                   purpose=Purpose.SAFEGUARDING_ENQUIRY)  # fmt: skip
    child = make.person()
    number = make.record(school, make.draft("school_welfare_concern", CHILD), persons=(child,))
    make._owner("UPDATE content.mention SET person = %s WHERE record = %s", child, number)
    officer = make.user(service, Role.HUB_OFFICER)
    scope = open_scope(officer)
    make.case(scope, child)
    assert f'href="/people/{child}"' in text(browser(officer).get(f"/records/{number}"))
    lead = make.user(school, Role.SCHOOL_LEAD)
    make._owner("UPDATE content.mention SET person = %s WHERE record = %s", make.person(), number)
    assert 'class="govuk-link ct-person__link"' not in read(browser(lead), number)


def test_a_correction_is_shown_with_what_it_changed_and_the_old_record_leads_to_it(
    make, browser, service, worker
):
    child = make.person()
    old = make.record(service, visit(make, key="V1"), persons=(child,), sequence=1)
    later = visit(make, CHILD.model_copy(update={"born_on": date(2018, 9, 3)}), key="V1")
    new = make.record(service, later, persons=(child,), sequence=2)
    here = browser(worker)
    shown = read(here, old)
    assert "This record has been corrected." in shown
    assert f'href="/records/{new}"' in shown
    assert "Correct this record" not in shown
    shown = read(here, new)
    assert "<del>3 September 2017</del>" in shown
    assert "<ins>3 September 2018</ins>" in shown
    assert f"/records/{new}/correct" in shown


def test_a_correction_says_who_made_it_and_when_beside_whoever_wrote_the_record(
    make, browser, service, worker
):
    child = make.person()
    draft = visit(make, key="V2", author=Author(name="Bridget Vale"))
    old = make.record(service, draft, persons=(child,))
    corrector = make.user(service, Role.RECORDS_OFFICER)
    scope = open_scope(corrector)
    with scope.transaction():
        new = enter(by=scope, draft=draft.model_copy(update={"place": "At the gate"}), corrects=old)
    (name,) = make._owner("SELECT name FROM access_user WHERE id = %s", corrector)
    here = browser(worker)
    shown = read(here, new)
    beside = shown.partition("Who corrected it")[2]
    assert f"<strong>{name}</strong>, records officer" in beside.partition("Whose record it is")[0]
    assert "Bridget Vale" in shown
    assert "A delivery" in shown
    assert "Who corrected it" not in read(here, old)


def test_an_attachment_is_kept_as_a_file_under_a_name_that_tells_nothing(make, browser, service, worker):
    number = make.record(service, visit(make))
    scope = open_scope(worker)
    with scope.transaction():
        held = attach(
            by=scope, record=number, attachment=Attachment("Testa.txt", "text/plain", b"<script>", "")
        )
    here = browser(worker)
    address = f"/records/{number}/attachments/{held}"
    assert here.get(address).status_code == 302
    shown = read(here, number)
    assert "Testa.txt" in shown
    assert "Not scanned" in shown
    answer = here.get(address)
    assert answer.content == b"<script>"
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="record-{number}-{held}.txt"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert here.get(f"/records/{number}/attachments/{held + 1}").status_code == 404


def test_times_are_those_on_clocks_in_england(make, browser, service, worker):
    at = datetime(2026, 7, 14, 15, 30, tzinfo=UTC)
    assert "14 July 2026, 16:30" in read(
        browser(worker), make.record(service, visit(make, happened_from=at, happened_until=None))
    )


def test_a_role_that_reads_nothing_is_refused(make, browser, service):
    administrator = make.user(service, Role.ADMINISTRATOR)
    assert browser(administrator).get(f"/records/{make.record(service)}").status_code == 403


def test_received_long_after_it_happened_is_said(make, browser, service, worker):
    days = (localdate() - date(2026, 3, 12)).days
    assert f"{days:,} days after it happened" in read(browser(worker), make.record(service, visit(make)))
