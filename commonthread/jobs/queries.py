"""Jobs as an administrator sees them: numbers, tasks and times, and never what they are about."""

from dataclasses import dataclass
from datetime import datetime

from commonthread.access.statements import rows
from commonthread.jobs.terms import LIVES, WORDS


@dataclass(frozen=True)
class Life:
    """When a worker last lived; None: never. What `waits` could have been begun."""

    at: datetime | None
    waits: int
    failed: int

    def has_stopped(self, now: datetime) -> bool:
        return self.at is None or now - self.at > LIVES


@dataclass(frozen=True)
class Waiting:
    """Jobs of one task. Of those that are to be tried again later `next_at` is the first."""

    task: str
    count: int
    oldest: datetime | None
    running: int
    later: int
    next_at: datetime | None

    @property
    def words(self) -> str:
        return WORDS.get(self.task, self.task)


@dataclass(frozen=True)
class FailedJob:
    """One that is not tried again by itself. A periodic task comes round of itself, so that nobody need do anything."""

    number: int
    task: str
    asked_at: datetime | None
    failed_at: datetime | None
    attempts: int
    why: str
    is_periodic: bool
    given_up_at: datetime | None
    given_up_by: str
    given_up_because: str

    @property
    def words(self) -> str:
        return WORDS.get(self.task, self.task)


def life() -> Life:
    ((at, waits, failed),) = rows("SELECT at, waits, failed FROM jobs.life()")
    return Life(at, waits, failed)


def waiting() -> list[Waiting]:
    found = rows('SELECT task, "count", oldest, running, later, next_at FROM jobs.waiting()')
    return [Waiting(*row) for row in found]


def failed_jobs(*, limit: int, offset: int = 0) -> list[FailedJob]:
    """Those that nobody has given up first, the latest on top."""
    found = rows(
        "SELECT number, task, asked_at, failed_at, attempts, why, is_periodic, given_up_at, given_up_by, given_up_because "
        "FROM jobs.failed(%s, %s)",
        limit, offset,
    )  # fmt: skip
    return [FailedJob(*row) for row in found]
