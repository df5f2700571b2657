"""The people of one household and their ties, as far as the viewer may see."""

from dataclasses import dataclass
from datetime import date

from commonthread.records.record import Relation, Sex

PARENTS = frozenset({Relation.MOTHER, Relation.FATHER, Relation.PARENT})
PARTNERS = frozenset({Relation.PARTNER, Relation.FORMER_PARTNER})
SIBLINGS = frozenset({Relation.SIBLING, Relation.HALF_SIBLING, Relation.TWIN})


@dataclass(frozen=True, kw_only=True)
class Member:
    """`shown_as` is a name only where the viewer has one; `status` is this person's own line of news.

    `lives_here` is None where no record says; `since` and `until` are when they are recorded at the same home.
    """

    person: int
    shown_as: str | None = None
    sex: Sex = Sex.UNKNOWN
    age: int | None = None
    age_is_estimate: bool = False
    born_on: date | None = None
    expected_on: date | None = None
    died_on: date | None = None
    lives_here: bool | None = True
    since: date | None = None
    until: date | None = None
    status: str | None = None

    @property
    def unborn(self) -> bool:
        return self.expected_on is not None and self.born_on is None


@dataclass(frozen=True)
class Tie:
    """The person is this relation to the other: Tie(4, MOTHER, 7) reads *4 is the mother of 7*."""

    person: int
    relation: Relation
    to: int


@dataclass(frozen=True, kw_only=True)
class Household:
    members: tuple[Member, ...]
    ties: tuple[Tie, ...] = ()

    def __post_init__(self) -> None:
        known = {member.person for member in self.members}
        named = {person for tie in self.ties for person in (tie.person, tie.to)}
        if not named <= known:
            raise ValueError("a tie names somebody who is not a member")

    def member(self, person: int) -> Member:
        return next(member for member in self.members if member.person == person)

    @property
    def twins(self) -> tuple[frozenset[int], ...]:
        """Those born together, each group once."""
        born: list[frozenset[int]] = []
        for tie in self.ties:
            if tie.relation is Relation.TWIN:
                pair = frozenset({tie.person, tie.to})
                joined = pair.union(*(group for group in born if group & pair))
                born = [group for group in born if not group & pair] + [joined]
        return tuple(born)

    def parents_of(self, person: int) -> frozenset[int]:
        named = {tie.person for tie in self.ties if tie.to == person and tie.relation in PARENTS}
        return frozenset(
            named | {tie.to for tie in self.ties if tie.person == person and tie.relation is Relation.CHILD}
        )

    def relation(self, person: int, to: int) -> str | None:
        """What one person is to another in words, where a record says so."""
        if any({person, to} <= born for born in self.twins):
            return "twin"
        stated = [tie.relation for tie in self.ties if (tie.person, tie.to) == (person, to)]
        if stated:
            return stated[0].words
        turned = [tie.relation for tie in self.ties if (tie.person, tie.to) == (to, person)]
        return _TURNED.get(turned[0]) if turned else self._relation_through_parents(person, to)

    def _relation_through_parents(self, person: int, to: int) -> str | None:
        parents, own = self.parents_of(to), self.parents_of(person)
        if parents & own:
            both_known = len(parents) == len(own) == 2
            return "half-sibling" if both_known and parents != own else "sibling"
        for tie in self.ties:
            if tie.relation in PARTNERS and person in (tie.person, tie.to):
                other = tie.to if tie.person == person else tie.person
                if other in parents:
                    return f"{tie.relation.words} of the {self.relation(other, to)}"
        return "sibling of a sibling" if self._siblings(person) & self._siblings(to) else None

    def _siblings(self, person: int) -> frozenset[int]:
        """By a record's word or by a parent in common."""
        stated = {
            one for tie in self.ties if tie.relation in SIBLINGS for one in (tie.person, tie.to)
            if person in (tie.person, tie.to)
        }  # fmt: skip
        parents = self.parents_of(person)
        return frozenset(stated | {m.person for m in self.members if self.parents_of(m.person) & parents}) - {
            person
        }


_TURNED = {
    **{relation: "child" for relation in PARENTS},
    **{relation: relation.words for relation in PARTNERS | SIBLINGS},
    Relation.STEP_PARENT: "step-child",
    Relation.GRANDPARENT: "grandchild",
    Relation.CHILD: "parent",
    Relation.FOSTER_CARER: "foster child",
    Relation.OTHER_RELATIVE: "other relative",
    Relation.NOT_RELATED: "not related",
}
