"""Where everything stands in a drawn procedure: one box beneath another, and at the right what leads where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import wrap

from commonthread.pathways.procedure import Each, Procedure, Step

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
    Each.AT_RISK: "for each adult at risk: ",
    Each.AGENCY: "each agency: ",
}


@dataclass(frozen=True)
class Words:
    """One line of text; `style` is what it is: does, who, time or outcome."""

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


def picture(procedure: Procedure) -> Picture:
    """The steps in the order of their declaration."""
    boxes, y = [], 2
    for step in procedure.steps:
        box = _box(step, y, step.name in procedure.starts)
        boxes.append(box)
        y += box.height + BETWEEN
    tracks = _side_by_side(list(_tracks(boxes)))
    width = max([WIDTH, *(track.x for track in tracks)]) + GUTTER
    return Picture(tuple(boxes), tuple(tracks), width, y - BETWEEN + 2)


def _box(step: Step, y: int, is_start: bool) -> Box:
    at, words, exits = y + PADDING, [], {}
    for style, text in (
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
    return Box(step, y, at + PADDING - y, tuple(words), exits, is_start)


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
