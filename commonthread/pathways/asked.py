"""Tasks that other agencies ask one's own to do: what one is told of each, and answering."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import now

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.allocation import TeamFor
from commonthread.pathways.plan import Wanted, next_tasks
from commonthread.pathways.procedure import Procedure, Step
from commonthread.pathways.procedures import edition_named
from commonthread.pathways.settings import area
from commonthread.pathways.tasks import OUTCOMES, as_json
from commonthread.pathways.terms import Sort


@dataclass(frozen=True)
class AskedTask:
    """What another agency's case asks. `people` are those about whom it may ask, each a child or an adult.
    `disagreement` is that of which it waits, and on whose page it ends."""

    task: int
    case: int
    agency: str
    purpose: str
    power: str
    procedure: Procedure | None
    step: Step | None
    does: str
    source: str
    because: str
    people: dict[int, Sort]
    owner: str
    grade: str
    begun_at: datetime
    counts_from: datetime
    due_at: datetime
    done_at: datetime | None
    done_by: str
    outcome: str
    words: str
    disagreement: int | None

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(self.step.outcomes if self.step else OUTCOMES)


def hub_partners() -> dict[str, str]:
    """The agencies that sit in the hub with the viewer's, by code: what they are called."""
    return dict(rows("SELECT code, name FROM pathways.hub_partners()"))


def may_turn_to(case: int) -> dict[str, str]:
    """The agencies that a case may ask or tell, by code: the rule that lets it."""
    return dict(rows("SELECT code, why FROM pathways.may_turn_to(%s)", case))


def asked_tasks() -> list[AskedTask]:
    """What waits to be done for other agencies by one's team, or by one's agency's duty desk; the soonest due first."""
    return [_asked(*row) for row in rows("SELECT * FROM pathways.asked_tasks(NULL)")]


def asked_task(number: int) -> AskedTask:
    """One of them; NotAllowed for another's, for what may not be asked any more, and for none alike."""
    found = rows("SELECT * FROM pathways.asked_tasks(%s)", number)
    if not found:
        raise NotAllowed("Not found.")
    return _asked(*found[0])


def answer_asked(*, by: Scope, task: AskedTask, outcome: str, words: str) -> None:
    """Say what came of it, which begins what follows in the case. ChangedMeanwhile where somebody was quicker; TogetherOnly for
    an outcome with which one goes on under a case of one's own (`going_on.go_on`)."""
    wanted = answers(task, outcome)
    value("SELECT pathways.answer_asked(%s, %s, %s, %s::jsonb)", task.task, outcome, words, as_json(wanted))


def answers(task: AskedTask, outcome: str) -> list[Wanted]:
    """What would begin with an answer."""
    if outcome not in task.outcomes:
        raise ValueError("the task has no such outcome")
    wanted = []
    if task.step:
        told = rows("SELECT * FROM pathways.asked_plan(%s)", task.task)
        # Whoever answers is not told who is in the case: they are places in a list, which the database reads.
        people = {place: Sort(sort) for step, place, sort, _ in told if not step}
        begun = {(step, place): at for step, place, _, at in told if step not in ("", "this")}
        about = next((place for step, place, _, _ in told if step == "this"), None)
        wanted = next_tasks(
            task.procedure,
            step=task.step.name,
            person=about,
            outcome=outcome,
            people=people,
            begun=begun,
            at=now(),
            area=area(agency=task.agency),
        )
    return wanted


def pass_asked(*, by: Scope, task: AskedTask, to_team: int, because: str) -> None:
    """To another team of one's own agency, from whose lists it goes. ChangedMeanwhile where it was answered."""
    value("SELECT pathways.pass_asked(%s, %s, %s)", task.task, to_team, because)


def teams_for_asked(task: AskedTask) -> list[TeamFor]:
    """Of the viewer's agency; `works_on_it` is the one that has it."""
    return [TeamFor(*row) for row in rows("SELECT * FROM pathways.teams_for_asked(%s)", task.task)]


def _asked(
    task: int, case: int, agency: str, purpose: str, power: str, pathway: str, edition: str, step: str, does: str,
    source: str, because: str, persons: list[int], sorts: list[str], *rest,
) -> AskedTask:  # fmt: skip
    procedure = edition_named(pathway, edition) if pathway else None
    declared = procedure[step] if step else None
    if declared:
        does, source = declared.does, str(declared.clock)
    people = {person: Sort(sort) for person, sort in zip(persons, sorts, strict=True)}
    return AskedTask(
        task, case, agency, purpose, power, procedure, declared, does, source, because, people, *rest
    )
