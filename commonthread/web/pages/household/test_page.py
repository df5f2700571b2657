"""A household: who belongs to it, and everybody's records in one line of time."""

import re
from datetime import UTC, date, datetime

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.identity.linking import link_unlinked
from commonthread.records.record import Mention, MentionRole, Relation

HUB = Purpose.SECTION_47
HOME = {"address": "14 Larkspur Row", "postcode": "B98 7CV"}
AWAY = {"address": "3 Quarry Lane", "postcode": "B97 4LL"}


def named(role, given, family="Quenby", **fields):
    return Mention(role=role, given_name=given, family_name=family, **fields)


CHILD = named(MentionRole.SUBJECT, "Odalys", born_on=date(2017, 3, 14), **HOME)
MOTHER = named(MentionRole.PARENT, "Ines", relation=Relation.MOTHER, born_on=date(1990, 2, 2), **HOME)
CRAIG = Mention(role=MentionRole.HOUSEHOLD_MEMBER, given_name="Craig")
MAN = named(MentionRole.SUBJECT, "Craig", "Mobberley", born_on=date(1988, 3, 11), **HOME)


def at(year):
    return datetime(year, 5, 1, tzinfo=UTC)


@pytest.fixture
def family(fresh_database, make):
    """Children's services know a child, her mother and a man by his first name; probation alone knows where he lives."""
    csc, probation = make.agency(AgencyKind.CHILDRENS_SERVICES), make.agency(AgencyKind.PROBATION)
    visit = make.draft("home_visit", CHILD, MOTHER, CRAIG, happened_from=at(2025), happened_until=None)
    contact = make.draft("probation_contact", MAN, happened_from=at(2026), happened_until=None)
    records = make.record(csc, visit), make.record(probation, contact)
    link_unlinked()
    make.agreement(
        viewer=csc, role=Role.HUB_OFFICER, holder=probation, category=Category.JUSTICE, purpose=HUB
    )
    child, man = (
        make._owner("SELECT person FROM content.mention WHERE record = %s AND ordinal = 1", record)[0]
        for record in records
    )
    return csc, child, man


def text(answer):
    return answer.content.decode()


def test_the_purpose_comes_first_and_leads_back_here(family, make, browser):
    csc, child, _ = family
    answer = browser(make.user(csc, Role.SOCIAL_WORKER)).get(f"/people/{child}/household")
    assert answer["Location"] == f"/people/{child}/purpose?going=household"


def test_the_family_is_drawn_and_said_in_a_table(family, opened):
    csc, child, _ = family
    shown = text(opened(csc, Role.SOCIAL_WORKER, child, Purpose.OWN_WORK).get(f"/people/{child}/household"))
    assert "Drawn household" in shown
    assert "Ines Quenby" in shown
    assert ">mother</td>" in shown
    assert "since 1 May 2025" in shown


def test_somebody_known_by_a_first_name_only_is_listed_as_tied_to_nobody(family, opened):
    csc, child, _ = family
    shown = text(opened(csc, Role.SOCIAL_WORKER, child, Purpose.OWN_WORK).get(f"/people/{child}/household"))
    assert "Craig, first name only" in shown.split("tied to nobody here")[-1]


def test_one_reason_opens_the_household_for_the_hub(family, opened, make):
    csc, child, man = family
    client = opened(csc, Role.HUB_OFFICER, child, HUB)
    before = text(client.get(f"/people/{child}/household"))
    assert "Mobberley" not in before
    assert "Open the household’s records" in before
    after = text(client.post(f"/people/{child}/household", follow=True))
    assert "Craig Mobberley" in after
    assert "2 records from 2 agencies" in after
    assert "Open the household’s records" not in after
    assert make._owner(
        "SELECT reason, data ->> 'what' FROM ledger_event WHERE subject = %s AND type = 'case changed'",
        man,
    ) == (f"household of P-{child}", "put in")


def test_who_comes_to_look_at_a_household_opens_it_at_once(family, opened):
    csc, child, _ = family
    client = opened(csc, Role.HUB_OFFICER, child, HUB, household="yes")
    assert "Craig Mobberley" in text(client.get(f"/people/{child}/household"))


def test_what_is_not_shared_for_the_purpose_opens_nobody(family, opened):
    csc, child, _ = family
    client = opened(csc, Role.HUB_OFFICER, child, Purpose.MISSING_PERSON, household="yes")
    assert "Mobberley" not in text(client.get(f"/people/{child}/household"))


def test_below_section_47_an_adult_of_the_household_is_asked_about_only_after_a_decision_of_their_own(
    family, opened, make
):
    csc, child, man = family
    enquiry = Purpose.SAFEGUARDING_ENQUIRY
    holder = make._owner("SELECT agency FROM records_about WHERE person = %s LIMIT 1", man)[0]
    make.agreement(
        viewer=csc, role=Role.HUB_OFFICER, holder=holder, category=Category.JUSTICE, purpose=enquiry
    )
    client = opened(csc, Role.HUB_OFFICER, child, enquiry, household="yes")
    assert "Mobberley" not in text(client.get(f"/people/{child}/household"))
    (case,) = make._owner("SELECT case_id FROM pathways_caseperson WHERE person = %s", man)
    read = re.search(r'name="seen" value="(\d+)"', text(client.get(f"/cases/{case}/consent?person={man}")))
    client.post(
        f"/cases/{case}/consent",
        {"person": man, "seen": read[1], "consent": "not_told", "goes_ahead": "yes", "consent_why": "It would put her at risk",
         "decided_by": "A manager"},
    )  # fmt: skip
    assert "Craig Mobberley" in text(client.get(f"/people/{child}/household"))


def test_a_household_is_not_opened_without_a_purpose(family, make, browser):
    csc, child, _ = family
    assert browser(make.user(csc, Role.HUB_OFFICER)).post(f"/people/{child}/household").status_code == 404


def test_the_line_of_time_can_be_of_one_of_them(family, opened):
    csc, child, man = family
    client = opened(csc, Role.HUB_OFFICER, child, HUB, household="yes")
    assert "1 of 2 records from 1 agency" in text(client.get(f"/people/{child}/household?person={man}"))


def test_whoever_moves_away_stays_with_the_day_until_when(family, opened, make):
    csc, child, _ = family
    moved = MOTHER.model_copy(update=AWAY | {"role": MentionRole.SUBJECT, "relation": None})
    note = make.draft("case_note", moved, happened_from=at(2026), happened_until=None)
    make.record(csc, note)
    link_unlinked()
    shown = text(opened(csc, Role.SOCIAL_WORKER, child, Purpose.OWN_WORK).get(f"/people/{child}/household"))
    assert "until 1 May 2026" in shown


def test_a_child_of_whom_nobody_else_is_known_is_not_said_to_live_alone(fresh_database, make, opened):
    csc, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    make.record(csc, make.draft("case_note", CHILD), persons=(child,))
    shown = text(opened(csc, Role.SOCIAL_WORKER, child, Purpose.OWN_WORK).get(f"/people/{child}/household"))
    assert "no proof that they live alone" in shown
