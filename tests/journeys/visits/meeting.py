"""Pages about meetings and their minutes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import Category, Purpose
from commonthread.notices.minutes import send_minutes
from commonthread.pathways.meetings import (
    THRESHOLDS,
    AttendeeSort,
    Invited,
    LineSort,
    Part,
    Written,
    ask_to_meeting,
    call_meeting,
    keep_line,
    mark_came,
    take_pen,
    write_line,
)
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.minutes import minutes_of
from commonthread.pathways.minutes_given import Way, approve_minutes, give_minutes
from commonthread.pathways.queries import case as case_named
from commonthread.pathways.tasks import tasks
from tests.discussing import Discussion
from tests.journeys.visits.going import Visit
from tests.journeys.visits.work import a_task
from tests.making import Making


def a_meeting(make: Making, address: str, *, asked: bool = False) -> Visit:
    """A strategy discussion of two agencies that has begun, as whoever writes; or as whoever is asked to it."""
    going = a_task(make)
    number, scope = int(going.address.split("/")[2]), open_scope(going.user)
    police = make.agency()
    make.agreement(viewer=police, role=Role.POLICE_SUPERVISOR, holder=scope.agency, category=Category.SOCIAL_CARE,
                   purpose=Purpose.SAFEGUARDING_ENQUIRY)  # fmt: skip
    with scope.transaction():
        shown = case_named(number)
        (task,) = tasks(shown)
        meeting = call_meeting(by=scope, case=shown, task=task, starts_at=now() + timedelta(hours=1), place="Room 2, Lancaster Circus",
                               chair=scope.user)  # fmt: skip
    with scope.transaction():
        attendee = ask_to_meeting(by=scope, meeting=meeting, who=Invited(AttendeeSort.AGENCY, police))
        mother = Invited(AttendeeSort.FAMILY, name="Her mother", part=Part.NONE, because="She may tell him")
        ask_to_meeting(by=scope, meeting=meeting, who=mother)
        take_pen(by=scope, meeting=meeting)
        child = shown.people[0].number
        for line in (
            Written(
                LineSort.NOTE, "The school rang at nine: two bruises, and she will not say", person=child
            ),
            Written(LineSort.DECISION, "Nobody explains the bruises", person=child, threshold=THRESHOLDS[3]),
            Written(
                LineSort.ACTION, "See her alone at school", owner=scope.user, due_at=now() + timedelta(days=1)
            ),
            Written(LineSort.DISSENT, "Too early to go to the home", agency=police, restricted=True),
        ):
            write_line(by=scope, meeting=meeting, line=line)
        keep_line(by=scope, meeting=meeting, line=Written(LineSort.VOICE, "I do not want", person=child))
    user = make.user(police, Role.POLICE_SUPERVISOR) if asked else going.user
    return Visit(user, address.format(meeting=meeting, attendee=attendee))


def minutes_to_give(make: Making, address: str) -> Visit:
    """Of a discussion that was held with her mother there, as its chair, who has approved them."""
    discussion = Discussion(make)
    discussion.held()
    scope = discussion.worker
    with scope.transaction():
        mother = Invited(AttendeeSort.FAMILY, name="Her mother", part=Part.OPEN)
        asked = ask_to_meeting(by=scope, meeting=discussion.number, who=mother)
        mark_came(by=scope, meeting=discussion.number, attendee=asked, came=True)
    discussion.write(LineSort.NOTE, "Her aunt at 4 Plum Street took her in")
    discussion.write(LineSort.NOTE, "The neighbour who rang is afraid of him", restricted=True)
    discussion.end()
    shown = open_meeting(scope, discussion.number)
    with scope.transaction():
        approve_minutes(by=scope, meeting=discussion.number, minutes=minutes_of(shown, "The council"), withheld=["4 Plum Street"])  # fmt: skip
        give_minutes(by=scope, meeting=discussion.number, edition=1, attendee=asked, way=Way.HAND)
    asked_of = next(one for one in shown.attendees if one.code == discussion.police)
    with scope.transaction():
        send_minutes(by=scope, shown=shown, edition=1, because="", attendees=[asked_of.number])
    user = discussion.sergeant.user if "/sent/" in address else scope.user
    return Visit(user, address.format(meeting=discussion.number, mother=asked, sent=asked_of.number))


VISITS: dict[str, Callable[[Making], Visit]] = {
    "meeting": lambda make: a_meeting(make, "/meetings/{meeting}"),
    "meeting_end": lambda make: a_meeting(make, "/meetings/{meeting}/end"),
    "meeting_answer": lambda make: a_meeting(make, "/meetings/asked/{attendee}", asked=True),
    "minutes": lambda make: minutes_to_give(make, "/meetings/{meeting}/minutes"),
    "minutes_to_us": lambda make: minutes_to_give(make, "/meetings/sent/{sent}/1"),
    "minutes_for": lambda make: minutes_to_give(make, "/meetings/{meeting}/minutes/1/{mother}"),
    "meeting_call": lambda make: replace(going := a_task(make), address=f"{going.address}/meeting"),
    "meetings": lambda make: a_meeting(make, "/meetings"),
}
