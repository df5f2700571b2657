"""A sharing agreement as a value: its editions, their clauses, who signed, and how each stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.kernel.dates import in_england


class State(StrEnum):
    DRAFTED = "drafted"
    PART_SIGNED = "waiting for signatures"
    SIGNED = "signed, not begun"
    IN_FORCE = "in force"
    DUE = "due for review"
    REPLACED = "replaced by a newer edition"
    ENDED = "ended"
    NEVER = "never came into force"


LIVE = frozenset({State.IN_FORCE, State.DUE})
OPEN = frozenset({State.DRAFTED, State.PART_SIGNED})


@dataclass(frozen=True, kw_only=True)
class Clause:
    """Parties are meant by their kind, all of it, or one by one; `roles` are those of the viewers."""

    holders: tuple[str, ...] = ()
    holder_kinds: tuple[AgencyKind, ...] = ()
    viewers: tuple[str, ...] = ()
    viewer_kinds: tuple[AgencyKind, ...] = ()
    roles: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    level: Level
    power: str
    condition: str

    def is_of(self, holder: str, kind: AgencyKind) -> bool:
        return holder in self.holders or kind in self.holder_kinds

    def is_for(self, viewer: str, kind: AgencyKind) -> bool:
        return viewer in self.viewers or kind in self.viewer_kinds


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an edition says: what is signed. `change` is why there is this edition."""

    title: str
    why: str
    contact: str
    change: str = ""
    starts_at: datetime
    review_on: date
    ends_at: datetime
    parties: tuple[str, ...]
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class Signature:
    agency: str
    name: str
    role: str
    signed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Edition:
    agreement: int
    number: int
    said: Said
    digest: str
    drafted_by: str
    drafted_at: datetime
    signatures: tuple[Signature, ...] = ()
    signed_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = ""
    is_in_force: bool = False

    def state(self, now: datetime) -> State:
        over = self.ended_at is not None or self.said.ends_at <= now
        begun = self.signed_at is not None and self.said.starts_at <= (self.ended_at or now)
        if over:
            return State.ENDED if begun else State.NEVER
        if self.signed_at is None:
            return State.PART_SIGNED if self.signatures else State.DRAFTED
        if not begun:
            return State.SIGNED
        if not self.is_in_force:
            return State.REPLACED
        return State.DUE if self.said.review_on <= in_england(now).date() else State.IN_FORCE

    @property
    def unsigned(self) -> tuple[str, ...]:
        signed = {signature.agency for signature in self.signatures}
        return tuple(party for party in self.said.parties if party not in signed)

    def may_be_signed_by(self, agency: str, now: datetime) -> bool:
        return self.state(now) in OPEN and agency in self.unsigned and bool(self.said.clauses)

    def may_be_ended_by(self, agency: str, now: datetime) -> bool:
        over = self.state(now) in {State.ENDED, State.NEVER}
        return (
            not over and agency in self.said.parties and (bool(self.signed_at) or agency == self.drafted_by)
        )


@dataclass(frozen=True)
class Agreement:
    """All editions of it that the viewer may see, oldest first."""

    number: int
    editions: tuple[Edition, ...]

    def current(self, now: datetime) -> Edition:
        """The one in force, else the newest."""
        live = [edition for edition in self.editions if edition.state(now) in LIVE]
        return (live or self.editions)[-1]

    def draft(self, now: datetime) -> Edition | None:
        return next((edition for edition in self.editions if edition.state(now) in OPEN), None)

    def edition(self, number: int) -> Edition | None:
        return next((edition for edition in self.editions if edition.number == number), None)

    def before(self, edition: Edition) -> Edition | None:
        earlier = [e for e in self.editions if e.number < edition.number and e.signed_at is not None]
        return earlier[-1] if earlier else None
