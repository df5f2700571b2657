"""A story as a page shows it: filtered, drawn or not, and as rows that are folded by year, or by month, where they are many."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from commonthread.chronology.gaps import Gap, gaps
from commonthread.chronology.story import Story
from commonthread.web.components.chronology import Row, rows
from commonthread.web.components.filters import EMPTY, NAMES, Choices, choices, chosen
from commonthread.web.components.timeline import Timeline, timeline
from commonthread.web.words import count

OPEN_AT_MOST = 60


@dataclass(frozen=True)
class Fold:
    """The rows of one year, or of a month of one in which they are many; `records` leaves out the gaps among them."""

    when: str
    rows: tuple[Row, ...]
    is_open: bool

    @property
    def records(self) -> int:
        return sum(row.entry is not None for row in self.rows)


@dataclass(frozen=True)
class Unseen:
    """A child whom no record of the last weeks says that anybody saw."""

    person: int
    gap: Gap


@dataclass(frozen=True)
class Showing:
    heading: str
    choices: Choices
    drawing: Timeline | None
    other_view: str
    folds: tuple[Fold, ...]
    unseen: tuple[Unseen, ...]


def showing(
    story: Story, asked: Mapping[str, str], today: date, *, children: Collection[int], about: int | None = None,
    people: Iterable[int] = (), names: Mapping[int, str | None] = EMPTY,
) -> Showing:  # fmt: skip
    """Of children it is said how long nobody has seen them, of the whole story: what a filter hides is no gap."""
    shown = chosen(story, asked, today)
    drawn = asked.get("view") != "list" and len(shown) > 0
    kept = {name: asked[name] for name in NAMES if asked.get(name)}
    stated = gaps(story, today) if children and len(shown) == len(story) else ()
    return Showing(
        heading=_heading(shown, story),
        choices=choices(story, asked, people, names),
        drawing=timeline(shown, today, of_a_child=bool(children)) if drawn else None,
        other_view="?" + urlencode(kept | ({"view": "list"} if drawn else {})),
        folds=_folds(rows(shown, stated, about)),
        unseen=tuple(_unseen(story, children, today)),
    )


def _unseen(story: Story, children: Collection[int], today: date) -> Iterator[Unseen]:
    for child in sorted(children):
        for gap in gaps(story.about(child), today):
            if gap.is_open:
                yield Unseen(child, gap)


def _heading(shown: Story, story: Story) -> str:
    of_all = f" of {len(story):,}" if len(shown) < len(story) else ""
    from_agencies = f" from {count(len(shown.agencies), 'agency', 'agencies')}" if shown else ""
    return f"{len(shown):,}{of_all} {'record' if len(story) == 1 else 'records'}{from_agencies}"


def _folds(found: tuple[Row, ...]) -> tuple[Fold, ...]:
    """Newest first. All are open while they are few; then as many as keep within the bound, at least one."""
    folds: list[Fold] = []
    above = 0
    for when, these in _by_time(found):
        above += len(these)
        folds.append(Fold(when, these, is_open=not folds or above <= OPEN_AT_MOST))
    return tuple(folds)


def _by_time(found: tuple[Row, ...]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for year, of_year in groupby(found, key=lambda row: _day(row).year):
        these = tuple(of_year)
        if len(these) <= OPEN_AT_MOST:
            yield str(year), these
            continue
        for _, of_month in groupby(these, key=lambda row: _day(row).month):
            month = tuple(of_month)
            yield f"{_day(month[0]):%B %Y}", month


def _day(row: Row) -> date:
    return row.entry.day if row.entry else row.gap.until
