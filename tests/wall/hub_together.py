"""What happens in a random world between agencies and between people: asked, told, met, disagreed; hidden, kept apart, joined."""

from datetime import timedelta

from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.terms import Category, Level
from commonthread.identity.conflicts import put as keep_apart
from commonthread.identity.restricting import restrict
from commonthread.notices.actions import ToAgency, acknowledge, send_notice, withdraw
from commonthread.notices.minutes import send_minutes
from commonthread.notices.queries import read_notice
from commonthread.pathways import community, meetings, requests, tasks
from commonthread.pathways.disagreements import answer_disagreement, decide_disagreement, raise_disagreement
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.minutes import minutes_of
from commonthread.pathways.minutes_given import approve_minutes
from commonthread.pathways.queries import case as case_numbered
from tests.wall.hiding import SOON
from tests.wall.hub_world import HubWorld


def then_request(world: HubWorld) -> None:
    viewer, number = world.at_work()
    due = now() + timedelta(days=2)
    with viewer.scope.transaction():
        requests.ask_for_more(
            by=viewer.scope, case=number, person=world.choose(world.people_of(number)), category=Category.SOCIAL_CARE.value,
            holder=world.choose((world.police, world.trust, world.council)), what="all", because="so", level=Level.SUMMARY,
            until=(due + timedelta(days=9)).date(), due_at=due,
        )  # fmt: skip


def then_answer_request(world: HubWorld) -> None:
    viewer, asked = world.at(), world.row("requests")
    with viewer.scope.transaction():
        requests.answer_request(by=viewer.scope, number=asked.number, because="no")


def then_notice(world: HubWorld) -> None:
    viewer, number = world.at_work()
    to = world.choose(
        (
            ToAgency(world.police),
            ToAgency(world.police, world.police_hub),
            ToAgency(world.trust),
            ToAgency(world.council),
        )
    )
    with viewer.scope.transaction():
        about = world.choose((None, *world.people_of(number)))
        send_notice(by=viewer.scope, case=number, to=to, kind="for-attention", words="so", about=about,
                    answer_by=now() + timedelta(days=1))  # fmt: skip


def then_read_notice(world: HubWorld) -> None:
    viewer, notice = world.at(), world.row("notices")
    read_notice(viewer.scope, notice.number)
    with viewer.scope.transaction():
        acknowledge(by=viewer.scope, number=notice.number)


def then_withdraw(world: HubWorld) -> None:
    viewer, notice = world.at(world.council), world.row("notices")
    with viewer.scope.transaction():
        withdraw(by=viewer.scope, number=notice.number, because="a mistake")


def then_call(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        shown = case_numbered(number)
        waits = [
            task for task in tasks.tasks(shown) if task.step and task.step.is_meeting and not task.done_at
        ]
        meetings.call_meeting(by=viewer.scope, case=shown, task=world.choose(waits), starts_at=now(), place="Room 2",
                              chair=viewer.user)  # fmt: skip


def then_invite(world: HubWorld) -> None:
    meeting, part = world.row("meetings"), world.choose((meetings.Part.WHOLE, meetings.Part.OPEN))
    case = world.facts.one("cases", meeting.case_id)
    viewer = world.choose([one for one in world.viewers if one.agency == case.agency])
    who = meetings.Invited(meetings.AttendeeSort.AGENCY, world.choose((world.police, world.trust)), part=part)
    with viewer.scope.transaction():
        meetings.ask_to_meeting(by=viewer.scope, meeting=meeting.number, who=who)


def then_answer_invited(world: HubWorld) -> None:
    asked = world.row("attendees")
    viewer = world.at(asked.agency or world.council)
    with viewer.scope.transaction():
        meetings.answer_meeting(
            by=viewer.scope,
            attendee=asked.id,
            answer=meetings.Comes.COMES,
            sends=world.at(viewer.agency).user,
        )


def then_line(world: HubWorld) -> None:
    meeting = world.row("meetings")
    viewer = world.at(world.facts.one("cases", meeting.case_id).agency)
    with viewer.scope.transaction():
        meetings.take_pen(by=viewer.scope, meeting=meeting.number)
        for restricted in (True, False):
            line = meetings.Written(meetings.LineSort.NOTE, f"said {restricted}", restricted=restricted)
            meetings.write_line(by=viewer.scope, meeting=meeting.number, line=line)


def then_end_meeting(world: HubWorld) -> None:
    """What it takes to end one is proved elsewhere."""
    world.make._owner("UPDATE pathways_meeting SET ended_at = now(), ended_by = chair, pen = NULL WHERE number = %s",
                     world.row("meetings").number)  # fmt: skip


def then_minutes(world: HubWorld) -> None:
    meeting = world.row("meetings")
    viewer = world.choose([one for one in world.viewers if one.user == meeting.chair] or world.viewers)
    shown = open_meeting(viewer.scope, meeting.number)
    with viewer.scope.transaction():
        approve_minutes(
            by=viewer.scope,
            meeting=meeting.number,
            minutes=minutes_of(shown, "The council"),
            withheld=(),
            because="so",
        )


def then_send_minutes(world: HubWorld) -> None:
    edition = world.row("minutes")
    (meeting,) = [one for one in world.facts.meetings if one.number == edition.meeting_id]
    viewer = world.choose([one for one in world.viewers if one.user == meeting.chair] or world.viewers)
    shown = open_meeting(viewer.scope, meeting.number)
    asked = world.choose([one.number for one in shown.attendees if one.code in (world.police, world.trust)])
    with viewer.scope.transaction():
        send_minutes(by=viewer.scope, shown=shown, edition=edition.number, because="so", attendees=[asked])


def then_disagree(world: HubWorld) -> None:
    viewer, case = world.at(world.police, world.trust), world.row("cases")
    with viewer.scope.transaction():
        raise_disagreement(
            by=viewer.scope,
            case=case.number,
            decision="No enquiry",
            why="Two bruises",
            wanted="An enquiry",
        )


def then_answer_disagreement(world: HubWorld) -> None:
    viewer, raised = world.at(world.council), world.row("disagreements")
    with viewer.scope.transaction():
        answer_disagreement(by=viewer.scope, number=raised.number, answer="We met", name="Ada Manager")


def then_decide_disagreement(world: HubWorld) -> None:
    viewer, raised = world.at(world.police, world.trust), world.row("disagreements")
    with viewer.scope.transaction():
        decide_disagreement(
            by=viewer.scope,
            number=raised.number,
            outcome=world.choose(("withdrawn", "not agreed")),
            words="so",
            name="DI Larkspur",
        )


def then_community(world: HubWorld) -> None:
    viewer = world.at(world.police)
    with viewer.scope.transaction():
        community.keep_contact(
            by=viewer.scope, neighbourhood="Ladywood", role="Vicar", way="the parish office"
        )


def then_restrict(world: HubWorld) -> None:
    officer = world.at(role=Role.PROTECTED_PERSONS)
    with officer.scope.transaction():
        restrict(by=officer.scope, persons=[world.choose(world.people)], why="fled", review_on=SOON)


def then_lift(world: HubWorld) -> None:
    world.make._owner("UPDATE access_restriction SET until_at = now() WHERE person = ANY (%s)", world.people)


def then_conflict(world: HubWorld) -> None:
    viewer, officer = world.at(world.council), world.at(role=Role.PROTECTED_PERSONS)
    with officer.scope.transaction():
        keep_apart(
            by=officer.scope,
            username=world.called(viewer),
            person=world.choose(world.people),
            kind="known privately",
        )
    if world.choose((True, False)):
        far = world.at(world.police, world.trust)
        world.make._owner("INSERT INTO access_conflict (\"user\", person, kind, is_detected, by) VALUES (%s, %s, 'own family', false, 1)",
                         far.user, world.choose(world.people))  # fmt: skip


def then_merge(world: HubWorld) -> None:
    """As the linker joins two people: all that is about the one is about the other."""
    stays, goes = world.choose(world.people), world.choose(world.people)
    if stays == goes or len(world.people) < 4:
        return
    (mentions,) = world.make._owner(
        "SELECT array_agg(number ORDER BY number) FROM content.mention WHERE person = %s", goes
    )
    for mention in mentions or ():
        world.make._owner("SELECT identity.move(%s, %s, '', NULL, NULL, NULL, 'the same')", mention, stays)
    world.make._owner("SELECT identity.retire(%s, %s)", goes, stays)
    world.people.remove(goes)


def then_end_agreement(world: HubWorld) -> None:
    world.make._owner("UPDATE access_edition SET ends_at = now() - interval '1 second' WHERE agreement_id = %s",
                     world.flows.pop(world.choose(sorted(world.flows))))  # fmt: skip
