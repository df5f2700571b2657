"""Random worlds of the Hub: agencies that work on cases together, and what happens there. Who may see what is in hub_rules.py."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from commonthread.access.permissions import Role
from commonthread.access.scope import WHY, NotAllowed, Scope
from commonthread.access.terms import AgencyKind, Category, Discipline, Level, Purpose
from commonthread.pathways.queries import case as case_numbered
from tests.making import Making
from tests.wall.hub_facts import Facts

Choose = Callable[[Sequence], Any]
REFUSED = (*WHY.values(), ValueError)


@dataclass(frozen=True)
class Viewer:
    scope: Scope
    team: int | None

    @property
    def user(self) -> int:
        return self.scope.user

    @property
    def agency(self) -> str:
        return self.scope.agency

    @property
    def role(self) -> str:
        return self.scope.role.value


class HubWorld:
    """A council with two teams, a police force and a trust that have signed agreements with it, and a school that has not."""

    def __init__(self, make: Making, choose: Choose, steps: Mapping[str, Callable]) -> None:
        self.make, self._choose, self.steps = make, choose, steps
        self.council, self.police, self.trust = (
            make.agency(kind)
            for kind in (AgencyKind.CHILDRENS_SERVICES, AgencyKind.POLICE, AgencyKind.HEALTH)
        )
        self.school = make.agency(AgencyKind.SCHOOL)
        self.hub, self.other_team, self.police_hub, self.trust_hub = (
            make.team(agency) for agency in (self.council, self.council, self.police, self.trust)
        )
        for team in (self.hub, self.police_hub, self.trust_hub):
            make._owner("UPDATE access_team SET discipline = %s WHERE id = %s", Discipline.HUB.value, team)
        self.flows: dict[tuple[str, Purpose], int] = {}
        for agency, role in ((self.police, Role.HUB_OFFICER), (self.trust, Role.HEALTH_PRACTITIONER)):
            for purpose in (Purpose.SECTION_47, Purpose.SAFEGUARDING_ENQUIRY):
                self.flows[agency, purpose] = make.agreement(
                    viewer=agency,
                    role=role,
                    holder=self.council,
                    category=Category.SOCIAL_CARE,
                    purpose=purpose,
                    level=Level.SUMMARY,
                )
        somebody = (
            (self.council, Role.SOCIAL_WORKER, self.hub), (self.council, Role.SOCIAL_WORKER, self.hub),
            (self.council, Role.TEAM_MANAGER, self.hub), (self.council, Role.SOCIAL_WORKER, self.other_team),
            (self.council, Role.PROTECTED_PERSONS, self.hub), (self.council, Role.PROTECTED_PERSONS, self.other_team),
            (self.council, Role.RECORDS_OFFICER, None), (self.council, Role.DATA_PROTECTION_OFFICER, None),
            (self.council, Role.ADMINISTRATOR, None), (self.council, Role.INSPECTOR, None),
            (self.police, Role.HUB_OFFICER, self.police_hub), (self.police, Role.POLICE_SUPERVISOR, self.police_hub),
            (self.police, Role.NEIGHBOURHOOD_OFFICER, make.team(self.police)), (self.trust, Role.HEALTH_PRACTITIONER, self.trust_hub),
            (self.trust, Role.HEALTH_PRACTITIONER, None), (self.school, Role.SCHOOL_LEAD, None),
        )  # fmt: skip
        self.viewers = [Viewer(make.scope(agency, role, team=team), team) for agency, role, team in somebody]
        self.people = [make._owner("SELECT identity.new_person()")[0] for _ in range(5)]
        self.ever = tuple(self.people)
        self.cases: list[int] = []
        self.told: list[str] = []
        # So that in every world something is shared, which what happens then can take away.
        for step in (
            "open",
            "contact",
            "call",
            "invite",
            "invite",
            "answer_invited",
            "line",
            "ask_task",
            "notice",
            "request",
            "disagree",
        ):
            self.happens(step)

    def happens(self, step: str = "") -> None:
        """One thing more. What the service refuses does not happen here either."""
        step = step or self.choose(tuple(self.steps))
        self.told.append(step)
        self.facts = Facts(self.make, cases=self.cases, agencies=self.agencies, people=self.ever)
        with suppress(*REFUSED):
            self.steps[step](self)

    @property
    def agencies(self) -> tuple[str, ...]:
        return self.council, self.police, self.trust, self.school

    def look_at_what_happened(self) -> Facts:
        return Facts(self.make, cases=self.cases, agencies=self.agencies, people=self.ever)

    def at(self, *agencies: str, role: Role | None = None) -> Viewer:
        """Somebody there who does the work."""
        return self.choose([one for one in self.viewers if one.agency in (agencies or self.agencies)
                            and (one.scope.role is role or role is None and one.role not in ("administrator", "inspector"))])  # fmt: skip

    def choose(self, options: Sequence) -> Any:
        """One of those that there are; where there is none nothing happens."""
        if not options:
            raise NotAllowed
        return self._choose(options)

    def row(self, name: str):
        return self.choose(getattr(self.facts, name))

    def people_of(self, number: int) -> list[int]:
        return [person.number for person in case_numbered(number).people]

    def at_work(self) -> tuple[Viewer, int]:
        """A case, and somebody who works on it if anybody of its agency does."""
        case = self.row("cases")
        members = self.facts.of("members", case)
        on_it = [one for one in self.viewers if one.agency == case.agency and any(
            member.ended_at is None and (member.user == one.user or one.team and member.team == one.team) for member in members)]  # fmt: skip
        return self.choose(on_it or [self.at(case.agency)]), case.number

    def called(self, viewer: Viewer) -> str:
        return self.make._owner("SELECT username FROM access_user WHERE id = %s", viewer.user)[0]
