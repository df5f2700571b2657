"""Minutes are opened by the agencies to which they were sent, while the wall allows, and each opening is on the ledger."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, ConsentFirst, NotAllowed
from commonthread.access.terms import Purpose
from commonthread.notices.actions import ToAgency, acknowledge, send_notice, withdraw
from commonthread.notices.queries import notices_from_us, notices_to_us, read_notice
from commonthread.pathways import actions
from commonthread.pathways.meetings import Part
from commonthread.pathways.minutes_given import (
    Way,
    give_minutes,
    given_to,
    may_be_sent,
    open_minutes_for,
    put_right,
    read_minutes,
)
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import tasks
from tests.held import SECRET, Held, sent_to, words
from tests.wall.test_kept_from_own import apart


@pytest.fixture
def meeting(make):
    held = Held(make)
    held.approve()
    return held


def test_an_agency_reads_its_own_edition_once_it_is_sent_and_not_before(meeting):
    assert sent_to(meeting.sergeant) == []
    with pytest.raises(NotAllowed):
        read_minutes(meeting.sergeant, meeting.theirs, 1)
    meeting.send(meeting.theirs, meeting.nurses)
    _, police, part = read_minutes(meeting.sergeant, meeting.theirs, 1)
    assert (SECRET in words(police), "She is afraid of him" in words(police), part) == (
        True,
        True,
        Part.WHOLE,
    )
    _, health, part = read_minutes(meeting.nurse, meeting.nurses, 1)
    assert (SECRET in words(health), "She is afraid of him" in words(health), part) == (
        False,
        False,
        Part.OPEN,
    )
    assert "I do not want to go home tonight" in words(health)
    with pytest.raises(NotAllowed):
        read_minutes(meeting.nurse, meeting.theirs, 1)


def test_with_its_notice_an_edition_is_taken_back_and_can_be_sent_again(meeting):
    meeting.send(meeting.theirs)
    read_minutes(meeting.sergeant, meeting.theirs, 1)
    with meeting.worker.transaction():
        (first,) = given_to(meeting.number)
        withdraw(by=meeting.worker, number=first.notice, because="it was for the other unit")
    assert sent_to(meeting.sergeant) == []
    with pytest.raises(NotAllowed):
        read_minutes(meeting.sergeant, meeting.theirs, 1)
    meeting.approve(because="a name was wrong")
    assert sent_to(meeting.sergeant) == []
    meeting.send(meeting.theirs)
    assert sent_to(meeting.sergeant) == [(meeting.theirs, 1)]
    with meeting.worker.transaction():
        assert [bool(one.withdrawn_at) for one in given_to(meeting.number)] == [False, True]


def test_that_they_go_out_is_a_task_of_whoever_chaired_until_somebody_has_them(meeting):
    def waits():
        with meeting.worker.transaction():
            return [task.owner for task in tasks(case(meeting.case)) if "minutes" in task.does and not task.done_at]  # fmt: skip

    assert waits() == [meeting.worker.name]
    meeting.send(meeting.theirs)
    assert waits() == []


def test_it_goes_by_a_notice_that_names_nobody_and_is_acknowledged(meeting):
    meeting.send(meeting.theirs)
    with meeting.sergeant.transaction():
        (notice,) = notices_to_us()
    content = read_notice(meeting.sergeant, notice.number)
    assert "The minutes of the meeting of" in content.words
    assert notice.person is None
    assert all(f"P-{child}" not in content.words for child in meeting.children)
    with meeting.sergeant.transaction():
        acknowledge(by=meeting.sergeant, number=notice.number, answer="We said Tuesday, not Monday")
    with meeting.worker.transaction():
        (ours,) = notices_from_us()
    assert ours.acknowledged_at


def test_that_an_agency_opened_it_is_on_the_ledger_before_anything_is_given(meeting, make):
    meeting.send(meeting.theirs)
    with pytest.raises(NotAllowed), meeting.sergeant.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT pathways.ask_minutes(%s, 1)", [meeting.theirs])
        cursor.execute("SELECT * FROM pathways.take_minutes(%s)", [cursor.fetchone()[0]])
    read_minutes(meeting.sergeant, meeting.theirs, 1)
    told = make._owner(
        "SELECT array_agg(subject ORDER BY subject) FROM ledger_event WHERE actor = %s AND data ->> 'what' = 'minutes'",
        meeting.sergeant.user,
    )
    assert told == (sorted(meeting.children),)
    meeting.shown()
    with meeting.worker.transaction():
        (given,) = given_to(meeting.number)
    assert given.opened_at


def test_of_an_agency_only_whom_it_sent_and_whoever_answers_for_it(meeting, make):
    meeting.send(meeting.theirs)
    desk = make.scope(meeting.police, Role.POLICE_SUPERVISOR)
    assert sent_to(desk) == [(meeting.theirs, 1)]
    for stranger in (
        make.scope(meeting.police, Role.INVESTIGATOR),
        make.scope(make.agency(), Role.HUB_OFFICER),
    ):
        assert sent_to(stranger) == []
        with pytest.raises(NotAllowed):
            read_minutes(stranger, meeting.theirs, 1)


def test_nobody_from_whom_one_of_its_people_is_hidden_opens_its_minutes(meeting, make):
    meeting.send(meeting.theirs)
    make._owner("INSERT INTO access_conflict (\"user\", person, kind, is_detected, by) VALUES (%s, %s, 'own family', false, 1)",
                meeting.sergeant.user, meeting.children[1])  # fmt: skip
    assert sent_to(meeting.sergeant) == []
    with pytest.raises(NotAllowed):
        read_minutes(meeting.sergeant, meeting.theirs, 1)
    make._owner("INSERT INTO access_restriction (person, team, why, by, review_on) VALUES (%s, %s, 'fled', 1, current_date + 9)",
                meeting.children[1], make.team(make.agency()))  # fmt: skip
    with pytest.raises(NotAllowed):
        open_minutes_for(meeting.worker, meeting.number, 1, meeting.theirs)
    with pytest.raises(NotAllowed):
        meeting.shown()


def test_an_agreement_that_ends_closes_them_and_nothing_more_is_sent(meeting, make):
    meeting.send(meeting.theirs)
    make._owner("UPDATE access_edition SET ended_at = now() WHERE id IN (SELECT edition_id FROM access_party WHERE agency_id IN (%s, %s))",
                meeting.police, meeting.health)  # fmt: skip
    assert sent_to(meeting.sergeant) == []
    meeting.shown()
    with meeting.worker.transaction():
        assert may_be_sent(meeting.number) == set()
    with pytest.raises(ConsentFirst):
        meeting.send(meeting.nurses)


def test_nobody_of_the_family_is_sent_any_and_whoever_is_kept_away_is_given_none(meeting):
    for attendee, way, notice in ((meeting.mother, Way.NOTICE, 1), (meeting.father, Way.HAND, None)):
        with pytest.raises(NotAllowed):
            meeting.give(attendee, way, notice=notice)
    with pytest.raises(DatabaseError):
        meeting.give(meeting.mother, Way.LETTER)
    meeting.give(meeting.mother, Way.LETTER, said_by="Her mother, on the telephone")
    with pytest.raises(ChangedMeanwhile):
        meeting.give(meeting.mother)


def test_the_document_for_the_family_is_made_of_the_open_part(meeting):
    kept = open_minutes_for(meeting.worker, meeting.number, 1, meeting.mother)
    assert SECRET not in words(kept)


def test_put_right_it_is_another_edition_and_whoever_has_the_first_is_told(meeting):
    meeting.send(meeting.theirs)
    meeting.give(meeting.mother)
    with pytest.raises(DatabaseError, match="reason is needed"):
        meeting.approve()
    meeting.shown()
    with meeting.worker.transaction():
        put_right(by=meeting.worker, meeting=meeting.number, line=meeting.wrong, words="The school rang at nine",
                  restricted=False, because="The school says so")  # fmt: skip
    with pytest.raises(ChangedMeanwhile), meeting.worker.transaction():
        put_right(
            by=meeting.worker,
            meeting=meeting.number,
            line=meeting.wrong,
            words="at eight",
            restricted=False,
            because="no",
        )
    assert meeting.approve("The school put the time right") == (2, 1)
    assert sent_to(meeting.sergeant) == [(meeting.theirs, 2), (meeting.theirs, 1)]
    assert sent_to(meeting.nurse) == []
    _, second, _ = read_minutes(meeting.sergeant, meeting.theirs, 2)
    assert (second.because, "rang at nine" in words(second), "rang at ten" in words(second)) == (
        "The school put the time right", True, False)  # fmt: skip
    assert "rang at ten" in words(read_minutes(meeting.sergeant, meeting.theirs, 1)[1])
    with meeting.worker.transaction():
        assert [task.does for task in tasks(case(meeting.case)) if "edition 2" in task.does] == [
            "Give edition 2 of the minutes to those who have an earlier one on paper (1)"
        ]


def test_what_was_restricted_stays_so_when_it_is_put_right(meeting):
    line = next(line for line in meeting.shown().lines if line.words == SECRET)
    with meeting.worker.transaction():
        put_right(
            by=meeting.worker,
            meeting=meeting.number,
            line=line.number,
            words="Somebody says",
            restricted=False,
            because="the name",
        )
    assert next(line for line in meeting.shown().lines if line.words == "Somebody says").restricted


def test_nobody_but_its_chair_puts_anything_right(meeting, make):
    colleague = make.scope(meeting.council, Role.SOCIAL_WORKER)
    with meeting.worker.transaction():
        actions.give_case(by=meeting.worker, case=meeting.case, to=colleague.user, because="we share it")
    for scope in (colleague, meeting.sergeant):
        with pytest.raises(NotAllowed), scope.transaction():
            put_right(
                by=scope, meeting=meeting.number, line=meeting.wrong, words="x", restricted=False, because="x"
            )
    apart(make, meeting.worker, meeting.children[0])
    make._owner("UPDATE pathways_caseperson SET added_by = 0 WHERE case_id = %s", meeting.case)
    with colleague.transaction():
        put_right(by=colleague, meeting=meeting.number, line=meeting.wrong, words="x", restricted=False, because="she may not")  # fmt: skip


def test_minutes_go_by_no_notice_but_the_one_that_announces_them(make):
    """Neither one to somebody else, of another case or kind, withdrawn or used before, nor none at all; nor one with a letter."""
    held = Held(make)
    edition, _ = held.approve()
    other = make.case(held.worker, held.children[0], purpose=Purpose.SECTION_47)

    def sent(case, agency, kind="minutes"):
        words = {"kind": kind, "words": "They are ready", "answer_by": now() + timedelta(days=2)}
        with held.worker.transaction():
            return send_notice(by=held.worker, case=case, to=ToAgency(agency), **words)

    def gives(notice, way=Way.NOTICE):
        with held.worker.transaction():
            give_minutes(
                by=held.worker,
                meeting=held.number,
                edition=edition,
                attendee=held.theirs,
                way=way,
                notice=notice,
            )

    make.partners(held.council, held.police)
    withdrawn = sent(held.case, held.police)
    with held.worker.transaction():
        withdraw(by=held.worker, number=withdrawn, because="too early")
    for notice in (None, 1, withdrawn, sent(held.case, held.health), sent(held.case, held.police, kind="for-attention"),
                   sent(other, held.police, kind="for-attention")):  # fmt: skip
        with pytest.raises(NotAllowed):
            gives(notice)
    own = sent(held.case, held.police)
    with pytest.raises(NotAllowed):
        gives(own, Way.LETTER)
    gives(own)
