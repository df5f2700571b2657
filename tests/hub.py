"""The agencies of a hub that ask each other."""

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.pathways.actions import Decision
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task, follow_procedure, tasks
from tests.discussing import hold
from tests.making import AGREED


class Hub:
    """A council, a police force and a trust that have signed an agreement; each with a hub team, the police with another."""

    def __init__(self, make, council: str = "") -> None:
        self.make = make
        self.council = council or make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.police, self.trust = make.agency(AgencyKind.POLICE), make.agency(AgencyKind.HEALTH)
        for agency in (self.police, self.trust):
            make.partners(self.council, agency)
        self.hubs = {
            agency: self.team(agency, "safeguarding hub")
            for agency in (self.council, self.police, self.trust)
        }
        self.investigators = self.team(self.police, "child protection")
        self.worker = make.scope(self.council, Role.SOCIAL_WORKER, team=self.hubs[self.council])

    def team(self, agency: str, discipline: str) -> int:
        number = self.make.team(agency)
        self.make._owner("UPDATE access_team SET discipline = %s WHERE id = %s", discipline, number)
        return number

    def officer(self, agency: str):
        return self.make.scope(agency, Role.HUB_OFFICER, team=self.hubs[agency])

    def follows(self, number: int, pathway: str) -> None:
        with self.worker.transaction():
            follow_procedure(by=self.worker, case=case(number), pathway=pathway)

    def waiting(self, number: int, step: str | None = None) -> list:
        with self.worker.transaction():
            return [
                task for task in tasks(case(number))
                if task.done_at is None and (step is None or task.step and task.step.name == step)
            ]  # fmt: skip

    def says(self, number: int, step: str, outcome: str) -> None:
        for task in self.waiting(number, step):
            if task.step.quorum:
                hold(self.worker, number, outcome)
                return
            with self.worker.transaction():
                finish_task(
                    by=self.worker, case=case(number), number=task.number, outcome=outcome, words="so"
                )

    def contact(self, *people: int, decision: Decision | None = AGREED, rating: str = "amber") -> int:
        number = self.make.case(self.worker, *people, decision=decision)
        self.follows(number, "front-door")
        self.says(number, "rating", rating)
        return number
