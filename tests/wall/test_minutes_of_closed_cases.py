"""Out of a closed case minutes still go to whoever was asked, and to nobody else."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.scope import NotAllowed
from commonthread.notices.actions import ToAgency, send_notice
from commonthread.pathways import actions
from commonthread.pathways.minutes_given import put_right, read_minutes
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import tasks
from tests.held import SECRET, Held, sent_to, words


@pytest.fixture
def meeting(make):
    held = Held(make)
    held.approve()
    return held


def close(meeting):
    with meeting.worker.transaction():
        actions.close_case(
            by=meeting.worker,
            case=meeting.case,
            because="safe",
            outcomes=dict.fromkeys(meeting.children, "safe"),
        )


def to_be_done(meeting):
    with meeting.worker.transaction():
        return [task.does for task in tasks(case(meeting.case)) if not task.done_at]


def test_out_of_a_closed_case_minutes_go_to_those_who_were_asked_and_nothing_else_does(meeting):
    close(meeting)
    assert to_be_done(meeting) == ["Approve the minutes and send them"]
    meeting.send(meeting.theirs, meeting.nurses)
    assert to_be_done(meeting) == []
    assert SECRET in words(read_minutes(meeting.sergeant, meeting.theirs, 1)[1])
    assert SECRET not in words(read_minutes(meeting.nurse, meeting.nurses, 1)[1])
    with pytest.raises(NotAllowed), meeting.worker.transaction():
        send_notice(by=meeting.worker, case=meeting.case, to=ToAgency(meeting.police), kind="for-attention", words="so",
                    answer_by=now() + timedelta(days=1))  # fmt: skip


def test_out_of_a_closed_case_nobody_is_sent_minutes_who_was_not_asked_or_may_be_asked_no_more(meeting, make):
    close(meeting)
    for agency in (meeting.make.agency(), meeting.council):
        with pytest.raises(NotAllowed), meeting.worker.transaction():
            send_notice(by=meeting.worker, case=meeting.case, to=ToAgency(agency), kind="minutes", words="so",
                        answer_by=now() + timedelta(days=1))  # fmt: skip
    make._owner("UPDATE access_edition SET ended_at = now() WHERE id IN (SELECT edition_id FROM access_party WHERE agency_id = %s)",
                meeting.police)  # fmt: skip
    with pytest.raises(NotAllowed):
        meeting.send(meeting.theirs)


def test_three_months_after_it_was_closed_they_are_read_still_and_sent_no_more(meeting, make):
    meeting.send(meeting.theirs)
    close(meeting)
    make._owner(
        "UPDATE pathways_case SET closed_at = now() - interval '93 days' WHERE number = %s", meeting.case
    )
    assert SECRET in words(read_minutes(meeting.sergeant, meeting.theirs, 1)[1])
    with pytest.raises(NotAllowed):
        meeting.send(meeting.nurses)


def test_put_right_after_the_case_was_closed_whoever_has_them_is_told(meeting):
    meeting.send(meeting.theirs)
    close(meeting)
    meeting.shown()
    with meeting.worker.transaction():
        put_right(by=meeting.worker, meeting=meeting.number, line=meeting.wrong, words="The school rang at nine",
                  restricted=False, because="The school says so")  # fmt: skip
    assert meeting.approve("The school put the time right") == (2, 1)
    assert sent_to(meeting.sergeant) == [(meeting.theirs, 2), (meeting.theirs, 1)]
