"""What the story does not say: how long nobody saw them, and which agency has gone silent.

A gap is a statement about records that the viewer may see, never about what happened.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from commonthread.chronology.lanes import Lane
from commonthread.chronology.story import Entry, Story, in_words
from commonthread.records.record import Seen

NOTEWORTHY = 28


@dataclass(frozen=True, kw_only=True)
class Gap:
    """From the day after which nothing is known to the day on which something is, or today."""

    since: date
    until: date
    words: str
    lane: Lane | None = None
    is_open: bool = False

    @property
    def days(self) -> int:
        return (self.until - self.since).days

    @property
    def in_short(self) -> tuple[str, ...]:
        """The words, from the fullest to the shortest."""
        return self.words, *(() if self.lane else (f"not seen {self.days} days",)), f"{self.days} days"


def gaps(story: Story, today: date, at_least: int = NOTEWORTHY) -> tuple[Gap, ...]:
    """Times in which nobody is recorded as having seen them, oldest first."""
    known = story.current.until(today)
    seen = [entry for entry in known if entry.seen is Seen.SEEN]
    if not seen:
        return _never_seen(known, today, at_least)
    found = [
        Gap(since=since, until=until, words=f"not seen by anyone for {(until - since).days} days")
        for since, until in _between(seen)
        if (until - since).days >= at_least
    ]
    last = min(max(entry.last_day for entry in seen), today)
    if (today - last).days >= at_least:
        words = f"not seen by anyone for {(today - last).days} days"
        found.append(Gap(since=last, until=today, words=words, is_open=True))
    return tuple(found)


def silences(story: Story, today: date, at_least: int = NOTEWORTHY) -> tuple[Gap, ...]:
    """Lanes from which nothing has come since a day, in the lanes' order."""
    known = story.current.until(today)
    last = {lane: max(min(e.last_day, today) for e in known if e.lane == lane) for lane in known.lanes}
    return tuple(
        Gap(since=day, until=today, words=f"nothing since {in_words(day)}", lane=lane, is_open=True)
        for lane, day in last.items()
        if (today - day).days >= at_least
    )


def _between(seen: Iterable[Entry]) -> Iterator[tuple[date, date]]:
    """Days between two times of being seen; a long contact covers all of its days."""
    covered: date | None = None
    for entry in seen:
        if covered is not None and entry.day > covered:
            yield covered, entry.day
        covered = max(covered or entry.last_day, entry.last_day)


def _never_seen(known: Story, today: date, at_least: int) -> tuple[Gap, ...]:
    if not known or (today - known.entries[0].day).days < at_least:
        return ()
    first = known.entries[0].day
    return (Gap(since=first, until=today, words="no record of being seen by anyone", is_open=True),)
