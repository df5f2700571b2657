"""Dip samples that anybody can draw again: what was found in each case, what follows, and what the team learns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value


class Verdict(StrEnum):
    IN_ORDER = "in order"
    LEARNING = "learning"
    NEEDS_ACTION = "needs action"


@dataclass(frozen=True)
class Sample:
    """`found` are those of the drawn of which somebody said what they found; `learning` is what the team learns, once it ended."""

    number: int
    seed: str
    among: tuple[int, ...]
    drawn: tuple[int, ...]
    drawn_by: str
    drawn_at: datetime
    found: frozenset[int]
    learning: str
    ended_by: str
    ended_at: datetime | None

    @property
    def is_as_drawn(self) -> bool:
        """Drawn again from its seed, it is the same."""
        return draw_again(self.seed, self.among, len(self.drawn)) == self.drawn


@dataclass(frozen=True)
class Found:
    """What was found in a case, with what had been opened of it; `task` is what follows."""

    case: int
    verdict: Verdict
    words: str
    records: int
    openings: int
    task: int | None
    task_done: bool
    by: str
    at: datetime


def draw_again(seed: str, among: Sequence[int], wanted: int) -> tuple[int, ...]:
    """Those whose hash with the seed comes first. The database draws alike."""
    return tuple(sorted(among, key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())[:wanted])


def draw_sample(*, by: Scope, wanted: int) -> int:
    """Of the open cases of one's team that one does not lead; whoever draws works on them from then on."""
    return value("SELECT pathways.draw_sample(%s)", wanted)


def samples() -> list[Sample]:
    """Of the viewer's team, the latest first."""
    return [
        Sample(number, seed, tuple(among), tuple(drawn), by, at, frozenset(found), *rest)
        for number, seed, among, drawn, by, at, found, *rest in rows("SELECT * FROM pathways.samples()")
    ]


def sample(number: int) -> Sample:
    """One of them; NotAllowed for another team's and for none alike."""
    for one in samples():
        if one.number == number:
            return one
    raise NotAllowed("Not found.")


def found_in(sample: int) -> dict[int, Found]:
    """By case, what was found."""
    return {
        row[0]: Found(row[0], Verdict(row[1]), *row[2:])
        for row in rows("SELECT * FROM pathways.sample_found(%s)", sample)
    }


def say_found(
    *,
    by: Scope,
    sample: int,
    case: int,
    verdict: Verdict,
    words: str,
    does: str = "",
    due_at: datetime | None = None,
) -> None:
    """AnotherPerson where whoever says it leads the case, or has opened nothing of it since it was drawn. What needs action is a task of
    whoever leads the case."""
    value(
        "SELECT pathways.say_found(%s, %s, %s, %s, %s, %s)", sample, case, verdict.value, words, does, due_at
    )


def end_sample(*, by: Scope, sample: int, learning: str) -> None:
    """NotAccountedFor while nothing is said of a case that was drawn."""
    value("SELECT pathways.end_sample(%s, %s)", sample, learning)
