"""Meetings of the demo: a strategy discussion tomorrow, one that was held and its conference to come; and a disagreement."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from commonthread.access.demo import account
from commonthread.access.law import POWERS
from commonthread.access.scope import Scope, open_scope
from commonthread.access.terms import Purpose
from commonthread.notices.minutes import send_minutes
from commonthread.pathways.actions import open_case
from commonthread.pathways.disagreements import raise_disagreement
from commonthread.pathways.meetings import (
    THRESHOLDS,
    AttendeeSort,
    Comes,
    Invited,
    LineSort,
    Part,
    Written,
    answer_meeting,
    ask_to_meeting,
    call_meeting,
    end_meeting,
    mark_came,
    take_pen,
    write_line,
)
from commonthread.pathways.meetings_reading import meetings, open_meeting
from commonthread.pathways.minutes import minutes_of
from commonthread.pathways.minutes_given import approve_minutes
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import follow_procedure, tasks
from commonthread.pathways.terms import Sort

HELD, COMING = "The quiet house", "Two of them"
POLICE, HEALTH = "police", "health-tamebridge"
JOINT = "section 47 enquiry, joint with the police"


def hold_meetings(about: Mapping[str, int]) -> None:
    """`about` has the child of each story by its title. Once: a social worker who has a meeting has had them all."""
    if not {HELD, COMING} <= set(about):
        return
    worker, sergeant, nurse = (_scope(name) for name in ("social.worker", "police.sergeant", "named.nurse"))
    with worker.transaction():
        if meetings():
            return
    child, today = about[HELD], datetime.now(UTC)
    case = _case(worker, child, "Not in school since she was withdrawn, and nobody has seen her at home")
    number = _called(worker, case, "Room 4, Lancaster Circus", today - timedelta(hours=1))
    came = [_asked(worker, number, POLICE, sergeant), _asked(worker, number, HEALTH, nurse)]
    with worker.transaction():
        mother = Invited(
            AttendeeSort.FAMILY,
            name="Her mother",
            part=Part.NONE,
            because="She may tell him before the visit",
        )
        ask_to_meeting(by=worker, meeting=number, who=mother)
        take_pen(by=worker, meeting=number)
    for line in _lines(worker, child, today):
        with worker.transaction():
            write_line(by=worker, meeting=number, line=line)
    _ended(worker, case, number, came)
    _called(worker, case, "Conference room, Woodcock Street", today + timedelta(days=9))
    hub = _scope("hub.social.care")
    other = _case(hub, about[COMING], "Which of the two was seen with a bruise?")
    soon = _called(hub, other, "By telephone: the hub rings", today + timedelta(days=1))
    _asked(hub, soon, POLICE, sergeant)
    with hub.transaction():
        ask_to_meeting(by=hub, meeting=soon, who=Invited(AttendeeSort.AGENCY, HEALTH))
    with nurse.transaction():
        raise_disagreement(
            by=nurse, case=case, decision="That the visit waits until Thursday",
            why="She has missed two appointments since, and nobody outside the home has seen her for weeks",
            wanted="A joint visit today",
        )  # fmt: skip


def _case(by: Scope, child: int, because: str) -> int:
    with by.transaction():
        number = open_case(by=by, purpose=Purpose.SECTION_47, power=POWERS["children-act-1989-s47"].label, because=because,
                           people={child: Sort.CHILD}, for_team=True)  # fmt: skip
        follow_procedure(by=by, case=find(number), pathway="section-47")
    return number


def _called(by: Scope, case: int, place: str, at: datetime) -> int:
    """For the first of its tasks that is a meeting."""
    with by.transaction():
        shown = find(case)
        task = next(task for task in tasks(shown) if task.step and task.step.is_meeting and not task.done_at)
        return call_meeting(by=by, case=shown, task=task, starts_at=at, place=place, chair=by.user)


def _asked(by: Scope, meeting: int, agency: str, sends: Scope) -> int:
    with by.transaction():
        attendee = ask_to_meeting(by=by, meeting=meeting, who=Invited(AttendeeSort.AGENCY, agency))
    with sends.transaction():
        answer_meeting(by=sends, attendee=attendee, answer=Comes.COMES, sends=sends.user)
    return attendee


def _lines(by: Scope, child: int, today: datetime) -> list[Written]:
    tomorrow, soon = today + timedelta(days=1), today + timedelta(days=3)
    return [
        Written(LineSort.NOTE, "School: quieter for weeks, stayed near staff; withdrawn two days after the second refused visit", child),
        Written(LineSort.NOTE, "Police: three calls to the address this year; he answered the door each time"),
        Written(LineSort.NOTE, "A neighbour rang, and is afraid that he learns of it", restricted=True),
        Written(LineSort.VOICE, "In school, in June: “I like it here because it is loud.”", child),
        Written(LineSort.DECISION, "Not seen by anybody outside the home, and reasons that do not agree with each other", child,
                threshold=THRESHOLDS[3]),
        Written(LineSort.ACTION, "See her alone, at a place that is not her home", child, owner=by.user, due_at=tomorrow),
        Written(LineSort.ACTION, "Read every call to the address, and who made it", agency=POLICE, due_at=soon),
        Written(LineSort.DISSENT, "Health would visit today", agency=HEALTH),
    ]  # fmt: skip


def _ended(by: Scope, case: int, number: int, came: list[int]) -> None:
    (ours, *_) = open_meeting(by, number).attendees
    with by.transaction():
        for attendee in (ours.number, *came):
            mark_came(by=by, meeting=number, attendee=attendee, came=True)
        shown = find(case)
        outcomes = {
            task.number: JOINT for task in tasks(shown) if task.step and task.step.name == "discussion"
        }
        end_meeting(
            by=by,
            case=shown,
            meeting=number,
            outcomes=outcomes,
            words="All three agencies were there. A joint enquiry",
        )
    shown = open_meeting(by, number)
    with by.transaction():
        edition = approve_minutes(
            by=by, meeting=number, minutes=minutes_of(shown, by.agency_name), withheld=[]
        )
        send_minutes(by=by, shown=shown, edition=edition, because="", attendees=came)


def _scope(username: str) -> Scope:
    return open_scope(account(username).pk)
