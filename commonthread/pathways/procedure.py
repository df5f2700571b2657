"""A procedure as its edition declares it: what is done, by whom, within which time, and what may come of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from commonthread.access.terms import AgencyKind, Discipline, Purpose
from commonthread.kernel.citations import Authority, Confidence, Source
from commonthread.pathways.clocks.limits import ByGrade, Limit
from commonthread.pathways.clocks.rules import ClockRule

LOCAL = Source(
    "Procedures of the area",
    edition="none yet: the partnership sets its own",
    link="https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
    authority=Authority.LOCAL_PRACTICE,
)


# What a clock counts from where a referral led to the case: without one, the step with which it began.
REFERRAL = "the referral"


class WrongProcedure(ValueError):
    """Says which procedure, and what in it cannot be."""


class Each(StrEnum):
    """Of what a step is done once. A step for each child leaves no brother or sister out.

    One for each adult at risk is of those who are said to be whom the case is about, or a victim: until somebody says who, of the
    case, and never of whoever else is in it. One for this child is of those said so; until then of each who is not said to be
    something else; and one for this person likewise, of a child or an adult: until somebody says who, of the children, or of the adults
    where there are none."""

    CASE = "case"
    CHILD = "child"
    THIS_CHILD = "this child"
    THIS_PERSON = "this person"
    AT_RISK = "at risk"
    AGENCY = "agency"


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that somebody must do, by a time, and what may come of it.

    `outcomes` says which steps each outcome begins; one that begins none ends there. The clock counts from when the
    step begins, or from when `counted_from` began: another step, or REFERRAL. `quorum` must be there for it to count, and it ends with that
    meeting alone; but `excused_by` may, for a reason, let it be held without, or let an outcome of `unmet` stand with no
    meeting at all. `meeting` is what it is called where agencies take it together, with a quorum or without; `heard` are those whose own voice a meeting must have.
    `records` are answers that cannot be left out; `sends` is the kind of notice by which it is done.

    A step of another agency than that which begins the procedure goes to its team of that `discipline`. One that `informs`
    another is not waited for: what is unanswered once all of the other is done ends with it. One that is `by_supervisor` is
    of whoever supervises the team of the case, and not of whoever leads it; one that is `signed` ends on the page of supervision
    alone, by somebody who opened the case. One that is `only` of those of whom it is done is not begun where the case has none. `opens` says with which outcome whoever is asked goes on, and under which pathway:
    their own case is opened with the answer.
    """

    name: str
    does: str
    who: str
    agency: AgencyKind
    supervised_by: str
    clock: ClockRule
    outcomes: Mapping[str, tuple[str, ...]]
    opens: Mapping[str, str] = field(default_factory=dict)
    each: Each = Each.CASE
    counted_from: str = ""
    quorum: tuple[AgencyKind, ...] = ()
    records: tuple[str, ...] = ()
    discipline: Discipline = Discipline.HUB
    informs: str = ""
    by_supervisor: bool = False
    signed: bool = False
    only: bool = False
    note: str = ""
    sends: str = ""
    meeting: str = ""
    excused_by: str = ""
    unmet: tuple[str, ...] = ()
    heard: Each = Each.CHILD

    @property
    def is_meeting(self) -> bool:
        """Whether agencies take it together."""
        return bool(self.meeting)

    @property
    def begins(self) -> frozenset[str]:
        """The names of every step that may follow."""
        return frozenset(name for names in self.outcomes.values() for name in names)


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One edition of a pathway, in force from its first to its last day. A case keeps the edition that it began with."""

    pathway: str
    title: str
    edition: str
    in_force: date
    until: date | None = None
    begins: str
    purpose: Purpose
    source: Source
    provision: str
    confidence: Confidence
    starts: tuple[str, ...]
    steps: tuple[Step, ...]
    changed: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for wrong in self._wrong():
            raise WrongProcedure(f"{self.pathway}, {self.edition}: {wrong}")

    def __getitem__(self, name: str) -> Step:
        return self._named[name]

    @property
    def counts_by_school(self) -> bool:
        return any(step.clock.counts_by_school for step in self.steps)

    def covers(self, day: date) -> bool:
        return self.in_force <= day and (self.until is None or day <= self.until)

    def after(self, step: str, outcome: str) -> tuple[Step, ...]:
        """The steps that an outcome begins. Raises ValueError naming the outcomes that there are."""
        outcomes = self[step].outcomes
        if outcome not in outcomes:
            raise ValueError(f"{outcome!r} cannot come of {step}: there are {', '.join(outcomes)}")
        return tuple(self[name] for name in outcomes[outcome])

    @property
    def leads(self) -> AgencyKind:
        """The kind of agency whose work it is: that of the steps with which it begins."""
        return self[self.starts[0]].agency

    @cached_property
    def _named(self) -> dict[str, Step]:
        return {step.name: step for step in self.steps}

    def _wrong(self) -> Iterator[str]:
        for needed in ("pathway", "title", "edition", "begins", "provision"):
            if not getattr(self, needed).strip():
                yield f"it needs its {needed}"
        if self.until and self.until < self.in_force:
            yield "it ends before it is in force"
        if len(self._named) < len(self.steps):
            yield "two steps have one name"
        for step in self.steps:
            yield from self._wrong_in(step)
        unknown = set(self.starts) - set(self._named)
        if unknown or not self.starts:
            yield f"it starts with steps that it does not have: {sorted(unknown)}"
        elif lost := set(self._named) - self._reached():
            yield f"nothing leads to {sorted(lost)}"
        elif not any(not begun for step in self.steps for begun in step.outcomes.values()):
            yield "it never ends"

    def _wrong_in(self, step: Step) -> Iterator[str]:
        if not step.outcomes:
            yield f"nothing can come of {step.name}"
        if unknown := (step.begins | {step.counted_from, step.informs} - {"", REFERRAL}) - set(self._named):
            yield f"{step.name} names steps that there are not: {sorted(unknown)}"
        if set(step.opens) - set(step.outcomes):
            yield f"{step.name} opens a case with an outcome that it does not have"
        if step.quorum and not step.meeting:
            yield f"{step.name} has a quorum, and the meeting no name"
        if set(step.unmet) - set(step.outcomes) or (step.unmet and not (step.quorum and step.excused_by)):
            yield f"{step.name} lets an outcome stand without its meeting that it does not have, or by nobody"
        if step.clock.in_force and step.clock.in_force > self.in_force:
            yield f"{step.name} is timed by a rule that is in force only from {step.clock.in_force}"
        if step.clock.until and (self.until is None or step.clock.until < self.until):
            yield f"{step.name} is timed by a rule that ends on {step.clock.until}"
        if len(step.does) > 60 or step.does.endswith("."):
            yield f"{step.name} says what it does in a few words, without a full stop"

    def _reached(self) -> set[str]:
        reached, ahead = set(), set(self.starts)
        while ahead:
            name = ahead.pop()
            reached.add(name)
            ahead |= self[name].begins - reached
        return reached


def locally(name: str, what: str, within: Limit | ByGrade, of: str, note: str = "") -> ClockRule:
    """A time that no national text sets. The figure stands until the area sets its own."""
    return ClockRule(
        name=name, what=what, within=within, of=of, source=LOCAL, provision="to be set",
        confidence=Confidence.GENERAL, note=note,
    )  # fmt: skip
