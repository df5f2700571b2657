"""Whom a record names beside its subject."""

from datetime import date
from random import Random

from commonthread.synthetic.event import Named
from commonthread.synthetic.people import Person, adults_in, children_in, parents_of

RESPONSIBILITY_NOTED = 0.5


def relation_to(person: Person, subject: Person) -> str | None:
    """What `person` is to the subject, in the words of the record."""
    if person is subject.mother:
        return "mother"
    if person is subject.father:
        return "father"
    if subject in (person.mother, person.father):
        return "child"
    if person is subject.partner:
        return "partner"
    if person is subject.former_partner:
        return "former partner"
    if person is subject.twin:
        return "twin"
    shared = {id(p) for p in (person.mother, person.father) if p} & {
        id(p) for p in (subject.mother, subject.father) if p
    }
    if shared:
        known = (person.mother, person.father, subject.mother, subject.father)
        return "sibling" if len(shared) == 2 or None in known else "half-sibling"
    return None


def parents(chance: Random, child: Person, day: date, most: int = 2, share: float = 0.8) -> list[Named]:
    """Parents in passing, those at home first; the one who lives elsewhere is named less often."""
    home = child.household_on(day)
    named = []
    for parent in parents_of(child, day)[:most]:
        lives_there = parent.household_on(day) is home
        if chance.random() < (share if lives_there else share * 0.45):
            named.append(Named(parent, "parent", relation_to(parent, child), in_passing=True))
    return named


def siblings(chance: Random, child: Person, day: date, share: float = 0.5) -> list[Named]:
    others = [other for other in children_in(child.household_on(day), day) if other is not child]
    return [
        Named(other, "sibling", relation_to(other, child), in_passing=chance.random() < 0.5)
        for other in others[:6]
        if chance.random() < share
    ]


def family(chance: Random, child: Person, day: date, sibling_share: float = 0.4) -> list[Named]:
    """The child as subject, the parents and siblings that a social worker would note."""
    named = parents(chance, child, day)
    for parent in named:
        if chance.random() < RESPONSIBILITY_NOTED:
            parent.facts["parental_responsibility"] = parent.relation == "mother" or chance.random() < 0.8
    return [Named(child), *named, *siblings(chance, child, day, sibling_share)]


def others_at_home(
    chance: Random, subject: Person, day: date, role: str, share: float, most: int = 6
) -> list[Named]:
    home = subject.household_on(day)
    people = adults_in(home, day) if role != "child" else children_in(home, day)
    return [
        Named(person, role, relation_to(person, subject), in_passing=True)
        for person in people
        if person is not subject and chance.random() < share
    ][:most]
