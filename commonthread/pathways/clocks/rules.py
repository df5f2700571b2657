"""A rule that sets a time limit: what must happen, within what, of what, and who says so."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from commonthread.kernel.citations import Authority, Confidence, Source
from commonthread.kernel.dates import in_england
from commonthread.pathways.clocks.calendars import IN_ENGLAND, Calendars
from commonthread.pathways.clocks.days import Unit
from commonthread.pathways.clocks.due import Due, Stopped
from commonthread.pathways.clocks.limits import ByGrade, Limit, Promptly
from commonthread.pathways.clocks.pauses import PausePower
from commonthread.pathways.clocks.school_notice import BeforeNextSchoolDay


class NotInForce(ValueError):
    """The rule was not, or is no longer, the law on the day of the trigger."""


@dataclass(frozen=True)
class LocalValue:
    """A limit that an area has set for itself: by whom, on which day, and why. It holds for what begins from then."""

    limit: Limit | ByGrade
    set_by: str
    set_on: date
    why: str

    def __post_init__(self) -> None:
        if not (self.set_by.strip() and self.why.strip()):
            raise ValueError("a local value needs who set it and why")


@dataclass(frozen=True, kw_only=True)
class ClockRule:
    """Reads like the law: `what` happens `within` a time `of` its trigger, since `source` at `provision` says so.

    `in_force` and `until` are the first and the last day on which a trigger starts this clock; without them it is
    in force as far as our calendars reach. A rule without `may_pause` cannot be stopped by anybody.
    """

    name: str
    what: str
    within: Limit | ByGrade
    of: str
    source: Source
    provision: str
    confidence: Confidence
    in_force: date | None = None
    until: date | None = None
    may_pause: PausePower | None = None
    note: str = ""
    local: tuple[LocalValue, ...] = ()

    def __post_init__(self) -> None:
        for field in ("name", "what", "of", "provision"):
            if not getattr(self, field).strip():
                raise ValueError(f"a rule needs its {field!r}")
        if self.in_force and self.until and self.until < self.in_force:
            raise ValueError(f"{self.name} ends before it is in force")

    def __str__(self) -> str:
        limit = self.local[-1].limit if self.local else self.within
        if isinstance(limit, ByGrade):
            return f"{self.what}, counted from {self.of}: {limit}"
        if isinstance(limit, BeforeNextSchoolDay | Promptly):
            return f"{self.what} {limit}; counted from {self.of}"
        return f"{self.what} within {limit}{',' if ',' in str(limit) else ''} of {self.of}"

    def limit_on(self, day: date) -> Limit | ByGrade:
        """The limit for a trigger on this day: the local one that was set last by then, else that of the source."""
        return next((local.limit for local in reversed(self.local) if local.set_on <= day), self.within)

    @property
    def may_be_set_locally(self) -> bool:
        """Local practice, what nobody verified, and the outer limit where the law gives no figure."""
        return (
            self.source.authority is Authority.LOCAL_PRACTICE
            or self.confidence is Confidence.GENERAL
            or isinstance(self.within, Promptly)
        )

    @property
    def counts_by_school(self) -> bool:
        """Whether it is counted, in any of its times, in the days of a school."""
        limits = [self.within, *(value.limit for value in self.local)]
        return any(_by_school(limit) for limit in limits)

    def set_locally(self, value: LocalValue) -> "ClockRule":
        if not self.may_be_set_locally:
            raise ValueError(
                f"{self.name} is set by {self.source.authority} ({self.source.title}, {self.provision}): "
                "no local value may stand in its place"
            )
        if self.local and value.set_on <= self.local[-1].set_on:
            raise ValueError(
                f"{self.name} was set on {self.local[-1].set_on}: give its values in order of time"
            )
        value = replace(value, limit=self._fitting(value.limit))
        return replace(self, local=(*self.local, value))

    def _fitting(self, limit: Limit | ByGrade) -> Limit | ByGrade:
        """A local limit in the shape that this rule has: with the words of the law, with every grade."""
        if isinstance(self.within, Promptly) and not isinstance(limit, Promptly):
            return replace(self.within, no_later_than=limit)
        if not isinstance(self.within, ByGrade):
            return limit
        if not isinstance(limit, ByGrade):
            raise ValueError(f"{self.name} has a time for each grade: set them by grade")
        if left_out := ", ".join(grade for grade in self.within.grades if grade not in limit.grades):
            raise ValueError(f"{self.name} would have no time for {left_out}: set one for every grade")
        return limit

    def due(
        self, started: datetime, calendars: Calendars = IN_ENGLAND, *, grade: str | None = None
    ) -> Due | Stopped:
        """When it falls due if started then and never paused. For more, make a `Clock`."""
        limit = self.limit_on(self.check_in_force(started))
        return (limit.of(grade) if isinstance(limit, ByGrade) else limit).due(started, calendars)

    def check_in_force(self, started: datetime) -> date:
        """The day of the trigger in England, on which the rule must be in force."""
        if started.tzinfo is None:
            raise ValueError(
                "the trigger needs a time zone: read what people write with kernel.dates.moment_of"
            )
        day = in_england(started).date()
        if self.in_force and day < self.in_force:
            raise NotInForce(
                f"{self.name} is in force from {self.in_force}: a trigger on {day} needs the rule of its time"
            )
        if self.until and day > self.until:
            raise NotInForce(
                f"{self.name} ended on {self.until}: a trigger on {day} needs the rule of its time"
            )
        return day


def _by_school(limit: Limit | ByGrade) -> bool:
    if isinstance(limit, ByGrade):
        return any(_by_school(one) for one in limit.grades.values())
    if isinstance(limit, Promptly):
        return _by_school(limit.no_later_than)
    return isinstance(limit, BeforeNextSchoolDay) or getattr(limit, "unit", None) is Unit.SCHOOL_DAY
