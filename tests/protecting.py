"""A child in police protection, whose strategy discussion the council is asked for."""

from commonthread.access.permissions import Role
from commonthread.access.terms import Category, Purpose
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task, follow_procedure, tasks
from tests.hub import Hub


class Protected(Hub):
    """A child whom the police have taken into protection; the council is asked for its strategy discussion."""

    def __init__(self, make) -> None:
        super().__init__(make)
        make.agreement(viewer=self.council, role=Role.HUB_OFFICER, holder=self.police, category=Category.CRIME_AND_INCIDENTS,
                       purpose=Purpose.SECTION_47)  # fmt: skip
        self.inspector = make.scope(self.police, Role.POLICE_SUPERVISOR, team=self.investigators)
        self.child = make.person()
        self.case = make.case(self.inspector, self.child, purpose=Purpose.SECTION_47)
        with self.inspector.transaction():
            follow_procedure(by=self.inspector, case=case(self.case), pathway="police-protection")
        self.finish("told", "told")
        with self.officer(self.council).transaction():
            (self.asked,) = asked_tasks()

    def task(self, step):
        with self.inspector.transaction():
            return next(t for t in tasks(case(self.case)) if t.step and t.step.name == step)

    def finish(self, step, outcome):
        with self.inspector.transaction():
            finish_task(
                by=self.inspector,
                case=case(self.case),
                number=self.task_of(step),
                outcome=outcome,
                words="so",
            )

    def task_of(self, step):
        return next(t.number for t in tasks(case(self.case)) if t.step and t.step.name == step)
