"""Reading cases: one's own, one's team's, and what stands on the ledger of one."""

from dataclasses import dataclass
from datetime import datetime

from commonthread.access.permissions import ROLES, Role
from commonthread.access.scope import Scope
from commonthread.access.statements import rows
from commonthread.pathways.terms import Answer, Sort, waits_for_consent


@dataclass(frozen=True)
class CaseListed:
    """A case of one's own, or of one's team. `undecided` are people of whom no consent decision is recorded;
    `waiting` are requests without an answer; `because` is empty where the case is not one's own. `does` is the task of one's
    agency that has used most of its time, empty where none runs."""

    number: int
    purpose: str
    because: str
    opened_at: datetime
    closed_at: datetime | None
    lead: str
    is_mine: bool
    people: int
    undecided: int
    waiting: int
    orphaned: bool
    pathway: str
    does: str
    due_at: datetime | None
    stopped_at: datetime | None


@dataclass(frozen=True)
class CaseCounts:
    """Open and one's own, open and one's team's, one's own closed within 90 days; and contacts, which live at the front door."""

    mine: int
    team: int
    closed: int
    contacts: int


@dataclass(frozen=True)
class CasePerson:
    """`may_ask` is whether other agencies are asked about them; `parted_at` when they were found to be two people, and part of
    what was held as them was somebody else's."""

    number: int
    sort: Sort
    because: str
    added_at: datetime
    ended_at: datetime | None
    ended_because: str
    outcome: str
    may_ask: bool
    parted_at: datetime | None


@dataclass(frozen=True)
class CaseMember:
    member: int
    name: str
    is_team: bool
    leads: bool
    because: str
    added_at: datetime


@dataclass(frozen=True)
class ConsentRecorded:
    version: int
    person: int
    told: bool
    answer: Answer
    because: str
    goes_ahead: bool
    decided_by: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class CaseShown:
    """A case as its members see it. `consents` are every version, the newest first."""

    number: int
    purpose: str
    power: str
    because: str
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    closed_because: str
    lead: str
    pathway: str
    edition: str
    everybody: tuple[CasePerson, ...]
    members: tuple[CaseMember, ...]
    consents: tuple[ConsentRecorded, ...]

    @property
    def people(self) -> tuple[CasePerson, ...]:
        return tuple(person for person in self.everybody if person.ended_at is None)

    @property
    def waits_for_consent(self) -> bool:
        return waits_for_consent(self.purpose)

    def decided(self, person: int) -> ConsentRecorded | None:
        """The decision that holds for somebody."""
        return next((consent for consent in self.consents if consent.person == person), None)

    @property
    def newest_consent(self) -> int:
        """The version that whoever reads the case has read; 0 where there is none."""
        return self.consents[0].version if self.consents else 0

    @property
    def undecided(self) -> tuple[CasePerson, ...]:
        """Of whom a decision is still to be recorded before other agencies are asked."""
        if not self.waits_for_consent or self.closed_at:
            return ()
        return tuple(person for person in self.people if not self.decided(person.number))


@dataclass(frozen=True)
class Colleague:
    user: int
    name: str
    role: str
    team: str


@dataclass(frozen=True)
class TeamNamed:
    number: int
    name: str


@dataclass(frozen=True)
class CaseEvent:
    at: datetime
    name: str
    type: str
    what: str
    reason: str
    person: int | None
    records: int


def cases() -> list[CaseListed]:
    """The viewer's cases, and those of their team; closed ones for 90 days."""
    return cases_of("")[0]


def cases_of(
    which: str, *, pathway: str = "", limit: int = 500, offset: int = 0
) -> tuple[list[CaseListed], CaseCounts]:
    """Those that are the viewer's ("mine"), their "team"'s, or "closed"; what has used most of its time first. Contacts are
    among them only where all are asked for, or their procedure."""
    found = rows("SELECT * FROM pathways.cases(%s, %s, %s, %s)", which, pathway, limit, offset)
    return [CaseListed(*row[4:]) for row in found if row[4]], CaseCounts(*found[0][:4])


def case(number: int) -> CaseShown:
    """One of the viewer's own cases; NotAllowed for every other number alike."""
    (shown,) = rows("SELECT * FROM pathways.see(%s)", number)
    people = [
        CasePerson(row[0], Sort(row[1]), *row[2:])
        for row in rows("SELECT * FROM pathways.people(%s)", number)
    ]
    members = [CaseMember(*row) for row in rows("SELECT * FROM pathways.members(%s)", number)]
    consents = [
        ConsentRecorded(*row[:3], Answer(row[3]), *row[4:])
        for row in rows("SELECT * FROM pathways.consents(%s)", number)
    ]
    return CaseShown(number, *shown, tuple(people), tuple(members), tuple(consents))


def my_team() -> str:
    """The name of the viewer’s team; empty without one."""
    ((name,),) = rows("SELECT pathways.my_team_name()")
    return name


def colleagues() -> list[Colleague]:
    """Who of the viewer's agency may be given a case, those of their own team first."""
    return [
        Colleague(user, name, ROLES[Role(role)].label, team)
        for user, name, role, team in rows("SELECT * FROM pathways.colleagues()")
    ]


def teams() -> list[TeamNamed]:
    """Those of the viewer's agency that are there; teams of one neighbourhood last."""
    found = rows(
        "SELECT id, name FROM access_team WHERE agency_id = access.my_agency() AND closed_at IS NULL ORDER BY neighbourhood <> '', name"
    )
    return [TeamNamed(*row) for row in found]


def case_ledger(scope: Scope, number: int) -> list[CaseEvent]:
    """What was done in a case and read under it, the newest first; through the door, as it is the ledger."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT pathways.ask_ledger(%s)", number)
    with scope.transaction():
        return [CaseEvent(*row) for row in rows("SELECT * FROM pathways.take_ledger(%s)", ticket)]
