"""Every role, class of record, relationship and verb: what happens is what the policy table says, and no cell else."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, Scope, open_scope
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.identity.conflicts import put
from commonthread.identity.restricting import restrict
from commonthread.pathways.actions import close_case
from commonthread.records.actions import enter, open_person
from commonthread.records.kind import Kind, kinds
from commonthread.records.queries import read, story_envelopes
from commonthread.records.record import Mention, MentionRole
from commonthread.records.sealing import seal
from commonthread.web.conftest import browser  # noqa: F401
from tests.wall.hiding import SOON
from tests.wall.policy import CLASSES, OTHERS, Relationship, Row, Verb, allowed, rows
from tests.wall.proofs import times

R = Relationship
PURPOSE, WHY = Purpose.SECTION_47, "section 47 enquiry"
LEVELS = {R.RING: Level.RING, R.SUMMARY: Level.SUMMARY}
AGREED = set(R) - {R.OWN, R.OWN_RESTRICTED, R.OWN_SEALED, R.OWN_CONFLICT, R.NOTHING_AGREED}
PAGES_TRIED = times(6, 100_000)


def kind_of(category: Category, at: AgencyKind) -> Kind:
    """A kind of that class; one that such an agency writes where there is one."""
    found = [kind for kind in kinds().values() if kind.category is category]
    return next((kind for kind in found if at in kind.authors), found[0])


@dataclass
class World:
    """One person in one role, and for each relationship and class a record about somebody of their own."""

    make: object
    row: Row
    scope: Scope = field(init=False)
    records: dict[tuple[Relationship, Category], int] = field(default_factory=dict)
    people: dict[tuple[Relationship, Category], int] = field(default_factory=dict)
    drafts: dict[tuple[Relationship, Category], object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        make, row = self.make, self.row
        self.own = make.agency(row.at)
        self.user = make.user(self.own, row.role)
        self.scope = open_scope(self.user)
        protecting = make.scope(self.own, Role.PROTECTED_PERSONS, team=make.team(self.own))
        for where in R:
            self._arrange(where, protecting)

    def _arrange(self, where: Relationship, protecting: Scope) -> None:
        make = self.make
        mine = where.startswith("own")
        holder = self.own if mine else make.agency(self.row.at)
        people = [make._owner("SELECT identity.new_person()")[0] for _ in CLASSES]
        for category, person in zip(CLASSES, people, strict=True):
            somebody = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name=f"Quenby{person}")
            draft = make.draft(kind_of(category, self.row.at).name, somebody)
            if where is R.FULL_AND_KNOWN and self.row.classes:
                known = kind_of(min(self.row.classes), self.row.at).name
                make.record(self.own, make.draft(known, somebody), persons=(person,))
            self.records[where, category] = make.record(holder, draft, persons=(person,))
            self.people[where, category], self.drafts[where, category] = person, draft
        if where in AGREED:
            agreement = make.agreement_on_all(
                viewer=self.own, role=self.row.role, holder=holder, level=LEVELS.get(where, Level.FULL),
                purposes=[PURPOSE, Purpose.SAFEGUARDING_ENQUIRY],
            )  # fmt: skip
        if not mine:
            self._look(where, people)
        if where is R.ENDED:
            make._owner(
                "UPDATE access_edition SET ends_at = now() - interval '1 second' WHERE id = %s", agreement
            )
        if where in (R.RESTRICTED, R.OWN_RESTRICTED):
            officer = (
                protecting if mine else make.scope(holder, Role.PROTECTED_PERSONS, team=make.team(holder))
            )
            with officer.transaction():
                restrict(by=officer, persons=people, why="fled", review_on=SOON)
        for category, person in zip(CLASSES, people, strict=True):
            with protecting.transaction():
                if where is R.OWN_SEALED:
                    seal(by=protecting, record=self.records[where, category], why="a witness", review_on=SOON)
                if where is R.OWN_CONFLICT:
                    (username,) = make._owner("SELECT username FROM access_user WHERE id = %s", self.user)
                    put(by=protecting, username=username, person=person, kind="known privately")

    def _look(self, where: Relationship, people: list[int]) -> None:
        """State a purpose or open a case, as far as the role may."""
        try:
            if where is R.NO_CASE:
                for person in people:
                    with self.scope.transaction():
                        open_person(by=self.scope, person=person, purpose=PURPOSE, because=WHY)
                return
            waits = where is R.NO_CONSENT
            purpose = Purpose.SAFEGUARDING_ENQUIRY if waits else PURPOSE
            case = self.make.case(self.scope, *people, purpose=purpose, decision=None, because=WHY)
            if where is R.CLOSED:
                with self.scope.transaction():
                    close_case(
                        by=self.scope, case=case, because="done", outcomes=dict.fromkeys(people, "at home")
                    )
        except NotAllowed:
            assert not self.row.cases or not self.row.reads


def may_list(world: World, where: Relationship, category: Category) -> bool:
    with world.scope.transaction():
        found = story_envelopes([world.people[where, category]])
    return world.records[where, category] in {envelope.number for envelope in found}


def may_read(world: World, where: Relationship, category: Category) -> bool:
    purpose = Purpose.SAFEGUARDING_ENQUIRY if where is R.NO_CONSENT else PURPOSE
    number = world.records[where, category]
    try:
        content = read(world.scope, [number], purpose=purpose, reason=WHY)[number]
    except (NotAllowed, KeyError):
        return False
    return content.draft is not None


def may_correct(world: World, where: Relationship, category: Category) -> bool:
    draft = world.drafts[where, category].model_copy(update={"place": "Elsewhere"})
    before = world.make._owner(
        "SELECT superseded_by FROM records_record WHERE number = %s", world.records[where, category]
    )
    try:
        with world.scope.transaction():
            enter(by=world.scope, draft=draft, corrects=world.records[where, category])
    except Exception as refused:  # noqa: BLE001
        assert type(refused).__name__ in ("NotAllowed", "KeyInUse"), refused
    after = world.make._owner(
        "SELECT superseded_by FROM records_record WHERE number = %s", world.records[where, category]
    )
    return before != after


TRY: dict[Verb, Callable[[World, Relationship, Category], bool]] = {
    Verb.LIST: may_list,
    Verb.READ: may_read,
    Verb.CORRECT: may_correct,
}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.role)
def test_what_happens_is_what_the_table_says(make, browser, row):  # noqa: F811
    world = World(make, row)
    wrong = []
    client, tried = browser(world.user), 0
    client.raise_request_exception = False
    for where in R:
        for category in CLASSES:
            writes = row.at in kind_of(category, row.at).authors
            for verb in Verb:
                said = allowed(row, category, where, verb, writes=writes)
                if TRY[verb](world, where, category) != said:
                    wrong.append((where.value, category.value, verb.value, "must" if said else "must not"))
            # A page shows a record's line or content only where the table lets it be listed.
            if tried < PAGES_TRIED and verb and where in (R.FULL, R.NOTHING_AGREED, R.OWN_SEALED, R.SUMMARY):
                tried += 1
                answer = client.get(f"/records/{world.records[where, category]}")
                shown = answer.status_code == 200
                if shown and not (row.reads and allowed(row, category, where, Verb.LIST, writes=writes)):
                    wrong.append((where.value, category.value, "page", "must not"))
    assert wrong == []


def test_the_table_names_every_role_class_and_relationship_once():
    assert [row.role for row in rows()] == [role for role in Role if role is not Role.SYSTEM]
    assert set(CLASSES) == set(Category)
    assert set(OTHERS) < set(R)
