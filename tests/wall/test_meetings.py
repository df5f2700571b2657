"""A meeting of several agencies: who sees it, who types in it, what it takes to end it, and what ends with it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, ConsentFirst, NotAllowed
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways import actions
from commonthread.pathways.disagreements import cases_of_others
from commonthread.pathways.meetings import (
    AttendeeSort,
    Comes,
    Invited,
    LineSort,
    Part,
    answer_meeting,
    ask_to_meeting,
    asked_to_meetings,
    call_meeting,
    call_off,
    mark_came,
)
from commonthread.pathways.meetings_reading import look_again, meetings, open_meeting
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import add_task
from commonthread.records.queries import story_envelopes
from tests.discussing import Discussion


@pytest.fixture
def discussion(make):
    return Discussion(make)


def there(scope, number):
    try:
        return open_meeting(scope, number)
    except NotAllowed:
        return None


def seen(scope, *people):
    with scope.transaction():
        return {found.number for found in story_envelopes(people)}


def test_nobody_sees_it_who_was_not_asked(discussion, make):
    strangers = [make.scope(agency, role) for agency, role in (
        (discussion.council, Role.SOCIAL_WORKER), (discussion.police, Role.POLICE_SUPERVISOR), (make.agency(), Role.HUB_OFFICER))]  # fmt: skip
    discussion.sends(discussion.sergeant)
    assert [there(scope, discussion.number) for scope in strangers] == [None, None, None]
    for scope in strangers:
        with scope.transaction():
            assert meetings() == []


def test_asked_and_not_yet_sent_nobody_of_the_agency_sees_it(discussion):
    discussion.ask(discussion.police)
    assert there(discussion.sergeant, discussion.number) is None
    with discussion.sergeant.transaction():
        (asked,) = asked_to_meetings()
    assert (asked.meeting, set(asked.persons)) == (discussion.number, set(discussion.children))


def test_whom_an_agency_sends_sees_the_meeting_and_what_agreements_show_until_it_ends(discussion):
    child = discussion.children[0]
    assert seen(discussion.sergeant, child) == {discussion.incident}
    discussion.held()
    assert there(discussion.sergeant, discussion.number).purpose == Purpose.SECTION_47
    assert seen(discussion.sergeant, child) == {discussion.incident, discussion.note}
    with pytest.raises(NotAllowed), discussion.sergeant.transaction():
        case(discussion.case)
    discussion.end()
    assert there(discussion.sergeant, discussion.number) is None
    assert seen(discussion.sergeant, child) == {discussion.incident}


@pytest.mark.parametrize("ends", ["called off", "case closed", "answer taken back", "taken out"])
def test_what_they_saw_by_it_ends_with_what_let_them(discussion, ends):
    attendee, child = discussion.sends(discussion.sergeant), discussion.children[0]
    assert discussion.note in seen(discussion.sergeant, child)
    worker = discussion.worker
    if ends == "answer taken back":
        with discussion.sergeant.transaction():
            answer_meeting(
                by=discussion.sergeant, attendee=attendee, answer=Comes.APOLOGIES, words="on leave"
            )
    else:
        with worker.transaction():
            if ends == "called off":
                call_off(by=worker, meeting=discussion.number, because="the wrong family")
            elif ends == "taken out":
                actions.take_out(by=worker, case=discussion.case, person=child, because="the wrong child")
            else:
                outcomes = dict.fromkeys(discussion.children, "safe")
                actions.close_case(
                    by=worker, case=discussion.case, because="the wrong family", outcomes=outcomes
                )
    assert seen(discussion.sergeant, child) == {discussion.incident}


def test_an_agreement_that_ends_ends_it_at_once(discussion, make):
    discussion.sends(discussion.sergeant)
    make._owner("UPDATE access_edition SET ended_at = now() WHERE id IN (SELECT edition_id FROM access_party WHERE agency_id = %s)", discussion.police)  # fmt: skip
    assert there(discussion.sergeant, discussion.number) is None
    assert discussion.note not in seen(discussion.sergeant, discussion.children[0])


def test_without_an_agreement_an_agency_is_not_asked(discussion, make):
    with pytest.raises(ConsentFirst):
        discussion.ask(make.agency(AgencyKind.SCHOOL))


def test_below_the_threshold_no_other_agency_is_asked_before_the_consent_decision(make):
    discussion = Discussion(make, purpose=Purpose.SAFEGUARDING_ENQUIRY)
    refused = actions.Decision(True, "refused", "the mother said no", False, "A manager")
    discussion.sends(discussion.sergeant)
    refused = actions.Decision(True, actions.Answer.REFUSED, "the mother said no", False, "A manager")
    with discussion.worker.transaction():
        actions.record_consent(
            by=discussion.worker, case=discussion.case, people=discussion.children, decision=refused
        )
    assert there(discussion.sergeant, discussion.number) is None
    assert seen(discussion.sergeant, discussion.children[0]) == {discussion.incident}
    with pytest.raises(ConsentFirst):
        discussion.ask(discussion.health)


@pytest.mark.parametrize("hides", ["restriction", "conflict"])
def test_nobody_is_at_it_from_whom_one_of_its_people_is_hidden(discussion, make, hides):
    attendee = discussion.sends(discussion.sergeant)
    assert there(discussion.sergeant, discussion.number)
    if hides == "conflict":
        make._owner("INSERT INTO access_conflict (\"user\", person, kind, is_detected, by) VALUES (%s, %s, 'own family', false, 1)",
                    discussion.sergeant.user, discussion.children[1])  # fmt: skip
    else:
        make._owner("INSERT INTO access_restriction (person, team, why, by, review_on) VALUES (%s, %s, 'fled', 1, current_date + 9)",
                    discussion.children[1], make.team(make.agency()))  # fmt: skip
        assert there(discussion.worker, discussion.number) is None
    assert there(discussion.sergeant, discussion.number) is None
    with discussion.sergeant.transaction():
        assert (asked_to_meetings(), meetings()) == ([], [])
    with pytest.raises(NotAllowed), discussion.sergeant.transaction():
        answer_meeting(
            by=discussion.sergeant, attendee=attendee, answer=Comes.COMES, sends=discussion.sergeant.user
        )


def test_an_agency_that_is_to_be_at_none_of_it_does_not_hear_of_it(discussion):
    """Somebody whom it is about may sit there."""
    attendee = discussion.ask(discussion.police, part=Part.NONE, because="the suspect sits there")
    with discussion.sergeant.transaction():
        assert (asked_to_meetings(), cases_of_others()) == ([], [])
    with pytest.raises(NotAllowed), discussion.sergeant.transaction():
        answer_meeting(by=discussion.sergeant, attendee=attendee, answer=Comes.COMES, sends=discussion.sergeant.user)  # fmt: skip


@pytest.mark.parametrize("days", [-2, 367])
def test_none_is_called_for_a_day_that_is_past_or_beyond_a_year(discussion, days):
    with discussion.worker.transaction():
        call_off(by=discussion.worker, meeting=discussion.number, because="so")
    with pytest.raises(DatabaseError, match="within a year"), discussion.worker.transaction():
        call_meeting(by=discussion.worker, case=case(discussion.case), task=discussion.task, place="Room 2",
                     starts_at=now() + timedelta(days=days), chair=discussion.worker.user)  # fmt: skip


def test_that_somebody_opened_it_is_on_the_ledger_before_anything_is_given(discussion, make):
    with pytest.raises(NotAllowed), discussion.worker.transaction():
        look_again(discussion.number)
    with pytest.raises(NotAllowed), discussion.worker.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT pathways.open_meeting(%s)", [discussion.number])
        look_again(discussion.number)
    open_meeting(discussion.worker, discussion.number)
    for child in discussion.children:
        (times,) = make._owner("SELECT count(*) FROM ledger_event WHERE actor = %s AND subject = %s AND data ->> 'what' = 'meeting'",
                               discussion.worker.user, child)  # fmt: skip
        assert times == 1


def test_it_ends_only_when_each_child_has_a_decision_and_a_voice_and_nothing_is_half_said(discussion):
    with pytest.raises(DatabaseError, match="lacks"):
        discussion.end()
    lacks = {
        (lack.what, lack.person or lack.kind)
        for lack in open_meeting(discussion.worker, discussion.number).lacks
    }
    assert lacks == {("attendance", ""), *((what, child) for what in ("decision", "voice") for child in discussion.children),
                     *(("quorum", kind) for kind in (AgencyKind.CHILDRENS_SERVICES, AgencyKind.POLICE, AgencyKind.HEALTH))}  # fmt: skip
    discussion.held()
    assert open_meeting(discussion.worker, discussion.number).lacks == ()
    assert [step.name for step in discussion.end()] == ["enquiry", "conference", "assessment"]


def test_without_its_quorum_it_ends_only_for_a_reason_by_somebody_named(discussion):
    discussion.held()
    (*_, health) = open_meeting(discussion.worker, discussion.number).attendees
    with discussion.worker.transaction():
        mark_came(by=discussion.worker, meeting=discussion.number, attendee=health.number, came=False)
    assert open_meeting(discussion.worker, discussion.number).missing == (AgencyKind.HEALTH,)
    for said in ({}, {"without_quorum": "No nurse in time"}, {"without_quorum_by": "Head of service"}):
        with pytest.raises(DatabaseError, match="lacks"):
            discussion.end(**said)
    discussion.end(without_quorum="No nurse in time", without_quorum_by="Ada Head")
    shown = open_meeting(discussion.worker, discussion.number)
    assert (shown.without_quorum, shown.without_quorum_by) == (
        "No nurse in time",
        "service manager: Ada Head",
    )


def test_an_outcome_that_the_step_does_not_have_leaves_the_meeting_as_it_was(discussion):
    discussion.held()
    with pytest.raises(ValueError, match="no such outcome"):
        discussion.end(outcome="something else")
    assert open_meeting(discussion.worker, discussion.number).ended_at is None


def test_over_it_is_changed_no_more(discussion):
    discussion.held()
    discussion.end()
    with pytest.raises(ChangedMeanwhile):
        discussion.write(LineSort.NOTE, "One more thing")
    with pytest.raises(ChangedMeanwhile):
        discussion.ask(discussion.police)


def test_one_task_has_one_meeting(discussion):
    with pytest.raises(ChangedMeanwhile), discussion.worker.transaction():
        call_meeting(by=discussion.worker, case=case(discussion.case), task=discussion.task, starts_at=now(), place="Room 3",
                     chair=discussion.worker.user)  # fmt: skip


def test_called_off_it_is_called_again_beside_tasks_that_are_no_step(discussion):
    with discussion.worker.transaction():
        call_off(by=discussion.worker, meeting=discussion.number, because="the nurse is ill")
        add_task(by=discussion.worker, case=discussion.case, does="Ring the school", due_at=now() + timedelta(days=1),
                 source="agreed", because="agreed")  # fmt: skip
    with discussion.worker.transaction():
        again = call_meeting(by=discussion.worker, case=case(discussion.case), task=discussion.task, place="Room 3",
                             starts_at=now() + timedelta(days=1), chair=discussion.worker.user)  # fmt: skip
    assert open_meeting(discussion.worker, again).tasks == (discussion.task.number,)


def test_somebody_of_the_family_is_never_at_the_restricted_part(discussion):
    with pytest.raises(DatabaseError), discussion.worker.transaction():
        ask_to_meeting(
            by=discussion.worker,
            meeting=discussion.number,
            who=Invited(AttendeeSort.FAMILY, name="Her mother"),
        )
    with pytest.raises(DatabaseError), discussion.worker.transaction():
        ask_to_meeting(by=discussion.worker, meeting=discussion.number,
                       who=Invited(AttendeeSort.FAMILY, name="Her father", part=Part.NONE))  # fmt: skip


def test_one_that_nobody_ended_is_over_after_a_week_for_whoever_was_sent(discussion, make):
    attendee = discussion.sends(discussion.sergeant)
    make._owner(
        "UPDATE pathways_meeting SET starts_at = now() - interval '8 days' WHERE number = %s",
        discussion.number,
    )
    assert there(discussion.sergeant, discussion.number) is None
    with pytest.raises(NotAllowed), discussion.sergeant.transaction():
        answer_meeting(
            by=discussion.sergeant, attendee=attendee, answer=Comes.COMES, sends=discussion.sergeant.user
        )
    assert there(discussion.worker, discussion.number)
