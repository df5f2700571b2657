"""What waits at the front door of the viewer's hub, the worst first, and how it is chosen from."""

from dataclasses import dataclass
from datetime import datetime

from commonthread.access.statements import rows
from commonthread.pathways.terms import Sort


@dataclass(frozen=True)
class Waiting:
    """A contact on the hub's list. `contacts` beyond one are repeats; `others` are about the same people, now or within two
    years: `undecided` of them are open, `earlier` came to nothing. `is_unread` where it was told again since it was rated."""

    case: int
    routes: tuple[str, ...]
    from_agency: str
    about: Sort
    is_pressing: bool
    arrived_at: datetime
    contacts: int
    records: tuple[int, ...]
    rating: str
    step: str | None
    task: int | None
    does: str
    counts_from: datetime | None
    due_at: datetime | None
    others: int
    undecided: tuple[int, ...]
    earlier: int
    is_unread: bool
    open_with: tuple[str, ...]

    def share_used(self, at: datetime) -> float:
        if self.due_at is None or self.counts_from is None or self.due_at == self.counts_from:
            return 0.0
        return (at - self.counts_from) / (self.due_at - self.counts_from)


@dataclass(frozen=True)
class Counts:
    """`found` are those that were asked for; all others are of all that wait. `today`, `week` and `longer` are how long."""

    found: int = 0
    waiting: int = 0
    unrated: int = 0
    red: int = 0
    amber: int = 0
    green: int = 0
    overdue: int = 0
    today: int = 0
    week: int = 0
    longer: int = 0


@dataclass(frozen=True)
class Chosen:
    """Of what waits, each empty for all: how it stands (a rating, unrated, overdue), by which route it came (or again: told
    more than once), whether it is about a child or an adult, and since when it waits (today, week, longer)."""

    which: str = ""
    route: str = ""
    about: str = ""
    age: str = ""


EVERYTHING = Chosen()


def waiting(chosen: Chosen = EVERYTHING, *, limit: int = 25, offset: int = 0) -> tuple[list[Waiting], Counts]:
    """What waits for the viewer's team, the worst first by the rules that the page states."""
    found = rows(
        "SELECT * FROM pathways.front_door(%s, %s, %s, %s, %s, %s)",
        chosen.which, chosen.route, chosen.about, chosen.age, limit, offset,
    )  # fmt: skip
    listed = [
        Waiting(
            row[0],
            tuple(row[1]),
            row[2],
            Sort(row[3]),
            *row[4:7],
            tuple(row[7]),
            *row[8:15],
            tuple(row[15]),
            *row[16:18],
            tuple(row[18]),
        )
        for row in found
    ]
    return listed, Counts(*found[0][19:]) if found else Counts()
