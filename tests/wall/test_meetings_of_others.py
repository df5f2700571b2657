"""A step of another agency that several take together ends with the meeting that the case calls, and not from the other's list."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.scope import NotAllowed, TogetherOnly
from commonthread.pathways.asked import answer_asked, asked_tasks
from commonthread.pathways.meetings import (
    THRESHOLDS,
    LineSort,
    Written,
    call_meeting,
    end_meeting,
    mark_came,
    take_pen,
    write_line,
)
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.queries import case
from tests.protecting import Protected

OUTCOME = "safe to return"


@pytest.fixture
def protected(make):
    return Protected(make)


def test_the_agency_that_is_asked_does_not_end_it_alone_nor_does_the_case(protected):
    council = protected.officer(protected.council)
    with pytest.raises(TogetherOnly), council.transaction():
        answer_asked(by=council, task=protected.asked, outcome=OUTCOME, words="so")
    with pytest.raises(NotAllowed):
        protected.finish("discussion", OUTCOME)


def test_it_ends_with_the_meeting_that_the_case_calls(protected):
    scope, task = protected.inspector, protected.task("discussion")
    with scope.transaction():
        meeting = call_meeting(by=scope, case=case(protected.case), task=task, starts_at=now() + timedelta(hours=1),
                               place="By telephone", chair=scope.user)  # fmt: skip
        take_pen(by=scope, meeting=meeting)
    shown = open_meeting(scope, meeting)
    with scope.transaction():
        mark_came(by=scope, meeting=meeting, attendee=shown.attendees[0].number, came=True)
        for sort, more in ((LineSort.DECISION, {"threshold": THRESHOLDS[0]}), (LineSort.UNHEARD, {})):
            write_line(by=scope, meeting=meeting, line=Written(sort, "so", person=protected.child, **more))
    with scope.transaction():
        end_meeting(by=scope, case=case(protected.case), meeting=meeting, outcomes={protected.asked.task: OUTCOME}, words="so",
                    without_quorum="at night", without_quorum_by="Ada Manager")  # fmt: skip
    assert protected.task("discussion").outcome == OUTCOME
    with protected.officer(protected.council).transaction():
        assert asked_tasks() == []
