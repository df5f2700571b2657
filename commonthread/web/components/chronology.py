"""The chronology as rows of a table: entries, newest first, with the gaps in their places."""

from collections.abc import Iterable
from dataclasses import dataclass

from commonthread.chronology.gaps import Gap
from commonthread.chronology.story import Entry, Story
from commonthread.records.record import Seen


@dataclass(frozen=True)
class Row:
    """Either an entry or a gap. `others` are further people whom the entry is about."""

    entry: Entry | None = None
    gap: Gap | None = None
    others: tuple[int, ...] = ()

    @property
    def seen(self) -> str:
        if self.entry is None or self.entry.seen is Seen.NOT_RECORDED:
            return ""
        if self.entry.seen is Seen.NOT_SEEN:
            return "✕ not seen"
        return "seen alone" if self.entry.seen_alone else "seen"


def rows(story: Story, gaps: Iterable[Gap], about: int | None = None) -> tuple[Row, ...]:
    """Newest first; a gap stands where it ended, and above all where it has not."""
    found = [
        *(
            (entry.day, 0, place, Row(entry=entry, others=tuple(p for p in entry.persons if p != about)))
            for place, entry in enumerate(story)
        ),
        *((gap.until, 1 if gap.is_open else -1, place, Row(gap=gap)) for place, gap in enumerate(gaps)),
    ]
    return tuple(row for *_, row in sorted(found, key=lambda item: item[:3], reverse=True))
