"""A police force with an investigator, their sergeant, and an investigation about a girl, her mother and a man."""

from django.utils.timezone import localdate, now

from commonthread.access.permissions import Role
from commonthread.access.scope import Scope
from commonthread.access.terms import Purpose
from commonthread.pathways.actions import open_case
from commonthread.pathways.investigation import PartIn, account_for, record_result
from commonthread.pathways.queries import CaseShown, case
from commonthread.pathways.supervision import review
from commonthread.pathways.tasks import Task, finish_task, follow_procedure, tasks
from commonthread.pathways.terms import Sort
from commonthread.pathways.victims import Way, record_update, say_part


class Investigation:
    """`beside` another it is of the same investigator and sergeant."""

    def __init__(self, make, beside: "Investigation | None" = None) -> None:
        self.make = make
        self.force = beside.force if beside else make.agency()
        self.team = beside.team if beside else make.team(self.force)
        self.sergeant = (
            beside.sergeant if beside else make.scope(self.force, Role.POLICE_SUPERVISOR, team=self.team)
        )
        self.investigator = (
            beside.investigator if beside else make.scope(self.force, Role.INVESTIGATOR, team=self.team)
        )
        self.girl, self.mother, self.man = (make.person() for _ in range(3))
        self.people = {self.girl: Sort.CHILD, self.mother: Sort.ADULT, self.man: Sort.ADULT}
        with self.investigator.transaction():
            self.case = open_case(
                by=self.investigator, purpose=Purpose.SECTION_47, power="Children Act 1989, section 47",
                because="crime 20/4471", people=self.people,
            )  # fmt: skip
            follow_procedure(by=self.investigator, case=case(self.case), pathway="supervised-investigation")

    def shown(self, scope: Scope | None = None) -> CaseShown:
        with (scope or self.investigator).transaction():
            return case(self.case)

    def task(self, step: str, scope: Scope | None = None) -> Task:
        with (scope or self.investigator).transaction():
            return next(
                task for task in tasks(case(self.case)) if task.step and task.step.name == step and not task.done_at
            )  # fmt: skip

    def says(self, step: str, outcome: str) -> None:
        number = self.task(step).number
        with self.investigator.transaction():
            finish_task(
                by=self.investigator, case=case(self.case), number=number, outcome=outcome, words="so"
            )

    def reviewed(self, outcome: str, direction: str = "Speak with the school first") -> None:
        task = self.task("direction", self.sergeant)
        with self.sergeant.transaction():
            review(by=self.sergeant, case=case(self.case), task=task, outcome=outcome, direction=direction)

    def part(self, person: int, part: PartIn, *, enhanced: bool = False) -> None:
        with self.investigator.transaction():
            say_part(by=self.investigator, case=self.case, person=person, part=part, enhanced=enhanced,
                     because="her statement", at=now())  # fmt: skip

    def everybody_has_a_part(self) -> None:
        self.part(self.girl, PartIn.VICTIM, enhanced=True)
        self.part(self.mother, PartIn.WITNESS)
        self.part(self.man, PartIn.SUSPECT)

    def told(self, person: int, of: str = "the result") -> None:
        with self.investigator.transaction():
            record_update(by=self.investigator, case=self.case, person=person, of=of, words="He is charged", way=Way.IN_PERSON,
                          safe_because="At school, as she asked", next_at=None)  # fmt: skip

    def result(self, suspect: int | None, outcome: str = "1") -> None:
        with self.investigator.transaction():
            record_result(by=self.investigator, case=self.case, suspect=suspect, offence="Assault", outcome=outcome,
                          decided_by="The Crown Prosecution Service", words="He admits it")  # fmt: skip

    def accounted(self, person: int) -> None:
        with self.investigator.transaction():
            account_for(by=self.investigator, case=self.case, person=person, safe_where="At home; he is remanded",
                        said_by="PC Larkspur", seen_by="Her teacher", seen_on=localdate())  # fmt: skip
