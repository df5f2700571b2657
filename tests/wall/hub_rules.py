"""Who sees what of the Hub, in words that can be held against DESIGN §3 and hub_policy.py.

It shares no code with the database's functions nor with the pages: the facts of hub_facts.py go in, and who may see a row comes out.
"""

from types import SimpleNamespace

from tests.wall.hub_case_rules import CaseRules
from tests.wall.hub_world import Viewer


class Rules(CaseRules):
    """What each rule says of one viewer and one row."""

    # What hangs from a case.

    def case_of(self, row: SimpleNamespace) -> SimpleNamespace:
        return self.facts.one("cases", row.case_id)

    def listed(self, viewer: Viewer, case: SimpleNamespace) -> bool:
        """One's own, closed ones too; and open ones of colleagues of the team."""
        mates = {
            one.user
            for one in self.world.viewers
            if one.team is not None and one.team == viewer.team and one.agency == viewer.agency
        }
        of_mates = any(one.ended_at is None and one.user in mates for one in self.facts.of("members", case))
        return case.agency == viewer.agency and not self.kept(viewer, case) and (
            self.is_member(viewer, case) or of_mates and case.closed_at is None)  # fmt: skip

    def covered(self, viewer: Viewer) -> set[int]:
        return {
            one.user for one in self.facts.covers if one.covered_by == viewer.user and one.ended_at is None
        }

    def waits_in(self, viewer: Viewer, task: SimpleNamespace) -> bool:
        """A task of one's own agency's, in its own case."""
        case = self.case_of(task)
        return (
            task.done_at is None
            and task.agency == viewer.agency == case.agency
            and not self.kept(viewer, case)
        )

    def mine(self, viewer: Viewer, task: SimpleNamespace) -> bool:
        return (
            self.waits_in(viewer, task)
            and task.user is not None
            and task.user in {viewer.user} | self.covered(viewer)
        )

    def my_teams(self, viewer: Viewer, task: SimpleNamespace) -> bool:
        return (
            self.mine(viewer, task)
            or self.waits_in(viewer, task)
            and task.team is not None
            and task.team == viewer.team
        )

    def at_others(self, viewer: Viewer, task: SimpleNamespace) -> bool:
        case = self.case_of(task)
        return task.done_at is None and task.agency != case.agency and self.works_on(viewer, case)

    def asked(self, viewer: Viewer, task: SimpleNamespace) -> bool:
        """What another agency asks of one's own: for its team, and for whoever answers others."""
        case, answers = self.case_of(task), self.can(viewer, "answers")
        whose = (
            task.user == viewer.user
            or task.team is not None
            and task.team == viewer.team
            or answers
            and (task.desk or task.team is not None)
        )
        return (
            task.agency == viewer.agency != case.agency
            and whose
            and bool(self.asked_about(case, task.person))
            and not self.kept(viewer, case)
        )

    def offered_to(self, viewer: Viewer, offer: SimpleNamespace) -> bool:
        """Nobody is offered what they offered themselves. Of a closed case only what outlasts it waits."""
        case = self.case_of(offer)
        to_me = offer.to_user == viewer.user or offer.to_team is not None and offer.to_team == viewer.team
        return (
            offer.answered_at is None
            and (offer.task_id is not None or case.closed_at is None)
            and case.agency == viewer.agency
            and self.waits(offer)
            and to_me
            and offer.by_user != viewer.user
            and not self.kept(viewer, case)
        )

    def goes_with(self, viewer: Viewer, offer: SimpleNamespace) -> bool:
        """Whoever is offered a case reads first what is to be done in it."""
        to_do = any(task.done_at is None for task in self.facts.of("tasks", self.case_of(offer)))
        return offer.task_id is None and to_do and self.offered_to(viewer, offer)

    def waits(self, offer: SimpleNamespace) -> bool:
        return offer.task_id is None or self.facts.one("tasks", offer.task_id).done_at is None

    def offers(self, viewer: Viewer, offer: SimpleNamespace) -> bool:
        declined = (
            offer.answered_at is not None and offer.accepted is False and offer.answered_by != viewer.user
        )
        by_me = offer.by_user == viewer.user and (offer.answered_at is None or declined) and self.waits(offer)
        return self.offered_to(viewer, offer) or by_me and not self.kept(viewer, self.case_of(offer))

    def our_request(self, viewer: Viewer, request: SimpleNamespace) -> bool:
        return self.works_on(viewer, self.case_of(request))

    def request_to_us(self, viewer: Viewer, request: SimpleNamespace) -> bool:
        return request.holder == viewer.agency and not self.kept(viewer, self.case_of(request))

    def our_notice(self, viewer: Viewer, notice: SimpleNamespace) -> bool:
        return self.works_on(viewer, self.case_of(notice))

    def notice_to_us(self, viewer: Viewer, notice: SimpleNamespace) -> bool:
        """Read by the team that it names, else by the duty desk; never about somebody of one's own."""
        theirs = notice.to_team == viewer.team if notice.to_team is not None else self.can(viewer, "answers")
        about = notice.person is not None and self.facts.now(notice.person) in self.conflicts(viewer)
        return (
            notice.to_agency == viewer.agency
            and theirs
            and not about
            and not self.kept(viewer, self.case_of(notice))
        )

    def may_open_notice(self, viewer: Viewer, notice: SimpleNamespace) -> bool:
        return (
            self.can(viewer, "notices")
            and self.notice_to_us(viewer, notice)
            or self.can(viewer, "works")
            and self.our_notice(viewer, notice)
        )

    # Meetings.

    def is_sent_to(self, viewer: Viewer, meeting: SimpleNamespace) -> bool:
        case = self.case_of(meeting)
        return meeting.ended_at is None and not meeting.called_off and case.closed_at is None and self.may_be_asked(viewer.agency, case) and any(
            one.meeting_id == meeting.number and one.user == viewer.user and one.agency == viewer.agency and one.answer == "comes"
            for one in self.facts.attendees)  # fmt: skip

    def meets(self, viewer: Viewer, meeting: SimpleNamespace) -> bool:
        case = self.case_of(meeting)
        return (self.works_on(viewer, case) or self.is_sent_to(viewer, meeting)) and self.clear(viewer, case)

    def hears_all(self, viewer: Viewer, meeting: SimpleNamespace) -> bool:
        return self.works_on(viewer, self.case_of(meeting)) or any(
            one.meeting_id == meeting.number and one.user == viewer.user and one.part == "whole" for one in self.facts.attendees)  # fmt: skip

    def invited(self, viewer: Viewer, attendee: SimpleNamespace) -> bool:
        case = self.case_of(self.facts.one("meetings", attendee.meeting_id))
        ours = case.agency != viewer.agency or self.works_on(viewer, case)
        return (
            attendee.agency == viewer.agency
            and ours
            and self.may_be_asked(viewer.agency, case)
            and self.clear(viewer, case)
        )

    def has_minutes(self, viewer: Viewer, attendee: SimpleNamespace) -> bool:
        """Sent to their agency, for whom it had sent there and for whoever answers others; while they could be asked still."""
        case = self.case_of(self.facts.one("meetings", attendee.meeting_id))
        sent = any(
            one.attendee_id == attendee.id and one.way == "notice" and not one.withdrawn_at
            for one in self.facts.given
        )
        theirs = attendee.user == viewer.user or self.can(viewer, "answers")
        return (sent and theirs and attendee.agency == viewer.agency != case.agency
                and self.may_be_asked(viewer.agency, case) and self.clear(viewer, case))  # fmt: skip

    # Above and beside cases.

    def disagrees(self, viewer: Viewer, raised: SimpleNamespace) -> bool:
        """Both agencies: whoever answers others there, who raised it, and who works on the case."""
        case, answers = self.case_of(raised), self.can(viewer, "answers")
        one_side = raised.agency == viewer.agency and (answers or raised.raised_by == viewer.user)
        other = case.agency == viewer.agency and (answers or self.works_on(viewer, case))
        return (one_side or other) and self.clear(viewer, case)

    def may_disagree(self, viewer: Viewer, case: SimpleNamespace) -> bool:
        return (
            case.agency != viewer.agency and self.has_part(viewer.agency, case) and self.clear(viewer, case)
        )

    def to_supervise(self, viewer: Viewer, case: SimpleNamespace) -> bool:
        led = any(one.ended_at is None and one.leads for one in self.facts.of("members", case))
        return case.agency == viewer.agency and case.closed_at is None and led and not self.kept(viewer, case)

    def at_the_front_door(self, viewer: Viewer, case: SimpleNamespace) -> bool:
        """A contact of one's team, unless all that was told of it is about somebody hidden."""
        of_team = any(
            one.ended_at is None and one.team is not None and one.team == viewer.team
            for one in self.facts.of("members", case)
        )
        told = {one.record for one in self.facts.of("contacts", case)}
        seen = told - {
            one.record for one in self.facts.told_of if self.facts.now(one.person) in self.hidden(viewer)
        }
        return (case.agency == viewer.agency and case.pathway == "front-door" and case.closed_at is None
                and of_team and bool(seen) and not self.kept(viewer, case))  # fmt: skip

    def in_sample(self, viewer: Viewer, case: SimpleNamespace) -> bool:
        drawn = any(
            one.team == viewer.team and one.agency == viewer.agency and case.number in one.among
            for one in self.facts.samples
        )
        return drawn and not self.kept(viewer, case)

    def looks_too(self, viewer: Viewer, case: SimpleNamespace) -> set[str]:
        """Who else has it open and still works on it."""
        looking = {one.user for one in self.facts.of("looks", case)} - {viewer.user}
        return {
            one.scope.name for one in self.world.viewers if one.user in looking and self.is_member(one, case)
        }

    def of_my_own(self, viewer: Viewer, row: SimpleNamespace) -> bool:
        return row.user == viewer.user and row.agency == viewer.agency

    def of_my_team(self, viewer: Viewer, row: SimpleNamespace) -> bool:
        return viewer.team is not None and row.team == viewer.team and row.ended_at is None

    def cover(self, viewer: Viewer, row: SimpleNamespace) -> bool:
        return row.agency == viewer.agency and (
            viewer.user in (row.user, row.covered_by) or self.can(viewer, "supervises")
        )

    # Numbers: nothing is counted that is kept from whoever counts.

    def load(self, viewer: Viewer, team: int) -> int:
        """What a team has to do in cases of its own agency and of others."""
        return sum(
            task.done_at is None and task.agency == viewer.agency and task.team == team
            and self.case_of(task).closed_at is None and not self.kept(viewer, self.case_of(task))
            for task in self.facts.tasks
        )  # fmt: skip

    def repeats(self, viewer: Viewer, task: SimpleNamespace) -> int:
        """In how many cases of the agency somebody of the task's case is, a contact and the case that it opened for them being
        one; told of one's own cases that are open, from two on. Of somebody hidden only one's own cases count."""
        case = self.case_of(task)
        if not self.is_member(viewer, case) or case.closed_at is not None:
            return 0
        hidden = {
            one.person for one in self.facts.people if self.facts.now(one.person) in self.hidden(viewer)
        }
        whom = {one.person for one in self.facts.of("people", case) if one.ended_at is None}
        ours = [one for one in self.facts.cases if one.agency == viewer.agency and not self.kept(viewer, one)]
        opened = {(one.person, one.opened) for one in self.facts.decided}
        times = [
            sum(
                any(p.person == person and p.ended_at is None for p in self.facts.of("people", one))
                for one in ours
                if (person, one.number) not in opened
                and (person not in hidden or self.is_member(viewer, one))
            )
            for person in whom
        ]
        return most if (most := max(times, default=0)) > 1 else 0
