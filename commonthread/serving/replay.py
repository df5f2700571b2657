"""Plays another year of the invented force area through the whole system, faster than it happens."""

import gc
import json
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction
from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Table

from commonthread import flow
from commonthread.feeds.catalogue import calls
from commonthread.feeds.store import DeliveryStore
from commonthread.kernel.dates import LONDON
from commonthread.records.columns import columns_by_name
from commonthread.records.kind import kinds
from commonthread.serving.demo import built_with, is_built
from commonthread.synthetic.agencies import by_code
from commonthread.synthetic.rows import write_csv
from commonthread.synthetic.stream import AREA, Row, Stream

EVERY = 1.0
POLICE = "police"


class NoDemo(Exception):
    """There is no invented force area whose year could be played."""


@dataclass
class Played:
    """What was played so far, `before` by earlier runs. `absorbed` are seconds from a row's turn to its case and tasks, delivery by delivery."""

    taken: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    other_calls: int = 0
    absorbed: list[float] = field(default_factory=list)
    seconds: float = 0.0
    passed: timedelta = timedelta()
    before: timedelta = timedelta()
    people: int = 0

    @property
    def speed(self) -> float:
        """How many times faster than it happens."""
        return self.passed.total_seconds() / self.seconds if self.seconds else 0.0

    @property
    def times_the_force(self) -> float:
        """How many times more than the whole force area has to take in."""
        return self.speed * self.people / AREA

    def as_json(self) -> dict[str, object]:
        slowest = sorted(self.absorbed)
        return {
            "seconds": round(self.seconds, 1),
            "year_played_before_hours": round(self.before / timedelta(hours=1), 1),
            "year_passed_hours": round(self.passed / timedelta(hours=1), 1),
            "times_real_time": round(self.speed, 1),
            "times_the_whole_force": round(self.times_the_force, 1),
            "records": sum(self.taken.values()),
            "rejected": self.rejected,
            "calls_only_counted": self.other_calls,
            "absorbed_p50_ms": round(slowest[len(slowest) // 2] * 1000) if slowest else None,
            "absorbed_p99_ms": round(slowest[int(len(slowest) * 0.99)] * 1000) if slowest else None,
        }


def replay(
    *, people: int | None, speed: float, lasts: timedelta | None, console: Console, shows: bool = True
) -> Played:
    """Play it at so many times real time until it is over, or for so long, from where it was stopped; `people` where not all of the demo's.

    Raises NoDemo. To be called with the database ready; other processes may work on it meanwhile. What it `shows` of the
    hubs is counted as `owner`.
    """
    if not is_built():
        raise NoDemo
    built = built_with()
    stream = prepared(min(people or built["people"], built["people"]), built, console)
    played = Played(people=stream.people, before=go_on(stream))
    if stream.is_over:
        console.print("The year was played to its end. Build the demo anew to play another.")
    began = time.monotonic()
    # What was taken when somebody stops it is kept, and the rest of a delivery is loaded when it is sent again.
    with Live(console=console, refresh_per_second=2) as live, suppress(KeyboardInterrupt):
        while not stream.is_over and not (lasts and played.seconds >= lasts.total_seconds()):
            _sleep_until(began + played.seconds + EVERY)
            span = time.monotonic() - began - played.seconds
            play(stream, timedelta(seconds=span * speed), played)
            keep_place(stream)
            played.seconds += span
            if shows:
                live.update(_shown(played, speed))
    return played


def go_on(stream: Stream) -> timedelta:
    """Pass over what an earlier run has played of as many people; returns how much of the year that was."""
    if not _place().exists():
        return timedelta()
    kept = json.loads(_place().read_text())
    before = timedelta(seconds=kept["seconds"]) if kept["people"] == stream.people else timedelta()
    deque(stream.take(before, datetime.now(LONDON)), maxlen=0)
    return before


def keep_place(stream: Stream) -> None:
    """Whoever is killed before plays that second again: what was taken of it is recognised."""
    unfinished = _place().with_suffix(".unfinished")
    unfinished.write_text(json.dumps({"people": stream.people, "seconds": stream.passed.total_seconds()}))
    unfinished.rename(_place())


def _place() -> Path:
    return settings.VAR / "demo-played.json"


def play(stream: Stream, span: timedelta, played: Played) -> None:
    """What happens in such a span of the year."""
    absorb(list(stream.take(span, datetime.now(LONDON))), stream.other_calls(span), played)
    played.passed += span


def absorb(rows: Sequence[Row], others: int, played: Played) -> None:
    """Through the same door as any delivery, and whom they are about found."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for agency, kind, format, path in _files(Path(folder), rows, others):
            receipt = flow.receive(
                store=DeliveryStore(settings.DELIVERIES), paths=[path], format=format, agency=agency,
                kind=kind, link=False,
            )  # fmt: skip
            played.taken[by_code()[agency].kind] += receipt.accepted
            played.rejected += receipt.rejected
            played.other_calls += receipt.not_taken
    flow.link_new([])
    played.absorbed.append(time.monotonic() - began)


def prepared(people: int, built: dict, console: Console) -> Stream:
    """Another year of so many of the demo's people, who are not looked through at each collection of garbage: in a real
    force area they would not stand in the memory of what receives their records."""
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    with Progress(*columns, console=console) as bar:
        learning = bar.add_task(
            f"Recalling {people:,} people, and what happens to them in another year", total=people
        )
        stream = Stream(
            people,
            built["seed"],
            date.fromisoformat(built["until"]),
            lambda done: bar.update(learning, completed=done),
        )
    gc.collect()
    gc.freeze()
    return stream


def _files(folder: Path, rows: Iterable[Row], others: int) -> Iterator[tuple[str, str | None, str, Path]]:
    """One file for each agency and kind; marked calls with the number of the others."""
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        found[row.agency, row.kind].append(dict(row.cells))
    for (agency, kind), cells in found.items():
        if (agency, kind) == (POLICE, calls.MARKED):
            continue
        yield agency, kind, "extract", _csv(folder / f"{agency}-{kind}.csv", cells)
    marked = found.get((POLICE, calls.MARKED), [])
    if marked or others:
        rows_and_others = [*marked, {calls.OTHERS: str(others)}]
        path = _csv(folder / "calls.csv", rows_and_others, *columns_by_name(kinds()[calls.MARKED]))
        yield POLICE, None, "calls", path


def _csv(path: Path, rows: list[dict[str, str]], *columns: str) -> Path:
    write_csv(path, dict.fromkeys((*columns, *(name for row in rows for name in row))), rows)
    return path


def _shown(played: Played, speed: float) -> Table:
    table, year = Table(show_header=False, box=None), played.before + played.passed
    for said, value in (
        ("of the year", f"{year.days} of 365 days, {year.seconds // 3600} hours"),
        ("times real time", f"{played.speed:,.0f} (asked {speed:,.0f})"),
        ("times the whole force area", f"{played.times_the_force:,.1f}"),
        ("calls that were only counted", f"{played.other_calls:,}"),
        *((f"records of {kind}", f"{count:,}") for kind, count in played.taken.most_common()),
        ("rejected, kept for their owners", f"{played.rejected:,}"),
        *_waiting(),
    ):
        table.add_row(said, value)
    return table


def _waiting() -> Iterator[tuple[str, str]]:
    """What the hubs have before them, as numbers alone."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE t.due_at < now()), count(DISTINCT t.case_id) FROM pathways_task t "
            "JOIN pathways_case c ON c.number = t.case_id AND c.closed_at IS NULL WHERE t.done_at IS NULL"
        )
        tasks, overdue, cases = cursor.fetchone()
    yield "open cases with tasks", f"{cases:,}"
    yield "tasks that wait", f"{tasks:,}"
    yield "of them overdue", f"{overdue:,}"


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))
