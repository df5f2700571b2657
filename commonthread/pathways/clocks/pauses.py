"""Time during which a clock stands still, because somebody decided so under a power to do it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from commonthread.kernel.citations import Source
from commonthread.kernel.dates import in_england, start_of_next_day


class StopsFor(StrEnum):
    """Which days a pause takes out of a count of days."""

    NIGHTS = "the days at whose end the clock stood still"
    BOTH_DAYS = "every day from that on which it stopped to that on which it went on, both included"


@dataclass(frozen=True)
class PausePower:
    """The law or practice that lets this clock be stopped, on which ground, and what a pause takes out."""

    ground: str
    source: Source
    provision: str
    stops_for: StopsFor = StopsFor.NIGHTS


@dataclass(frozen=True)
class Pause:
    """From a moment to a moment; without an end the clock stands still."""

    since: datetime
    until: datetime | None
    reason: str
    authorised_by: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a pause needs a reason: say why the clock may stand still")
        if not self.authorised_by.strip():
            raise ValueError("a pause needs the authority that decided it: give a post, not a name")
        for moment in (self.since, self.until):
            if moment is not None and moment.tzinfo is None:
                raise ValueError("a pause needs moments with a time zone")
        if self.until is not None and self.until < self.since:
            raise ValueError("a pause ends before it begins: check which of the two times is wrong")

    @property
    def words(self) -> str:
        return f"the clock stood still: {self.reason}"


@dataclass(frozen=True)
class Pauses:
    """The pauses of one clock, in order, as a count sees them."""

    pauses: tuple[Pause, ...] = ()
    stops_for: StopsFor = StopsFor.NIGHTS

    def __post_init__(self) -> None:
        for earlier, later in zip(self.pauses, self.pauses[1:], strict=False):
            if earlier.until is None or later.since < earlier.until:
                raise ValueError(f"the clock stood still already when it was to be paused at {later.since}")

    def __bool__(self) -> bool:
        return bool(self.pauses)

    def over(self, day: date) -> Pause | None:
        """The pause that takes this day out of a count of days."""
        if not self.pauses:
            return None
        midnight = start_of_next_day(day)
        for pause in self.pauses:
            if pause.since < midnight and (pause.until is None or pause.until >= midnight):
                return pause
            if self.stops_for is StopsFor.BOTH_DAYS and in_england(pause.since).date() <= day <= _last(pause):
                return pause
        return None

    def open_at(self, moment: datetime) -> Pause | None:
        """The pause without an end that has begun by then: nothing is counted after it."""
        last = self.pauses[-1] if self.pauses else None
        return last if last and last.until is None and last.since <= moment else None

    def running(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The parts of a span of time during which the clock ran."""
        parts = []
        for pause in self.pauses:
            if pause.since >= end:
                break
            if pause.since > start:
                parts.append((start, pause.since))
            if pause.until is None:
                return parts
            start = max(start, pause.until)
        return [*parts, (start, end)] if start < end else parts

    def after(self, moment: datetime) -> datetime:
        """The moment, or, where the clock stood still then, that at which it went on."""
        pause = self.at(moment)
        return pause.until if pause and pause.until else moment

    def at(self, moment: datetime) -> Pause | None:
        return next(
            (p for p in self.pauses if p.since <= moment and (p.until is None or p.until > moment)), None
        )

    def touching(self, start: datetime, end: datetime) -> Pause | None:
        return next((p for p in self.pauses if p.since < end and (p.until is None or p.until > start)), None)


def _last(pause: Pause) -> date:
    return in_england(pause.until).date() if pause.until else date.max


NONE = Pauses()
