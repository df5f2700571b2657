"""A world for one row of the policy: somebody in a role, and for each cell a record about a person of its own."""

from dataclasses import dataclass, field

from commonthread.access.agreements.rules import SHARED_FOR
from commonthread.access.clients import caller
from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, Scope, open_scope
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.identity.conflicts import put
from commonthread.identity.linking import link_unlinked
from commonthread.identity.restricting import restrict
from commonthread.pathways.actions import close_case
from commonthread.records.actions import open_person
from commonthread.records.kind import Kind, kinds
from commonthread.records.record import Draft, Mention, MentionRole
from commonthread.records.sealing import seal
from tests.calling import system
from tests.making import AT, Making
from tests.wall.hiding import SOON
from tests.wall.policy import CLASSES, Relationship, Row
from tests.wall.proofs import IN_FULL

R = Relationship
WHY = "section 47 enquiry"
LEVELS = {R.RING: Level.RING, R.SUMMARY: Level.SUMMARY}
AGREED = set(R) - {R.OWN, R.OWN_RESTRICTED, R.OWN_SEALED, R.OWN_CONFLICT, R.NOTHING_AGREED}
# With the other tests each role tries some of the classes in each relationship, and all roles together each cell often.
SHARE = 1 if IN_FULL else 6
Cell = tuple[Relationship, Category]


def kind_of(category: Category, at: AgencyKind) -> Kind:
    """A kind of that class; one that such an agency writes where there is one."""
    found = [kind for kind in kinds().values() if kind.category is category]
    return next((kind for kind in found if at in kind.authors), found[0])


def classes(role: Role, where: Relationship) -> tuple[Category, ...]:
    return CLASSES[(list(Role).index(role) + list(R).index(where)) % SHARE :: SHARE]


@dataclass
class World:
    make: Making
    row: Row
    own: str = field(init=False)
    scope: Scope = field(init=False)
    records: dict[Cell, int] = field(default_factory=dict)
    people: dict[Cell, int] = field(default_factory=dict)
    drafts: dict[Cell, Draft] = field(default_factory=dict)
    holders: dict[Relationship, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.own = self.make.agency(self.row.at)
        self.scope = self.somebody()
        self.protecting = self._team_of(self.own)
        for where in R:
            self._write(where)
        self.link()
        for where in R:
            self._arrange(where)

    def somebody(self) -> Scope:
        return open_scope(self.make.user(self.own, self.row.role))

    def link(self) -> None:
        """Each record was written as being about somebody; who links by what records say does so here."""

    @property
    def cells(self) -> list[Cell]:
        return list(self.records)

    def writes(self, category: Category) -> bool:
        """Whether such an agency writes records of that class at all."""
        return self.row.at in kind_of(category, self.row.at).authors

    def name_in(self, cell: Cell) -> str:
        """The family name in the cell's record, which is in nothing else."""
        return self.drafts[cell].mentions[0].family_name

    def corrected(self, cell: Cell) -> Draft:
        return self.drafts[cell].model_copy(update={"place": "Elsewhere"})

    def was_corrected(self, cell: Cell) -> bool:
        (by,) = self.make._owner(
            "SELECT superseded_by FROM records_record WHERE number = %s", self.records[cell]
        )
        return by is not None

    def _team_of(self, agency: str) -> Scope:
        return self.make.scope(agency, Role.PROTECTED_PERSONS, team=self.make.team(agency))

    def _of(self, where: Relationship) -> list[int]:
        return [person for (at, _), person in self.people.items() if at is where]

    def _write(self, where: Relationship) -> None:
        make = self.make
        self.holders[where] = self.own if where.startswith("own") else make.agency(self.row.at)
        for category in classes(self.row.role, where):
            cell = where, category
            (person,) = make._owner("SELECT identity.new_person()")
            letters = "".join(chr(ord("a") + int(digit)) for digit in str(person))
            somebody = Mention(role=MentionRole.SUBJECT, given_name=f"Odalys{letters}", family_name=f"Quenby{letters}",
                               born_on=AT.date())  # fmt: skip
            self.drafts[cell] = make.draft(kind_of(category, self.row.at).name, somebody)
            if where is R.FULL_AND_KNOWN and self.row.classes:
                known = kind_of(min(self.row.classes), self.row.at).name
                make.record(self.own, make.draft(known, somebody), persons=self.about(person))
            self.records[cell] = make.record(
                self.holders[where], self.drafts[cell], persons=self.about(person)
            )
            self.people[cell] = person

    def about(self, person: int) -> tuple[int, ...]:
        return (person,)

    def _arrange(self, where: Relationship) -> None:
        make, own = self.make, where.startswith("own")
        if where in AGREED:
            agreement = make.agreement_on_all(
                viewer=self.own, role=self.row.role, holder=self.holders[where], level=LEVELS.get(where, Level.FULL),
                purposes=SHARED_FOR,
            )  # fmt: skip
        if not own:
            self._look(where)
        if where is R.ENDED:
            make._owner(
                "UPDATE access_edition SET ends_at = now() - interval '1 second' WHERE agreement_id = %s",
                agreement,
            )
        if where in (R.RESTRICTED, R.OWN_RESTRICTED):
            officer = self.protecting if own else self._team_of(self.holders[where])
            with officer.transaction():
                restrict(by=officer, persons=self._of(where), why="fled", review_on=SOON)
        if where is R.OWN_CONFLICT:
            self.is_now(self.scope)
        for (at, _), record in self.records.items():
            if at is where is R.OWN_SEALED:
                with self.protecting.transaction():
                    seal(by=self.protecting, record=record, why="a witness", review_on=SOON)

    def is_now(self, scope: Scope) -> None:
        """Somebody else in the same role, with the same conflicts of interest."""
        self.scope = scope
        (username,) = self.make._owner("SELECT username FROM access_user WHERE id = %s", scope.user)
        for person in self._of(R.OWN_CONFLICT):
            with self.protecting.transaction():
                put(by=self.protecting, username=username, person=person, kind="known privately")

    def _look(self, where: Relationship) -> None:
        """State a purpose or open a case, as far as the role may."""
        people = self._of(where)
        try:
            if where is R.NO_CASE:
                for person in people:
                    with self.scope.transaction():
                        open_person(by=self.scope, person=person, purpose=self.row.purpose, because=WHY)
                return
            waits = where is R.NO_CONSENT
            purpose = Purpose.SAFEGUARDING_ENQUIRY if waits else self.row.purpose
            case = self.make.case(self.scope, *people, purpose=purpose, decision=None, because=WHY)
            if where is R.CLOSED:
                with self.scope.transaction():
                    close_case(
                        by=self.scope, case=case, because="done", outcomes=dict.fromkeys(people, "at home")
                    )
        except NotAllowed:
            assert not self.row.cases or not self.row.reads


class OfASystem(World):
    """An agency's system, which searches by what is known of people: they are found by linking."""

    def somebody(self) -> Scope:
        return caller(system(self.make, self.own).token).scope

    def about(self, person: int) -> tuple[int, ...]:
        return ()

    def link(self) -> None:
        link_unlinked()
        for cell, record in self.records.items():
            (self.people[cell],) = self.make._owner(
                "SELECT person FROM records_about WHERE record = %s", record
            )
