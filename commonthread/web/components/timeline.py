"""Where everything stands in a drawn timeline. Across, all is in percent, so that text never shrinks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from commonthread.chronology.gaps import Gap, gaps, silences
from commonthread.chronology.lanes import Lane
from commonthread.chronology.scale import Scale
from commonthread.chronology.story import Entry, Story, in_words
from commonthread.records.record import Seen
from commonthread.web.words import count

TOP = 34
LANE_HEIGHT = 44
SHORTEST = timedelta(days=90)
TOUCHING = 1.1
ROOM_PER_LETTER = 1.3


@dataclass(frozen=True)
class Placed:
    """One mark: an entry, or several of one lane that would lie on each other."""

    x: float
    entries: tuple[Entry, ...]
    shape: str

    @property
    def says(self) -> str:
        return "; ".join(f"{in_words(e.day)}: {e.label}, {e.agency.name}" for e in self.entries)


@dataclass(frozen=True)
class Stretch:
    """Something that lasts, or a gap; `words` only where there is room for them."""

    x: float
    width: float
    says: str
    words: str = ""
    middle: float = 0


@dataclass(frozen=True)
class Row:
    name: str
    colour: str
    y: int
    marks: tuple[Placed, ...]
    stretches: tuple[Stretch, ...]
    gaps: tuple[Stretch, ...]


@dataclass(frozen=True)
class Ruling:
    x: float
    label: str
    begins_year: bool


@dataclass(frozen=True)
class Timeline:
    rows: tuple[Row, ...]
    rulings: tuple[Ruling, ...]
    unseen: tuple[Stretch, ...]
    height: int
    first: date
    last: date
    summary: str


def timeline(story: Story, today: date, *, of_a_child: bool = True) -> Timeline:
    """The drawing of a story up to today. Only of a child is it asked who has seen them."""
    shown = story.current.until(today)
    start = min((entry.day for entry in shown), default=today)
    scale = Scale(min(start, today - SHORTEST), today)
    unseen = gaps(shown, today) if of_a_child else ()
    silent = {gap.lane: gap for gap in silences(shown, today)}
    rows = [_seen_row(shown, unseen, scale)] if of_a_child else []
    for lane in shown.lanes:
        rows.append(_lane_row(lane, shown, silent.get(lane), scale, TOP + LANE_HEIGHT * len(rows)))
    return Timeline(
        rows=tuple(rows),
        rulings=tuple(Ruling(_percent(scale, t.day), t.label, t.begins_year) for t in scale.ticks),
        unseen=tuple(_stretch(gap, scale) for gap in unseen),
        height=TOP + LANE_HEIGHT * len(rows) + 8,
        first=scale.first,
        last=scale.last,
        summary=_summary(shown, unseen),
    )


def _seen_row(story: Story, unseen: Iterable[Gap], scale: Scale) -> Row:
    contacts = [entry for entry in story if entry.seen is not Seen.NOT_RECORDED]
    marks = tuple(_marks(contacts, scale, _seen_shape))
    return Row("Seen?", "#0b0c0c", TOP, marks, (), tuple(_stretch(gap, scale, marks) for gap in unseen))


def _lane_row(lane: Lane, story: Story, silence: Gap | None, scale: Scale, y: int) -> Row:
    entries = [entry for entry in story if entry.lane == lane]
    marks = tuple(_marks(entries, scale, lambda entry: _lane_shape(entry, lane)))
    lasting = tuple(_lasting(entry, scale) for entry in entries if entry.last_day > entry.day)
    return Row(lane.name, lane.colour, y, marks, lasting, (_stretch(silence, scale),) if silence else ())


def _seen_shape(entry: Entry) -> str:
    if entry.seen is Seen.NOT_SEEN:
        return "cross"
    return "seen-alone" if entry.seen_alone else "seen"


def _lane_shape(entry: Entry, lane: Lane) -> str:
    if entry.held_elsewhere:
        return "held"
    return "cross" if entry.seen is Seen.NOT_SEEN else lane.mark.value


def _marks(entries: Iterable[Entry], scale: Scale, shape: Callable[[Entry], str]) -> Iterator[Placed]:
    """Neighbours of the same shape that would lie on each other become one mark with a number."""
    for drawn_as, run in groupby(entries, key=shape):
        together: list[Entry] = []
        for entry in run:
            if together and _percent(scale, entry.day) - _percent(scale, together[0].day) > TOUCHING:
                yield Placed(_percent(scale, together[0].day), tuple(together), drawn_as)
                together = []
            together.append(entry)
        yield Placed(_percent(scale, together[0].day), tuple(together), drawn_as)


def _lasting(entry: Entry, scale: Scale) -> Stretch:
    x = _percent(scale, entry.day)
    says = f"{entry.label}, {in_words(entry.day)} to {in_words(entry.last_day)}"
    return Stretch(x, _percent(scale, entry.last_day) - x, says)


def _stretch(gap: Gap, scale: Scale, marks: Iterable[Placed] = ()) -> Stretch:
    """A gap, with its words where there is most room between the marks that stand in it."""
    x, end = _percent(scale, gap.since), _percent(scale, gap.until)
    stops = [x, *(mark.x for mark in marks if x < mark.x < end), end]
    room, middle = max((right - left, (left + right) / 2) for left, right in pairwise(stops))
    fitting = (words for words in gap.in_short if len(words) * ROOM_PER_LETTER < room)
    says = f"{gap.words}, {in_words(gap.since)} to {'today' if gap.is_open else in_words(gap.until)}"
    return Stretch(x, end - x, says, next(fitting, ""), middle)


def _percent(scale: Scale, day: date) -> float:
    return round(1 + 98 * scale.position(day), 2)


def _summary(story: Story, unseen: Iterable[Gap]) -> str:
    if not story:
        return "No records."
    lanes = ", ".join(f"{lane.name} {sum(e.lane == lane for e in story)}" for lane in story.lanes)
    stated = "".join(f" {gap.words[0].upper()}{gap.words[1:]} from {in_words(gap.since)}." for gap in unseen)
    return f"{count(len(story), 'record')} from {in_words(story.entries[0].day)}: {lanes}.{stated}"
