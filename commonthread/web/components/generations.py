"""Who stands in which row of a genogram, and in which order."""

from collections import deque
from collections.abc import Iterator
from datetime import date

from commonthread.chronology.household import PARENTS, PARTNERS, SIBLINGS, Household, Member
from commonthread.records.record import Relation, Sex

ROWS_BETWEEN = {
    **dict.fromkeys(PARENTS | {Relation.STEP_PARENT, Relation.FOSTER_CARER}, -1),
    **dict.fromkeys(PARTNERS | SIBLINGS, 0),
    Relation.GRANDPARENT: -2,
    Relation.CHILD: 1,
}
ADULT = 18
LAST = date.max


Couples = list[list[Member]]


def generations(household: Household, viewed: int) -> list[Couples]:
    """Rows from the oldest generation to the youngest: chains of partners, children by birth."""
    row_of = _rows(household, viewed)
    rows: list[Couples] = []
    for row in sorted(set(row_of.values())):
        members = [member for member in household.members if row_of[member.person] == row]
        rows.append(_in_order(household, members, rows[-1] if rows else []))
    return rows


def _rows(household: Household, viewed: int) -> dict[int, int]:
    row_of = {viewed: 0}
    waiting = deque([viewed])
    while waiting:
        person = waiting.popleft()
        for other, step in _steps_from(household, person):
            if other not in row_of:
                row_of[other] = row_of[person] + step
                waiting.append(other)
    child = _is_child(household.member(viewed))
    for member in household.members:
        older = child and not _is_child(member)
        row_of.setdefault(member.person, -1 if older else 0)
    return row_of


def _steps_from(household: Household, person: int) -> Iterator[tuple[int, int]]:
    for tie in household.ties:
        step = ROWS_BETWEEN.get(tie.relation)
        if step is None:
            continue
        if tie.to == person:
            yield tie.person, step
        if tie.person == person:
            yield tie.to, -step


def _is_child(member: Member) -> bool:
    return member.unborn or (member.age is not None and member.age < ADULT)


def _in_order(household: Household, members: list[Member], above: Couples) -> Couples:
    place = {member.person: index for index, member in enumerate(m for couple in above for m in couple)}

    def of_parents(member: Member) -> float:
        parents = [place[p] for p in household.parents_of(member.person) if p in place]
        return sum(parents) / len(parents) if parents else len(place)

    ordered = sorted(members, key=lambda m: (of_parents(m), m.born_on or m.expected_on or LAST, m.person))
    return _couples(household, ordered)


def _couples(household: Household, members: list[Member]) -> Couples:
    """Chains of partners, so that who is tied by a line stands beside the other."""
    left = {member.person: member for member in members}
    chains = []
    while left:
        chain = deque([left.pop(next(iter(left)))])
        while partner := next((left[p] for p in partners(household, chain[-1].person) if p in left), None):
            chain.append(left.pop(partner.person))
        while partner := next((left[p] for p in partners(household, chain[0].person) if p in left), None):
            chain.appendleft(left.pop(partner.person))
        if len(chain) == 2 and chain[1].sex is Sex.MALE and chain[0].sex is not Sex.MALE:
            chain.reverse()
        chains.append(list(chain))
    return chains


def partners(household: Household, person: int) -> list[int]:
    """Partners, former partners and those with whom they have a child; in a steady order."""
    tied = {
        tie.to if tie.person == person else tie.person
        for tie in household.ties
        if tie.relation in PARTNERS and person in (tie.person, tie.to)
    }
    for member in household.members:
        parents = household.parents_of(member.person)
        if person in parents:
            tied |= parents - {person}
    return sorted(tied)
