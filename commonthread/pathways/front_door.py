"""The work of a hub at its front door: what waits, what was told and by whom, and what is decided of each child or adult."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now

from commonthread.access.law import POWERS
from commonthread.access.scope import ChangedMeanwhile, Scope
from commonthread.access.statements import rows, value
from commonthread.access.terms import Purpose
from commonthread.pathways.actions import Decision, close_case, open_case, record_consent
from commonthread.pathways.front_door_opens import GOES_ON, GoesOn
from commonthread.pathways.investigation import parts
from commonthread.pathways.plan import next_tasks
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.pathways.settings import my_area
from commonthread.pathways.tasks import Task, as_json, finish_task, follow_procedure, procedure_of, tasks
from commonthread.pathways.terms import Sort
from commonthread.pathways.thresholds import CAME_TO_NOTHING, NOT_SAFEGUARDING
from commonthread.pathways.victims import say_part


@dataclass(frozen=True)
class Reached:
    """How one record reached the hub, and whom linking found in it."""

    record: int
    route: str
    reference: str
    about: Sort
    district: str
    is_pressing: bool
    wants_answer: bool
    from_agency: str
    from_name: str
    sent_by: str
    arrived_at: datetime
    answered_at: datetime | None
    answered_by: str
    answer: str
    persons: tuple[int, ...]


@dataclass(frozen=True)
class Earlier:
    """`outcome` is empty while nobody has decided."""

    case: int
    person: int
    outcome: str
    threshold: str
    reasons: str
    decided_at: datetime
    is_open: bool

    @property
    def came_to_nothing(self) -> bool:
        return self.outcome in CAME_TO_NOTHING


@dataclass(frozen=True)
class Decided:
    decision: int
    person: int | None
    outcome: str
    threshold: str
    reasons: str
    note: str
    dissent: str
    opened: int | None
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True)
class Deciding:
    """`people` are those of whom it was decided, and `notes` has a word for each; `seen` is the newest decision that was read."""

    outcome: str
    threshold: str
    reasons: str
    dissent: str
    people: frozenset[int]
    notes: Mapping[int, str]
    seen: int


def reached(case: int) -> list[Reached]:
    """Every record of a contact's case, the newest first; NotAllowed for every case but one's own."""
    return [
        Reached(*row[:3], Sort(row[3]), *row[4:14], tuple(row[14]))
        for row in rows("SELECT * FROM pathways.contacts_of(%s)", case)
    ]


def is_about(found: Iterable[Reached]) -> Sort:
    """Whom it is about, as the newest of them says."""
    return next((one.about for one in found), Sort.CHILD)


def earlier(case: int) -> list[Earlier]:
    return [Earlier(*row) for row in rows("SELECT * FROM pathways.earlier_contacts(%s)", case)]


def decisions(case: int) -> list[Decided]:
    """Every version, the newest first."""
    return [Decided(*row) for row in rows("SELECT * FROM pathways.decisions(%s)", case)]


def who_told(scope: Scope, case: int, *, reason: str) -> dict[int, dict[str, str]]:
    """Through the door: ask, commit, take. By record; empty of those who gave nothing."""
    with scope.transaction():
        ticket: UUID = value("SELECT pathways.ask_referrer(%s, %s)", case, reason)
    with scope.transaction():
        return {
            record: given if isinstance(given, dict) else json.loads(given)
            for record, given in rows("SELECT * FROM records.take_referrer(%s)", ticket)
        }


def send_on(*, by: Scope, case: int, district: str, because: str) -> None:
    """To the hub of the district where the child or adult lives, before anybody was put in."""
    value("SELECT pathways.send_on(%s, %s, %s)", case, district, because)


def rate(*, by: Scope, case: int, rating: str, because: str, seen: int = 0) -> None:
    """`seen` is the rating that was read before. ChangedMeanwhile where another stands, or somebody has decided."""
    shown = find(case)
    task = _open(shown, "rating")
    if task is None:
        _rate_again(shown, rating, because, seen)
        consent_recorded(by=by, case=case)
    elif seen:
        raise ChangedMeanwhile("It is to be rated anew.")
    else:
        finish_task(by=by, case=shown, number=task.number, outcome=rating, words=because)


def rated(begun: Iterable[Task]) -> Task | None:
    """The rating that holds."""
    done = [task for task in begun if task.step and task.step.name == "rating" and task.done_at]
    return max(done, key=lambda task: task.done_at, default=None)


def consent_recorded(*, by: Scope, case: int) -> None:
    """Ends the consent tasks of those of whom it was decided."""
    shown = find(case)
    for task in tasks(shown):
        if task.done_at or task.step is None or task.step.name != "consent":
            continue
        people = [task.person] if task.person else [person.number for person in shown.people]
        decided = [shown.decided(person) for person in people]
        if decided and all(decided):
            asked = any(decision.goes_ahead for decision in decided if decision)
            finish_task(
                by=by, case=shown, number=task.number, words="The consent decision says so.",
                outcome="others are asked" if asked else "others are not asked",
            )  # fmt: skip


def decide(*, by: Scope, case: int, deciding: Deciding) -> int | None:
    """One decision for all of the case's people, with a note for each; opens the case that goes on from here and returns
    its number. ChangedMeanwhile where somebody decided after what was read; ValueError says what must come first."""
    shown = find(case)
    if deciding.seen != max((decision.decision for decision in decisions(case)), default=0):
        raise ChangedMeanwhile("Decided meanwhile.")
    if deciding.people != {person.number for person in shown.people}:
        raise ChangedMeanwhile("It is about others meanwhile.")
    waits = [task for task in tasks(shown) if _is_open(task, "decision")]
    if not waits and not decisions(case):
        raise ValueError("Rate it first, and record the consent decision where it waits for one")
    about = is_about(reached(case))
    goes_on = GOES_ON.get((deciding.outcome, about))
    if goes_on and not shown.people:
        raise ValueError("Say whom it is about first")
    opened = _go_on(by, shown, goes_on, deciding) if goes_on else None
    people = [person.number for person in shown.people]
    value(
        "SELECT pathways.decide_contact(%s, %s::bigint[], %s::text[], %s, %s, %s, %s, %s, %s)",
        case, people, [deciding.notes.get(person, "") for person in people], deciding.outcome, deciding.threshold,
        deciding.reasons, deciding.dissent, opened, deciding.seen,
    )  # fmt: skip
    for task in waits:
        words = deciding.reasons[:2000]
        finish_task(by=by, case=find(case), number=task.number, outcome=deciding.outcome, words=words)
    return opened


def finish(*, by: Scope, case: int, told: bool, words: str) -> None:
    """Whoever told was told, or there is no safe way; then the contact is closed, with what became of each. ValueError where
    it, or somebody of it, was not decided of."""
    shown = find(case)
    for task in tasks(shown):
        if _is_open(task, "feedback"):
            outcome = "told" if told else "there is no safe way to tell them"
            finish_task(by=by, case=shown, number=task.number, outcome=outcome, words=words)
    latest = {decision.person: decision for decision in reversed(decisions(case))}
    rating = rated(tasks(shown))
    if not latest and (rating is None or rating.outcome != NOT_SAFEGUARDING):
        raise ValueError("Decide what happens next first, and for each child")
    if latest and any(person.number not in latest for person in shown.people):
        raise ValueError("Somebody was put in since it was decided: decide of them too")
    outcomes = {
        person.number: latest[person.number].outcome if person.number in latest else NOT_SAFEGUARDING
        for person in shown.people
    }
    close_case(by=by, case=case, because=words, outcomes=outcomes)


def answer(*, by: Scope, case: int, record: int, words: str) -> None:
    """What whoever told is answered, once."""
    value("SELECT pathways.answer_contact(%s, %s, %s)", case, record, words)


def _rate_again(shown: CaseShown, rating: str, because: str, seen: int) -> None:
    every = tasks(shown)
    wanted = next_tasks(
        procedure_of(shown), step="rating", person=None, outcome=rating, at=now(), area=my_area(),
        people={person.number: person.sort for person in shown.people},
        begun={(task.step.name, task.person): task.begun_at for task in every if task.step},
    )  # fmt: skip
    again = "SELECT pathways.rate_again(%s, %s, %s, %s, %s::jsonb)"
    value(again, shown.number, seen, rating, because, as_json(wanted))


def _go_on(by: Scope, shown: CaseShown, goes_on: GoesOn, deciding: Deciding) -> int:
    """The family's word, and what was said of who is who, go with the people; below section 47 their word is still needed."""
    opened = open_case(
        by=by, purpose=goes_on.purpose, power=POWERS[goes_on.power].label, for_team=True,
        because=f"Decided at the front door, case C-{shown.number}: {deciding.outcome}",
        people={person.number: person.sort for person in shown.people},
    )  # fmt: skip
    if goes_on.purpose is not Purpose.SECTION_47:
        for person in shown.people:
            if said := shown.decided(person.number):
                decision = Decision(said.told, said.answer, said.because, said.goes_ahead, said.decided_by)
                record_consent(by=by, case=opened, people=[person.number], decision=decision)
    for person, said in parts(shown.number).items():
        because = f"As {said.by} said at the front door, C-{shown.number}: {said.because}"[:500]
        say_part(
            by=by,
            case=opened,
            person=person,
            part=said.part,
            enhanced=said.enhanced,
            because=because,
            at=now(),
        )
    told = min((told.arrived_at for told in reached(shown.number)), default=None)
    follow_procedure(by=by, case=find(opened), pathway=goes_on.pathway, referred_at=told)
    return opened


def _open(shown: CaseShown, step: str) -> Task | None:
    return next((task for task in tasks(shown) if _is_open(task, step)), None)


def _is_open(task: Task, step: str) -> bool:
    return task.done_at is None and task.step is not None and task.step.name == step
