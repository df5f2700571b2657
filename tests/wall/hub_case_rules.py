"""Whom somebody must not meet, who works on a case, and who may be asked about it, in words of their own."""

from types import SimpleNamespace

from tests.wall.hub_facts import Facts
from tests.wall.hub_world import HubWorld, Viewer

MAY = """
role                    works answers supervises notices community
social_worker           x     .       .          x       .
hub_officer             x     x       .          x       .
team_manager            x     x       x          x       .
police_supervisor       x     x       x          x       x
neighbourhood_officer   x     .       .          x       x
health_practitioner     x     x       x          x       .
school_lead             x     x       .          x       .
protected_persons       x     .       .          x       .
records_officer         .     x       .          .       .
data_protection_officer .     .       .          .       .
administrator           .     .       .          .       .
inspector               .     .       .          .       .
"""
SECTION_47 = "a section 47 enquiry"


def may() -> dict[str, frozenset[str]]:
    head, *lines = (line.split() for line in MAY.strip().splitlines())
    return {
        role: frozenset(can for can, mark in zip(head[1:], marks, strict=True) if mark == "x")
        for role, *marks in lines
    }


class CaseRules:
    """What each rule says of one viewer and one case."""

    def __init__(self, world: HubWorld, facts: Facts) -> None:
        self.world, self.facts, self.roles = world, facts, may()

    def can(self, viewer: Viewer, permission: str) -> bool:
        return permission in self.roles[viewer.role]

    # Whom somebody must not meet, and what that takes with it.

    def conflicts(self, viewer: Viewer) -> set[int]:
        return {self.facts.now(one.person) for one in self.facts.conflicts if one.user == viewer.user}

    def hidden(self, viewer: Viewer) -> set[int]:
        """Conflicts of one's own; and who is restricted for another team than one's own, though for that as well."""
        return self.conflicts(viewer) | {
            self.facts.now(one.person) for one in self.facts.restrictions if one.team != viewer.team
        }

    def ever_in(self, case: SimpleNamespace) -> set[int]:
        return {self.facts.now(one.person) for one in self.facts.of("people", case)}

    def kept(self, viewer: Viewer, case: SimpleNamespace) -> bool:
        """A case about somebody of one's own is not there; but whom one put in, or told of, oneself tells nothing."""
        put_in = {
            self.facts.now(one.person) for one in self.facts.of("people", case) if one.added_by != viewer.user
        }
        told = {one.record for one in self.facts.of("contacts", case) if one.sent_by != viewer.user}
        told_of = {self.facts.now(one.person) for one in self.facts.told_of if one.record in told}
        return bool((put_in | told_of) & self.conflicts(viewer))

    def clear(self, viewer: Viewer, case: SimpleNamespace) -> bool:
        """What is said aloud of a case is of all who were ever in it."""
        return not self.kept(viewer, case) and not self.ever_in(case) & self.hidden(viewer)

    # Who works on a case, and whom it may turn to.

    def is_member(self, viewer: Viewer, case: SimpleNamespace) -> bool:
        return case.agency == viewer.agency and any(
            one.ended_at is None and (one.user == viewer.user or one.team is not None and one.team == viewer.team)
            for one in self.facts.of("members", case)
        )  # fmt: skip

    def works_on(self, viewer: Viewer, case: SimpleNamespace) -> bool:
        return self.is_member(viewer, case) and not self.kept(viewer, case)

    def asks(self, case: SimpleNamespace, person: int) -> bool:
        """Below section 47 others are asked about somebody once the latest decision on consent says so."""
        said = [one.goes_ahead for one in self.facts.of("consents", case) if one.person == person]
        return case.purpose == SECTION_47 or (said[-1] if said else False)

    def asked_about(self, case: SimpleNamespace, person: int | None = None) -> set[int]:
        return {one.person for one in self.facts.of("people", case)
                if one.ended_at is None and person in (None, one.person) and self.asks(case, one.person)}  # fmt: skip

    def may_be_asked(self, agency: str, case: SimpleNamespace) -> bool:
        """To meetings, and for minutes: about all of them, and by an agreement in force for the purpose."""
        everybody = {one.person for one in self.facts.of("people", case) if one.ended_at is None}
        return (
            agency == case.agency
            or everybody == self.asked_about(case)
            and (agency, case.purpose) in self.world.flows
        )

    def has_part(self, agency: str, case: SimpleNamespace) -> bool:
        """An agency has a part in a case that asked it to do something, to a meeting, or for more of what it holds."""
        meetings = {one.number for one in self.facts.of("meetings", case)}
        return (
            any(one.agency == agency for one in self.facts.of("tasks", case))
            or any(one.agency == agency and one.meeting_id in meetings for one in self.facts.attendees)
            or any(one.holder == agency for one in self.facts.of("requests", case))
        )
