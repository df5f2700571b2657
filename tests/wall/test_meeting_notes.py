"""What is written at a meeting: by one hand at a time, once, about those it is about."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed
from commonthread.pathways import actions
from commonthread.pathways.meetings import LineSort, Part, Written, keep_line, take_pen
from commonthread.pathways.meetings_reading import open_meeting
from tests.discussing import Discussion


@pytest.fixture
def discussion(make):
    return Discussion(make)


def test_only_who_holds_the_pen_types_and_the_next_goes_on_where_they_stopped(discussion, make):
    colleague = make.scope(discussion.council, Role.SOCIAL_WORKER)
    with discussion.worker.transaction():
        actions.give_case(
            by=discussion.worker, case=discussion.case, to=colleague.user, because="takes the notes"
        )
        take_pen(by=discussion.worker, meeting=discussion.number)
    discussion.write(LineSort.NOTE, "The school rang at nine")
    with pytest.raises(ChangedMeanwhile):
        discussion.write(LineSort.NOTE, "And again at ten", by=colleague)
    with discussion.worker.transaction():
        keep_line(
            by=discussion.worker,
            meeting=discussion.number,
            line=Written(LineSort.NOTE, "The nurse says that"),
        )
    with colleague.transaction():
        take_pen(by=colleague, meeting=discussion.number)
    shown = open_meeting(colleague, discussion.number)
    assert ([line.words for line in shown.lines], shown.typing.words, shown.pen_is_mine) == (
        ["The school rang at nine"], "The nurse says that", True)  # fmt: skip
    with pytest.raises(ChangedMeanwhile):
        discussion.write(LineSort.NOTE, "typed meanwhile")


def test_a_line_sent_twice_is_one_and_what_is_put_right_keeps_what_stood_before(discussion):
    with discussion.worker.transaction():
        take_pen(by=discussion.worker, meeting=discussion.number)
    first = discussion.write(LineSort.NOTE, "Two bruises")
    assert discussion.write(LineSort.NOTE, "Two bruises") == first
    second = discussion.write(LineSort.NOTE, "Three bruises", replaces=first)
    shown = open_meeting(discussion.worker, discussion.number)
    assert [(line.number, line.replaced_by) for line in shown.every_line] == [(first, second), (second, None)]


def test_what_is_restricted_is_not_read_by_who_is_there_for_the_open_part_alone(discussion):
    discussion.sends(discussion.sergeant, part=Part.OPEN, because="the family is there with them")
    discussion.sends(discussion.nurse)
    with discussion.worker.transaction():
        take_pen(by=discussion.worker, meeting=discussion.number)
    discussion.write(LineSort.NOTE, "An informant says", restricted=True)
    discussion.write(LineSort.NOTE, "Everybody heard this")
    with discussion.worker.transaction():
        keep_line(
            by=discussion.worker,
            meeting=discussion.number,
            line=Written(LineSort.NOTE, "And", restricted=True),
        )
    assert [len(open_meeting(scope, discussion.number).every_line) for scope in (discussion.sergeant, discussion.nurse)] == [1, 3]  # fmt: skip


def test_it_is_written_about_nobody_else(discussion, make):
    with discussion.worker.transaction():
        take_pen(by=discussion.worker, meeting=discussion.number)
    with pytest.raises(NotAllowed):
        discussion.write(LineSort.NOTE, "And the cousin", person=make.person())


@pytest.mark.parametrize("lacking", [{"due_at": None}, {"owner": None}])
def test_no_action_is_written_without_an_owner_and_a_time(discussion, lacking):
    with discussion.worker.transaction():
        take_pen(by=discussion.worker, meeting=discussion.number)
    action = {"owner": discussion.worker.user, "due_at": now() + timedelta(days=1)} | lacking
    with pytest.raises(DatabaseError, match="Say all of it"):
        discussion.write(LineSort.ACTION, "See her alone", **action)
