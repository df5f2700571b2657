"""A person's page: the purpose first, then who they are, and what each agency knows in one line of time."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.records.record import Contact, Mention, MentionRole, Seen, StaffSafetyWarning
from commonthread.records.sealing import hold

HUB = Purpose.SAFEGUARDING_ENQUIRY
NAMES = {"given_name": "Odalys", "family_name": "Quenby"}


def child(**fields):
    return Mention(role=MentionRole.SUBJECT, **{**NAMES, "born_on": date(2017, 3, 14), **fields})


@pytest.fixture
def known(make):
    """A child whom a school and children's services know by different names, and the hub's rule between them."""
    csc, school = make.agency(AgencyKind.CHILDRENS_SERVICES), make.agency(AgencyKind.SCHOOL)
    number = make.person()
    make.record(csc, make.draft("case_note", child(allocated_worker="Sorrel Vane")), persons=(number,))
    concern = make.draft(
        "school_welfare_concern", child(given_name="Odie", family_name="Marchmont", school="Larkfield")
    )
    make.record(school, concern, persons=(number,))
    make.agreement(viewer=csc, role=Role.HUB_OFFICER, holder=school, category=Category.EDUCATION, purpose=HUB)
    return csc, school, number


def text(answer):
    return answer.content.decode()


def test_the_purpose_comes_first(known, make, browser):
    csc, _, number = known
    answer = browser(make.user(csc, Role.SOCIAL_WORKER)).get(f"/people/{number}")
    assert answer["Location"] == f"/people/{number}/purpose"


def test_one_sees_who_it_is_as_ones_own_agency_knows_them_and_for_what_one_is_here(known, opened):
    csc, _, number = known
    shown = text(opened(csc, Role.SOCIAL_WORKER, number).get(f"/people/{number}"))
    assert "Odalys Quenby" in shown
    assert "Sorrel Vane" in shown
    assert "my agency&#39;s own work with this person" in shown
    assert "Call 1182" in shown
    assert "Marchmont" not in shown
    assert "Odalys" not in shown.split("</title>")[0]


def test_what_waits_in_the_case_for_which_one_is_here_stands_before_the_chronology(make, browser):
    scope = make.scope(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER)
    number, brother = make.person(), make.person()
    make.record(scope.agency, make.draft("case_note", child()), persons=(number, brother))
    case = make.case(scope, number, brother, purpose=Purpose.SECTION_47)
    page = browser(scope.user)
    assert "Waits in" not in text(page.get(f"/people/{number}"))
    page.post(f"/cases/{case}/procedure", {"pathway": "section-47"})
    before = text(page.get(f"/people/{number}")).partition('id="records"')[0]
    assert "Hold the strategy discussion" in before.partition("Waits in")[2]
    make._owner("UPDATE pathways_task SET person = %s WHERE case_id = %s", brother, case)
    assert "Waits in" not in text(page.get(f"/people/{number}"))


def test_the_hub_reads_both_agencies_and_other_names_stand_apart_with_whose_word_they_are(
    known, opened, make
):
    csc, school, number = known
    shown = text(opened(csc, Role.HUB_OFFICER, number, HUB).get(f"/people/{number}"))
    assert "2 records from 2 agencies" in shown
    bar, folded = shown.split("Names, addresses and more", 1)
    assert "Marchmont" not in bar
    assert "Odie Marchmont" in folded
    assert make._owner("SELECT name FROM access_agency WHERE code = %s", school)[0] in folded


def test_whoever_is_named_by_others_only_has_no_name_on_top(known, opened, make):
    csc, school, number = known
    other = make.agency(AgencyKind.POLICE)
    make.agreement(
        viewer=other, role=Role.HUB_OFFICER, holder=school, category=Category.EDUCATION, purpose=HUB
    )
    shown = text(opened(other, Role.HUB_OFFICER, number, HUB).get(f"/people/{number}"))
    assert "Your agency has not named this person" in shown
    assert "Marchmont" not in shown.split("</h1>")[0]


@pytest.mark.parametrize("purpose", [Purpose.OWN_WORK, HUB])
def test_a_person_who_is_hidden_and_one_who_is_not_there_are_answered_alike(known, opened, make, purpose):
    housing, shown = make.agency(AgencyKind.HOUSING), []
    for number in (known[2], make.person()):
        answer = opened(housing, Role.SOCIAL_WORKER, number, purpose).get(f"/people/{number}", follow=True)
        shown.append(re.sub(rf"{number}|C-\d+|cases/\d+|csrf[^>]*", "", text(answer).partition("<main")[2]))
    assert "nobody says that they are known" in shown[0]
    assert shown[0] == shown[1]


def test_reading_the_page_is_on_the_ledger(known, opened, make):
    csc, _, number = known
    opened(csc, Role.SOCIAL_WORKER, number).get(f"/people/{number}")
    assert make._owner(
        "SELECT count(*), max(reason) FROM ledger_event WHERE subject = %s AND type = 'disclosure'", number
    ) == (1, "Call 1182")


def test_the_case_is_named_and_what_others_hold_back_is_said(known, opened, make):
    csc, school, number = known
    client = opened(csc, Role.HUB_OFFICER, number, HUB)
    assert re.search(r"case C-\d+</a>, <strong>deciding whether", text(client.get(f"/people/{number}")))
    later = opened(csc, Role.HUB_OFFICER, number, HUB, consent="later")
    shown = text(later.get(f"/people/{number}"))
    assert "Marchmont" not in shown
    assert "record the consent decision" in shown


def test_filters_leave_what_fits_and_say_of_how_many(known, opened):
    csc, school, number = known
    client = opened(csc, Role.HUB_OFFICER, number, HUB)
    assert "1 of 2 records from 1 agency" in text(client.get(f"/people/{number}?agency={school}"))
    assert "No records fit this filter" in text(
        client.get(f"/people/{number}?agency={school}&kind=case_note")
    )
    assert "Drawn timeline" not in text(client.get(f"/people/{number}?view=list"))
    assert client.get(f"/people/{number}?agency=%27%22%3Cb%3E&period=x&person=-1").status_code == 200


def test_a_child_whom_nobody_has_seen_for_long_is_said_first(make, opened):
    csc, number = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    # At noon of that day in England, whatever the hour of the run: the clocks may have changed since.
    seen = datetime.combine(localdate() - timedelta(days=41), time(12), UTC)
    visit = make.draft(
        "home_visit", child(), happened_from=seen, happened_until=None, contact=Contact(seen=Seen.SEEN)
    )
    make.record(csc, visit, persons=(number,))
    shown = text(opened(csc, Role.SOCIAL_WORKER, number).get(f"/people/{number}"))
    assert shown.index("Not seen by anyone for 41 days") < shown.index("1 record from 1 agency")


def test_a_long_chronology_is_folded_by_year(make, opened):
    csc, number = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    for month in range(1, 70):
        day = datetime(2020 + month // 12, month % 12 + 1, 3, tzinfo=UTC)
        make.record(
            csc, make.draft("case_note", child(), happened_from=day, happened_until=None), persons=(number,)
        )
    shown = text(opened(csc, Role.SOCIAL_WORKER, number).get(f"/people/{number}"))
    years = shown.split('<details class="ct-year"')[1:]
    assert years[0].startswith(" open")
    assert years[-1].startswith("><summary>")
    assert "11 records" in years[-1]


def test_a_correction_stands_beside_what_it_corrects(make, opened):
    csc, number = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    first = make.draft("case_note", child())
    make.record(csc, first, persons=(number,))
    make.record(csc, first.model_copy(update={"place": "Elsewhere"}), persons=(number,), sequence=2)
    shown = text(opened(csc, Role.SOCIAL_WORKER, number).get(f"/people/{number}"))
    assert "see the correction" in shown


def test_a_warning_for_staff_is_shown_until_it_expires(make, opened):
    csc, number, today = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person(), localdate()
    for words, until in (("Dog loose in the yard", 30), ("Old and over", -1)):
        warning = StaffSafetyWarning(
            text=words,
            author="Duty team",
            review_on=today - timedelta(days=9),
            expires_on=today + timedelta(days=until),
        )
        make.record(csc, make.draft("case_note", child(staff_safety_warning=warning)), persons=(number,))
    shown = text(opened(csc, Role.SOCIAL_WORKER, number).get(f"/people/{number}"))
    assert "Dog loose in the yard" in shown
    assert "Old and over" not in shown


def test_a_role_that_reads_no_records_is_refused(known, browser, make):
    csc, _, number = known
    assert browser(make.user(csc, Role.DATA_PROTECTION_OFFICER)).get(f"/people/{number}").status_code == 403


@pytest.mark.parametrize("others", [0, 1])
def test_whoever_could_see_a_held_record_is_told_whom_to_ring(make, browser, others):
    agency, child = make.agency(), make.person()
    records = [make.record(agency, make.draft("case_note"), persons=(child,)) for _ in range(1 + others)]
    team = make.scope(agency, Role.PROTECTED_PERSONS, team=make.team(agency))
    with team.transaction():
        hold(by=team, record=records[0], why="arrests are planned", until_at=datetime.now(UTC) + timedelta(days=9),
             ring_name="Inspector Quillfeather", ring_telephone="0121 496 0777")  # fmt: skip
    officer = browser(make.user(agency, Role.SOCIAL_WORKER))
    stated = {"purpose": Purpose.OWN_WORK.value, "because": "allocated to me"}
    words = officer.post(f"/people/{child}/purpose", stated, follow=True).content.decode()
    assert "Ring Inspector Quillfeather" in words
