"""Supervising a case, with what was opened of it before; and dip samples that anybody can draw again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.procedure import Step
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.tasks import Task, as_json, follows, procedure_of


@dataclass(frozen=True)
class Opened:
    """What the ledger says: how many records were read under the case since then, and how often it was opened."""

    since: datetime
    records: int
    openings: int


@dataclass(frozen=True)
class Supervision:
    by: str
    at: datetime
    direction: str
    next_at: datetime
    opened: Opened


@dataclass(frozen=True)
class Sample:
    """`supervised` are those of the drawn that somebody has supervised since."""

    number: int
    seed: str
    among: tuple[int, ...]
    drawn: tuple[int, ...]
    drawn_by: str
    drawn_at: datetime
    supervised: frozenset[int]

    @property
    def is_as_drawn(self) -> bool:
        """Drawn again from its seed, it is the same."""
        return draw_again(self.seed, self.among, len(self.drawn)) == self.drawn


def draw_again(seed: str, among: Sequence[int], wanted: int) -> tuple[int, ...]:
    """Those whose hash with the seed comes first. The database draws alike."""
    return tuple(sorted(among, key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())[:wanted])


def supervise(*, by: Scope, case: int, direction: str, next_at: datetime) -> None:
    """AnotherPerson where whoever gives the direction has opened nothing of the case since the last."""
    value("SELECT pathways.supervise(%s, %s, %s)", case, direction, next_at)


def review(*, by: Scope, case: CaseShown, task: Task, outcome: str, direction: str) -> list[Step]:
    """Sign the review that a procedure asks for; returns what begins with it. AnotherPerson as for any direction,
    ChangedMeanwhile where somebody was quicker, and ValueError for an outcome that the step does not have."""
    wanted = follows(case, task, outcome)
    value(
        "SELECT pathways.review(%s, %s, %s, %s, %s::jsonb)",
        case.number, task.number, outcome, direction, as_json(wanted),
    )  # fmt: skip
    procedure = procedure_of(case)
    return [procedure[name] for name in dict.fromkeys(found.step for found in wanted)]


def draw_sample(*, by: Scope, wanted: int) -> int:
    """Of the open cases of one's team; whoever draws works on them from then on."""
    return value("SELECT pathways.draw_sample(%s)", wanted)


def opened_by_me(case: int) -> Opened:
    ((since, records, openings),) = rows("SELECT * FROM pathways.opened_by_me(%s)", case)
    return Opened(since, records, openings)


def supervisions(case: int) -> list[Supervision]:
    """The latest first."""
    return [
        Supervision(*row[:4], Opened(*row[4:]))
        for row in rows("SELECT * FROM pathways.supervisions(%s)", case)
    ]


def samples() -> list[Sample]:
    """Of the viewer's team, the latest first."""
    return [
        Sample(number, seed, tuple(among), tuple(drawn), by, at, frozenset(supervised))
        for number, seed, among, drawn, by, at, supervised in rows("SELECT * FROM pathways.samples()")
    ]
