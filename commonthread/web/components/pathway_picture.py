"""Where everything stands in a drawn procedure: one box beneath another, and at the right what leads where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from textwrap import wrap

from commonthread.pathways.procedure import Each, Procedure, Step
from commonthread.pathways.tasks import Task
from commonthread.web.words import deadline

WIDTH = 352
LETTERS = 42
BOLD_LETTERS = 36
LINE = 18
PADDING = 12
BETWEEN = 16
GUTTER = 14
EACH = {
    Each.CASE: "",
    Each.CHILD: "for each child: ",
    Each.THIS_CHILD: "for this child: ",
    Each.THIS_PERSON: "for each of them: ",
    Each.AT_RISK: "for each adult at risk: ",
    Each.AGENCY: "each agency: ",
}


@dataclass(frozen=True)
class Stand:
    """How far a case is with one step: `sort` is done, waits or overdue."""

    sort: str
    words: str


@dataclass(frozen=True)
class Words:
    """One line of text; `style` is what it is: does, who, time, outcome, or how it stands."""

    text: str
    style: str
    y: int


@dataclass(frozen=True)
class Box:
    step: Step
    y: int
    height: int
    words: tuple[Words, ...]
    exits: dict[str, int]
    is_start: bool
    stands: str

    @property
    def entry(self) -> int:
        return self.y + PADDING + LINE // 2

    @property
    def endings(self) -> tuple[int, ...]:
        """Where outcomes stand after which nothing more is to be done."""
        return tuple(self.exits[said] for said, begun in self.step.outcomes.items() if not begun)


@dataclass
class Track:
    """The line that leads to one step, at the right of all boxes."""

    step: str
    entry: int
    joins: list[int] = field(default_factory=list)
    x: int = 0

    @property
    def top(self) -> int:
        return min(self.entry, *self.joins)

    @property
    def bottom(self) -> int:
        return max(self.entry, *self.joins)


@dataclass(frozen=True)
class Picture:
    boxes: tuple[Box, ...]
    tracks: tuple[Track, ...]
    width: int
    height: int


def stands(tasks: Iterable[Task], at: datetime) -> dict[str, Stand]:
    """How far a case is with each step that has begun in it, by the step's name."""
    begun: dict[str, list[Task]] = {}
    for task in tasks:
        if task.step:
            begun.setdefault(task.step.name, []).append(task)
    return {name: _stand(found, at) for name, found in begun.items()}


def _stand(tasks: list[Task], at: datetime) -> Stand:
    waiting = [task for task in tasks if task.done_at is None]
    done = len(tasks) - len(waiting)
    if not waiting:
        return Stand("done", "Done" if done == 1 else f"Done, {done} times")
    overdue = any(task.is_overdue(at) for task in waiting)
    running = [task.due_at for task in waiting if task.stopped_at is None]
    when = f"due {deadline(min(running))}" if running else "its clock is stopped"
    return Stand(
        "overdue" if overdue else "waits",
        f"{'Overdue' if overdue else 'Waits'}"
        f"{f' ({len(waiting)} of it)' if len(waiting) > 1 else ''}: {when}{f'; {done} done' if done else ''}",
    )


def picture(procedure: Procedure, standing: Mapping[str, Stand] | None = None) -> Picture:
    """The steps in the order of their declaration; of a case with how far it is with each that has begun."""
    boxes, y = [], 2
    for step in procedure.steps:
        box = _box(step, y, step.name in procedure.starts, (standing or {}).get(step.name))
        boxes.append(box)
        y += box.height + BETWEEN
    tracks = _side_by_side(list(_tracks(boxes)))
    width = max([WIDTH, *(track.x for track in tracks)]) + GUTTER
    return Picture(tuple(boxes), tuple(tracks), width, y - BETWEEN + 2)


def _box(step: Step, y: int, is_start: bool, stand: Stand | None) -> Box:
    at, words, exits = y + PADDING, [], {}
    for style, text in (
        *(((stand.sort, stand.words),) if stand else ()),
        ("does", step.does),
        ("who", f"{EACH[step.each]}{step.who}"),
        ("time", f"{step.clock.within}"),
    ):
        for line in wrap(text, LETTERS if style == "who" else BOLD_LETTERS):
            words.append(Words(line, style, at + 13))
            at += LINE
    at += 4
    for outcome in step.outcomes:
        exits[outcome] = at + LINE // 2
        for line in wrap(outcome, LETTERS - 3):
            words.append(Words(line, "outcome", at + 13))
            at += LINE
    return Box(step, y, at + PADDING - y, tuple(words), exits, is_start, stand.sort if stand else "")


def _tracks(boxes: list[Box]) -> Iterator[Track]:
    for target in boxes:
        joins = [
            box.exits[said]
            for box in boxes
            for said, begun in box.step.outcomes.items()
            if target.step.name in begun
        ]
        if joins:
            yield Track(target.step.name, target.entry, joins)


def _side_by_side(tracks: list[Track]) -> list[Track]:
    """The shortest nearest to the boxes; two that pass each other never on one line."""
    placed: list[Track] = []
    for track in sorted(tracks, key=lambda track: track.bottom - track.top):
        track.x = WIDTH + GUTTER
        while any(_meet(track, other) for other in placed):
            track.x += GUTTER
        placed.append(track)
    return placed


def _meet(one: Track, other: Track) -> bool:
    return one.x == other.x and one.top <= other.bottom and other.top <= one.bottom
