"""What a school begins, the council answers: each step of it is ended by whoever has it, whatever comes of it."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.pathways.asked import answer_asked, asked_tasks
from commonthread.pathways.procedures import procedures
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import Task, finish_task, follow_procedure, tasks
from tests.discussing import hold
from tests.hub import Hub


class School(Hub):
    """A school's lead, who begins a procedure about a child, and the council that is asked."""

    def __init__(self, make, pathway: str) -> None:
        super().__init__(make)
        self.school = make.agency(AgencyKind.SCHOOL)
        make.partners(self.council, self.school)
        self.lead = make.scope(self.school, Role.SCHOOL_LEAD, team=make.team(self.school))
        self.case = make.case(self.lead, make.person())
        with self.lead.transaction():
            follow_procedure(by=self.lead, case=case(self.case), pathway=pathway)

    def ends(self, step: str, outcome: str) -> None:
        with self.lead.transaction():
            task = next(one for one in self.steps() if one.step.name == step and not one.done_at)
        if task.step.is_meeting:
            hold(self.lead, self.case, outcome)
        elif task.agency == self.school:
            with self.lead.transaction():
                finish_task(
                    by=self.lead, case=case(self.case), number=task.number, outcome=outcome, words="so"
                )
        else:
            officer = self.officer(self.council)
            with officer.transaction():
                asked = next(one for one in asked_tasks() if one.task == task.number)
                answer_asked(by=officer, task=asked, outcome=outcome, words="so")

    def done(self) -> set[tuple[str, str]]:
        with self.lead.transaction():
            return {(one.step.name, one.outcome) for one in self.steps() if one.done_at}

    def steps(self) -> list[Task]:
        return [one for one in tasks(case(self.case)) if one.step]


def every_way(pathway: str) -> list[tuple]:
    """For each outcome of each step the shortest way from the beginning, with it at the end."""
    procedure = procedures()[pathway][0]
    ways, waiting = {}, [(step, ()) for step in procedure.starts]
    while waiting:
        name, before = waiting.pop(0)
        for outcome, follows in procedure[name].outcomes.items():
            if (name, outcome) not in ways:
                ways[name, outcome] = (*before, (name, outcome))
                waiting += [(step, ways[name, outcome]) for step in follows]
    return [pytest.param(pathway, way, id=f"{pathway}: {way[-1][0]}, {way[-1][1]}") for way in ways.values()]


@pytest.mark.parametrize(("pathway", "way"), [*every_way("allegation"), *every_way("home-education")])
def test_each_step_is_ended_by_whoever_has_it(make, pathway, way):
    school = School(make, pathway)
    for step, outcome in way:
        school.ends(step, outcome)
    assert school.done() >= set(way)
