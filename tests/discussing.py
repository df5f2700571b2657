"""A strategy discussion that a test calls, asks agencies to, writes in and ends."""

from datetime import timedelta

from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.pathways.meetings import (
    THRESHOLDS,
    AttendeeSort,
    Comes,
    Invited,
    LineSort,
    Written,
    answer_meeting,
    ask_to_meeting,
    call_meeting,
    end_meeting,
    mark_came,
    take_pen,
    write_line,
)
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure, tasks
from commonthread.records.record import Mention, MentionRole

ALONE = "section 47 enquiry by social care alone"
GIRL = Mention(role=MentionRole.SUBJECT, given_name="Test", family_name="Child")


def hold(scope, number, outcome, words="as written"):
    """The first meeting for which a case waits, held by one agency alone as its procedure lets somebody excuse; returns the
    steps that begin."""
    with scope.transaction():
        shown = case(number)
        task = next(task for task in tasks(shown) if task.step and task.step.quorum and not task.done_at)
        meeting = call_meeting(
            by=scope, case=shown, task=task, starts_at=now(), place="By telephone", chair=scope.user
        )
        take_pen(by=scope, meeting=meeting)
    shown = open_meeting(scope, meeting)
    with scope.transaction():
        mark_came(by=scope, meeting=meeting, attendee=shown.attendees[0].number, came=True)
        for person in shown.whom:
            for sort in (LineSort.DECISION, LineSort.UNHEARD):
                line = Written(
                    sort, words, person=person, threshold=THRESHOLDS[0] if sort is LineSort.DECISION else ""
                )
                write_line(by=scope, meeting=meeting, line=line)
    with scope.transaction():
        return end_meeting(
            by=scope, case=case(number), meeting=meeting, outcomes=dict.fromkeys(shown.tasks, outcome), words=words,
            without_quorum="at night", without_quorum_by="Ada Manager",
        )  # fmt: skip


class Discussion:
    """A strategy discussion about two children that a council called, with the police and a health provider asked."""

    def __init__(self, make, purpose=Purpose.SECTION_47) -> None:
        self.make = make
        self.council, self.police, self.health = (
            make.agency(kind)
            for kind in (AgencyKind.CHILDRENS_SERVICES, AgencyKind.POLICE, AgencyKind.HEALTH)
        )
        self.worker = make.scope(self.council, Role.SOCIAL_WORKER, team=make.team(self.council))
        self.sergeant = make.scope(self.police, Role.POLICE_SUPERVISOR)
        self.nurse = make.scope(self.health, Role.HEALTH_PRACTITIONER)
        self.children = (make.person(), make.person())
        self.note = make.record(self.council, make.draft("case_note", GIRL), persons=self.children[:1])
        self.incident = make.record(
            self.police, make.draft("police_incident", GIRL), persons=self.children[:1]
        )
        for viewer, role in ((self.police, Role.POLICE_SUPERVISOR), (self.health, Role.HEALTH_PRACTITIONER)):
            make.agreement(
                viewer=viewer, role=role, holder=self.council, category=Category.SOCIAL_CARE, purpose=purpose
            )
        self.case = make.case(self.worker, *self.children, purpose=purpose)
        with self.worker.transaction():
            follow_procedure(by=self.worker, case=case(self.case), pathway="section-47")
        with self.worker.transaction():
            (self.task,) = tasks(case(self.case))
        with self.worker.transaction():
            self.number = call_meeting(
                by=self.worker, case=case(self.case), task=self.task, starts_at=now() + timedelta(hours=2), place="Room 2",
                chair=self.worker.user,
            )  # fmt: skip

    def ask(self, agency, **more):
        with self.worker.transaction():
            return ask_to_meeting(
                by=self.worker, meeting=self.number, who=Invited(AttendeeSort.AGENCY, agency, **more)
            )

    def sends(self, scope, **more):
        """The agency is asked, and whoever answers for it comes."""
        attendee = self.ask(scope.agency, **more)
        with scope.transaction():
            answer_meeting(by=scope, attendee=attendee, answer=Comes.COMES, sends=scope.user)
        return attendee

    def held(self):
        """All there, and all said that must be."""
        came = [self.sends(scope) for scope in (self.sergeant, self.nurse)]
        (ours, *_) = open_meeting(self.worker, self.number).attendees
        with self.worker.transaction():
            for attendee in (ours.number, *came):
                mark_came(by=self.worker, meeting=self.number, attendee=attendee, came=True)
        with self.worker.transaction():
            take_pen(by=self.worker, meeting=self.number)
        for child in self.children:
            self.write(
                LineSort.DECISION,
                "Bruises that nobody explains",
                person=child,
                threshold="significant harm likely",
            )
        self.write(LineSort.VOICE, "I do not want to go home tonight", person=self.children[0])
        self.write(LineSort.UNHEARD, "Three weeks old", person=self.children[1])

    def write(self, sort, words, by=None, **more):
        scope = by or self.worker
        with scope.transaction():
            return write_line(by=scope, meeting=self.number, line=Written(sort, words, **more))

    def end(self, outcome=ALONE, **more):
        with self.worker.transaction():
            return end_meeting(by=self.worker, case=case(self.case), meeting=self.number, outcomes={self.task.number: outcome},
                               words="Held in Room 2", **more)  # fmt: skip

    def expected(self):
        """Those who come for an agency, as the page calls them, the case's own first."""
        there = open_meeting(self.worker, self.number).attendees
        return [attendee.called for attendee in there if attendee.answer is Comes.COMES]
