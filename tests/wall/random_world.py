"""Random worlds: what happens in them, and who may see what by plain rules.

The rules here are a third reading of the policy, beside the database's and the pages': they share no code with either.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, NotYourPurpose, Scope
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.identity.conflicts import put
from commonthread.identity.restricting import restrict
from commonthread.pathways.actions import Decision, close_case, record_consent
from commonthread.pathways.queries import case as case_numbered
from commonthread.pathways.terms import Answer
from commonthread.records.actions import open_person
from commonthread.records.record import Mention, MentionRole
from commonthread.records.sealing import hold, seal
from tests.making import Making
from tests.wall.hiding import SOON
from tests.wall.policy import Row, rows
from tests.wall.policy_world import kind_of

Choose = Callable[[Sequence], Any]
KINDS = (AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES, AgencyKind.HEALTH)
CATEGORIES = (Category.CRIME_AND_INCIDENTS, Category.SOCIAL_CARE, Category.HEALTH, Category.COMMUNITY)
PURPOSES = (Purpose.SECTION_47, Purpose.SAFEGUARDING_ENQUIRY)
VIEWERS = (Role.HUB_OFFICER, Role.SOCIAL_WORKER, Role.INVESTIGATOR, Role.INSPECTOR, Role.RECORDS_OFFICER,
           Role.HEALTH_PRACTITIONER, Role.PROTECTED_PERSONS)  # fmt: skip
POLICY = {row.role: row for row in rows()}
STEPS = ("agree", "agree", "agree", "end", "state", "open", "open", "consent", "close", "restrict", "lift", "seal", "hold", "conflict", "merge")  # fmt: skip


@dataclass(frozen=True)
class Viewer:
    scope: Scope
    team: int | None
    row: Row


@dataclass
class Kept:
    """One record, as the rules see it."""

    number: int
    agency: str
    category: Category
    persons: set[int]
    sealed_by: set[int] = field(default_factory=set)
    held_by: set[int] = field(default_factory=set)


@dataclass
class Opened:
    """A case: whose it is, about whom, and about which of them other agencies are asked."""

    number: int
    by: Viewer
    purpose: Purpose
    asks: dict[int, bool]
    is_open: bool = True


@dataclass
class RandomWorld:
    make: Making
    choose: Choose
    people: list[int] = field(default_factory=list)
    records: list[Kept] = field(default_factory=list)
    flows: list[tuple[int, str, Role, str, Category, Purpose, int]] = field(default_factory=list)
    cases: list[Opened] = field(default_factory=list)
    restrictions: set[tuple[int, int]] = field(default_factory=set)
    conflicts: set[tuple[int, int]] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        make = self.make
        self.agencies = [make.agency(kind) for kind in KINDS]
        self.teams = [make.team(agency) for agency in self.agencies]
        self.officers = [
            Viewer(make.scope(agency, Role.PROTECTED_PERSONS, team=team), team, POLICY[Role.PROTECTED_PERSONS])
            for agency, team in zip(self.agencies, self.teams, strict=True)
        ]  # fmt: skip
        self.viewers = [self._in_the_hub(), self._viewer(), self._viewer(), self.choose(self.officers)]
        self.people = [make._owner("SELECT identity.new_person()")[0] for _ in range(4)]
        for turn in range(8):
            self._record(turn if turn < len(KINDS) else self.choose(range(len(KINDS))))
        # So that in every world something of others is seen, which what happens then can take away.
        for holder in self.agencies:
            self._agree_that(self.viewers[0], holder, self.choose((Level.SUMMARY, Level.FULL)))
        self._open_about(self.viewers[0], Purpose.SECTION_47, set(self.people))

    def _in_the_hub(self) -> Viewer:
        agency = self.choose(self.agencies)
        return Viewer(self.make.scope(agency, Role.HUB_OFFICER), None, POLICY[Role.HUB_OFFICER])

    def _viewer(self) -> Viewer:
        role, place = self.choose(VIEWERS), self.choose(range(len(KINDS)))
        team = self.teams[place] if self.choose((True, False)) else None
        return Viewer(self.make.scope(self.agencies[place], role, team=team), team, POLICY[role])

    def _record(self, place: int) -> None:
        category = self.choose(CATEGORIES)
        persons = {self.choose(self.people) for _ in range(self.choose((1, 1, 2)))}
        said = [
            Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name=f"Quenby{person}") for person in persons
        ]  # fmt: skip
        draft = self.make.draft(kind_of(category, KINDS[place]).name, *said)
        number = self.make.record(self.agencies[place], draft, persons=tuple(persons))
        self.records.append(Kept(number, self.agencies[place], category, persons))

    def happens(self) -> None:
        """One thing more. What the service refuses does not happen here either."""
        step = self.choose(STEPS)
        self.told.append(step)
        with suppress(NotAllowed, NotYourPurpose):
            getattr(self, f"_{step}")()

    def _agree(self) -> None:
        level = self.choose(tuple(Level)[1:])
        self._agree_that(self.choose(self.viewers), self.choose(self.agencies), level)

    def _agree_that(self, viewer: Viewer, holder: str, level: Level) -> None:
        if holder == viewer.scope.agency:
            return
        edition = self.make.agreement_on_all(
            viewer=viewer.scope.agency, role=viewer.row.role, holder=holder, level=level, purposes=PURPOSES
        )
        self.flows += [
            (edition, viewer.scope.agency, viewer.row.role, holder, category, purpose, level.value)
            for category in CATEGORIES for purpose in PURPOSES
        ]  # fmt: skip

    def _end(self) -> None:
        if self.flows:
            ended = self.choose(self.flows)
            self.make._owner(
                "UPDATE access_edition SET ends_at = now() - interval '1 second' WHERE agreement_id = %s",
                ended[0],
            )
            self.flows = [flow for flow in self.flows if flow[0] != ended[0]]

    def _state(self) -> None:
        viewer = self.choose(self.viewers)
        with viewer.scope.transaction():
            open_person(
                by=viewer.scope,
                person=self.choose(self.people),
                purpose=self.choose(PURPOSES),
                because="a call",
            )

    def _open(self) -> None:
        about = {self.choose(self.people) for _ in range(self.choose((1, 2)))}
        self._open_about(self.choose(self.viewers), self.choose(PURPOSES), about)

    def _open_about(self, viewer: Viewer, purpose: Purpose, about: set[int]) -> None:
        number = self.make.case(viewer.scope, *about, purpose=purpose, decision=None)
        self.cases.append(
            Opened(number, viewer, purpose, dict.fromkeys(about, purpose is Purpose.SECTION_47))
        )

    def _consent(self) -> None:
        waiting = [case for case in self.cases if case.is_open and case.purpose is not Purpose.SECTION_47]
        if waiting:
            case, goes_ahead = self.choose(waiting), self.choose((True, True, False))
            person = self.choose(sorted(case.asks))
            answer = Answer.AGREED if goes_ahead else Answer.REFUSED
            with case.by.scope.transaction():
                record_consent(by=case.by.scope, case=case.number, people=[person],
                               decision=Decision(True, answer, "spoke", goes_ahead, "A manager"))  # fmt: skip
            case.asks[person] = goes_ahead

    def _close(self) -> None:
        if open_ones := [case for case in self.cases if case.is_open]:
            case = self.choose(open_ones)
            with case.by.scope.transaction():
                # Whoever was joined to somebody of whom the viewer is not told stands there under the number that they had.
                people = [person.number for person in case_numbered(case.number).people]
                close_case(by=case.by.scope, case=case.number, because="done", outcomes=dict.fromkeys(people, "at home"))  # fmt: skip
            case.is_open = False

    def _restrict(self) -> None:
        officer, person = self.choose(self.officers), self.choose(self.people)
        with officer.scope.transaction():
            restrict(by=officer.scope, persons=[person], why="fled", review_on=SOON)
        self.restrictions.add((person, officer.team))

    def _lift(self) -> None:
        if self.restrictions:
            person, team = self.choose(sorted(self.restrictions))
            self.make._owner(
                "UPDATE access_restriction SET until_at = now() WHERE person = %s AND team = %s", person, team
            )
            self.restrictions.remove((person, team))

    def _seal(self) -> None:
        officer, record = self.choose(self.officers), self.choose(self.records)
        with officer.scope.transaction():
            seal(by=officer.scope, record=record.number, why="a witness", review_on=SOON)
        record.sealed_by.add(officer.team)

    def _hold(self) -> None:
        officer, record = self.choose(self.officers), self.choose(self.records)
        with officer.scope.transaction():
            hold(by=officer.scope, record=record.number, why="arrests", until_at=now() + timedelta(days=9),
                 ring_name="Inspector", ring_telephone="0121 496 0777")  # fmt: skip
        record.held_by.add(officer.team)

    def _conflict(self) -> None:
        viewer, person = self.choose(self.viewers), self.choose(self.people)
        officer = self.officers[self.agencies.index(viewer.scope.agency)]
        (username,) = self.make._owner("SELECT username FROM access_user WHERE id = %s", viewer.scope.user)
        with officer.scope.transaction():
            put(by=officer.scope, username=username, person=person, kind="known privately")
        self.conflicts.add((viewer.scope.user, person))

    def _merge(self) -> None:
        """As the linker joins two people: all that is about the one is about the other."""
        if len(self.people) < 3:
            return
        stays, goes = self.choose(self.people), self.choose(self.people)
        if stays == goes:
            return
        (mentions,) = self.make._owner(
            "SELECT array_agg(number ORDER BY number) FROM content.mention WHERE person = %s", goes
        )
        for mention in mentions or ():
            self.make._owner("SELECT identity.move(%s, %s, '', NULL, NULL, NULL, 'the same')", mention, stays)
        self.make._owner("SELECT identity.retire(%s, %s)", goes, stays)
        self.people.remove(goes)
        for record in self.records:
            if goes in record.persons:
                record.persons = record.persons - {goes} | {stays}
        for case in self.cases:
            if goes in case.asks:
                case.asks[stays] = case.asks.pop(goes) or case.asks.get(stays, False)
        self.restrictions = {
            (stays if person == goes else person, team) for person, team in self.restrictions
        }
        self.conflicts = {(user, stays if person == goes else person) for user, person in self.conflicts}

    def reads(self, viewer: Viewer, record: Kept, purpose: Purpose) -> bool:
        return viewer.row.reads and purpose in viewer.row.states and self.level(viewer, record, purpose) >= 2

    def level(self, viewer: Viewer, record: Kept, purpose: Purpose | None = None) -> int:
        """How much of a record somebody may see, by the rules in words: what hides comes before what shows."""
        hidden = {person for person, team in self.restrictions if team != viewer.team}
        hidden |= {person for user, person in self.conflicts if user == viewer.scope.user}
        if record.persons & hidden or (record.sealed_by | record.held_by) - {viewer.team}:
            return 0
        if record.agency == viewer.scope.agency:
            return 3 if record.category in viewer.row.classes else 0
        best = 0
        for case in self.cases:
            if not case.is_open or case.by is not viewer or purpose not in (None, case.purpose):
                continue
            asked = {person for person, asks in case.asks.items() if asks} & record.persons
            if not any(viewer.row.everyone or self._knows(viewer, person) for person in asked):
                continue
            best = max([best, *(flow[-1] for flow in self.flows if flow[1:-1] == (
                viewer.scope.agency, viewer.row.role, record.agency, record.category, case.purpose))])  # fmt: skip
        return best

    def _knows(self, viewer: Viewer, person: int) -> bool:
        return any(record.agency == viewer.scope.agency and record.category in viewer.row.classes
                   and person in record.persons for record in self.records)  # fmt: skip
