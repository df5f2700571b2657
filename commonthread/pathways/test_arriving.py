"""What arrives from feeds for the hub: opened once, joined while it is open, history left alone, and never the hub's that is not."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.scope import NotAllowed, open_scope
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.actions import close_case, reopen_case
from commonthread.pathways.arriving import open_contacts
from commonthread.pathways.front_door import rate, reached, send_on
from commonthread.pathways.front_door_list import waiting
from commonthread.pathways.joining import LOOK_AGAIN
from commonthread.pathways.queries import case, cases, my_team
from commonthread.pathways.tasks import tasks
from commonthread.places.cited import DISTRICTS
from commonthread.records.catalogue.adult_safeguarding_concern import AdultDecision
from commonthread.records.catalogue.police_incident import IncidentType
from commonthread.records.catalogue.school_welfare_concern import SchoolAction
from commonthread.records.kind import kinds
from commonthread.records.queries import read
from commonthread.records.record import Mention, MentionRole
from tests.wall.hiding import Town

BRAM = Mention(role=MentionRole.SUBJECT, given_name="Bram", family_name="Tolliver")


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[0].code)


@pytest.fixture
def notice(make):
    """`notice(persons)` is a police notice about them that has just arrived."""
    police = make.agency(AgencyKind.POLICE)

    def arrives(*persons, kind="public_protection_notice", **changes):
        draft = make.draft(kind, BRAM, **{"happened_from": now(), "happened_until": None} | changes)
        return make.record(police, draft, persons=persons)

    return arrives


def at_the_door(hub):
    with open_scope(hub.officer).transaction():
        return waiting()[0]


def test_a_notice_opens_a_case_once_and_the_team_reads_all_of_it(make, hub, notice):
    record = notice(make.person())
    assert [open_contacts() > 0, open_contacts()] == [True, 0]
    (contact,) = at_the_door(hub)
    assert (contact.records, contact.routes, contact.contacts) == ((record,), ("feed",), 1)
    officer = open_scope(hub.officer)
    content = read(officer, [record], purpose=Purpose.SAFEGUARDING_ENQUIRY, reason="triage")[record]
    assert content.draft.mentions[0].given_name == "Bram"


def test_a_second_about_the_same_child_joins_it_and_is_shown_as_a_repeat(make, hub, notice):
    child = make.person()
    first = notice(child)
    open_contacts()
    second = notice(child)
    open_contacts()
    (contact,) = at_the_door(hub)
    assert (contact.contacts, set(contact.records)) == (2, {first, second})


def test_a_second_by_a_feed_after_it_was_rated_asks_the_team_to_look_again_once(make, hub, notice):
    child, officer = make.person(), open_scope(hub.officer)
    notice(child)
    open_contacts()
    (contact,) = at_the_door(hub)
    with officer.transaction():
        rate(by=officer, case=contact.case, rating="amber", because="alone")
    for _ in range(2):
        notice(child)
        open_contacts()
    with officer.transaction():
        asked = [task for task in tasks(case(contact.case)) if task.does == LOOK_AGAIN]
    (task,) = asked
    assert (task.done_at, task.owner, task.set_by) == (None, hub_team(officer), "")
    assert timedelta() < task.due_at - now() <= timedelta(hours=1)
    (contact,) = at_the_door(hub)
    assert contact.contacts == 3


def hub_team(officer) -> str:
    with officer.transaction():
        return my_team()


def test_after_it_is_closed_another_opens_a_case_of_its_own(make, hub, notice):
    child = make.person()
    notice(child)
    open_contacts()
    (before,) = at_the_door(hub)
    make._owner("UPDATE pathways_case SET closed_at = now() WHERE number = %s", before.case)
    notice(child)
    open_contacts()
    (after,) = at_the_door(hub)
    assert after.case != before.case


def test_history_a_correction_and_a_duplicate_open_nothing(make, hub, notice):
    child, police = make.person(), make.agency(AgencyKind.POLICE)
    notice(child, happened_from=now() - timedelta(days=15))
    draft = make.draft("public_protection_notice", BRAM, happened_from=now(), happened_until=None)
    for sequence, sent in enumerate((draft, draft, draft.model_copy(update={"place": "The canal"})), start=1):
        make.record(police, sent, persons=(child,), sequence=sequence)
    open_contacts()
    (contact,) = at_the_door(hub)
    assert contact.contacts == 1


def test_where_no_hub_answers_it_waits_until_one_does(make, hub, notice):
    make.no_hub(DISTRICTS[0].code)
    record = notice(make.person())
    open_contacts()
    again = make.hub(DISTRICTS[0].code)
    open_contacts()
    assert record in [number for contact in at_the_door(again) for number in contact.records]


def test_what_turns_out_to_be_about_somebody_restricted_is_the_named_teams(make, fresh_database):
    town, hub = Town(make), make.hub(DISTRICTS[0].code)
    police = make.agency(AgencyKind.POLICE)
    record = make.record(
        police, make.draft("public_protection_notice", BRAM, happened_from=now(), happened_until=None), persons=(town.mother,)
    )  # fmt: skip
    open_contacts()
    assert len(at_the_door(hub)) == 1
    town.restrict()
    open_contacts()
    assert at_the_door(hub) == []
    with town.officer.transaction():
        (case,) = cases()
        assert [contact.record for contact in reached(case.number)] == [record]
    with open_scope(hub.officer).transaction():
        assert cases() == []


@pytest.mark.parametrize(
    ("kind", "detail", "about"),
    [
        ("public_protection_notice", {}, "child"),
        ("school_welfare_concern", {"actions": (SchoolAction.REFERRED,)}, "child"),
        ("school_welfare_concern", {"actions": (SchoolAction.RECORDED,)}, ""),
        ("adult_safeguarding_concern", {"decision": None}, "adult"),
        ("adult_safeguarding_concern", {"decision": AdultDecision.SIGNPOSTED}, ""),
        ("police_incident", {"incident_type": IncidentType.CONCERN_FOR_CHILD}, "child"),
        ("police_incident", {"incident_type": IncidentType.CONCERN_FOR_ADULT}, "adult"),
        ("police_incident", {"incident_type": IncidentType.DOMESTIC, "child_present": True}, "child"),
        ("police_incident", {"incident_type": IncidentType.DOMESTIC, "child_present": False}, ""),
        ("police_incident", {"incident_type": IncidentType.DRUGS, "domestic_abuse": False}, ""),
        ("case_note", {}, ""),
    ],
)
def test_a_kind_says_of_which_of_its_records_a_hub_must_hear(make, kind, detail, about):
    draft = make.draft(kind)
    assert (
        kinds()[kind].for_hub(draft.model_copy(update={"detail": draft.detail.model_copy(update=detail)}))
        == about
    )


def test_a_hub_that_sent_it_on_does_not_read_it_again_when_it_is_reopened(make, hub, notice):
    record, first = notice(make.person()), open_scope(hub.officer)
    open_contacts()
    (contact,) = at_the_door(hub)
    there = make.hub(DISTRICTS[1].code)
    with first.transaction():
        send_on(by=first, case=contact.case, district=there.district, because="They moved")
    second = open_scope(there.officer)
    with second.transaction():
        rate(by=second, case=contact.case, rating="not about safeguarding", because="so")
    with second.transaction():
        close_case(by=second, case=contact.case, because="Nothing more", outcomes={})
    with second.transaction():
        reopen_case(by=second, case=contact.case, because="Told again")
    assert read(second, [record], purpose=Purpose.SAFEGUARDING_ENQUIRY, reason="triage")
    with pytest.raises(NotAllowed):
        read(first, [record], purpose=Purpose.SAFEGUARDING_ENQUIRY, reason="triage")
