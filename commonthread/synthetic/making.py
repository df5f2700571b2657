"""Makes invented people one at a time, with a name, numbers and needs."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from commonthread.synthetic import identifiers
from commonthread.synthetic.census import BY_LABEL, MIXED_PARENTS, EthnicGroup
from commonthread.synthetic.names.culture import Culture
from commonthread.synthetic.names.cultures import CULTURES
from commonthread.synthetic.naming import Name, adult_name, child_name, wife_name
from commonthread.synthetic.people import Household, Person
from commonthread.synthetic.registry import Registry

HAS_PHONE, HAS_EMAIL = 0.06, 0.03
USES_AN_ALIAS = 0.02
OWN_LANGUAGE, NEEDS_INTERPRETER = 0.45, 0.28
DISABLED_CHILD, DISABLED_ADULT = 0.05, 0.09
DISABILITIES = (
    "Learning disability",
    "Autism",
    "Hearing impairment",
    "Mobility",
    "Visual impairment",
    "Speech",
)
NAMED_AFTER_FATHER = {"British": 0.018, "Black Caribbean": 0.02, "Irish Traveller": 0.16, "Irish": 0.05}
PARENTS_OF_TWO_GROUPS = 0.6
NAMED_AFTER_MOTHER = 0.003
BIRTHS_THAT_WERE_EXPECTED = timedelta(days=380)


@dataclass(frozen=True)
class Origin:
    """A culture of names and the ethnic group that goes with it."""

    culture: Culture
    group: EthnicGroup


def origin(chance: Random, group: EthnicGroup) -> Origin:
    names, weights = zip(*group.cultures, strict=True)
    name = chance.choices(names, weights)[0]
    return Origin(CULTURES["British" if name == "mixed" else name], group)


def parents_origins(chance: Random, group: EthnicGroup) -> tuple[Origin, Origin]:
    """The mother's and the father's: two different ones where the child's group is a mixed one."""
    if group.code in MIXED_PARENTS and chance.random() < PARENTS_OF_TWO_GROUPS:
        pair = [Origin(CULTURES[culture], BY_LABEL[label]) for culture, label in MIXED_PARENTS[group.code]]
        if chance.random() < 0.35:
            pair.reverse()
        return pair[0], pair[1]
    own = origin(chance, group)
    return own, own


@dataclass
class Maker:
    chance: Random
    registry: Registry
    until: date

    def birthday(self, age: float) -> date:
        return self.until - timedelta(days=int(age * 365.25))

    def adult(self, from_: Origin, sex: str, age: float, family: str | None = None) -> Person:
        born_on = self.birthday(age)
        name = adult_name(self.chance, from_.culture, sex, born_on, family)
        return self._person(from_, sex, born_on, name)

    def child(
        self,
        group: EthnicGroup,
        born_on: date,
        parents: tuple[Person, ...],
        taken: set[str],
        *,
        sex: str | None = None,
        family: str | None = None,
    ) -> Person:
        """`family` where the name comes from a parent who is not in the area."""
        sex = sex or ("M" if self.chance.random() < 0.512 else "F")
        mother = next((parent for parent in parents if parent.sex == "F"), None)
        father = next((parent for parent in parents if parent.sex == "M"), None)
        culture = (father or mother).culture
        name = child_name(self.chance, culture, sex, born_on, _name(father), _name(mother), taken)
        child = self._person(
            Origin(culture, group), sex, born_on, replace(name, family=family or name.family)
        )
        child.mother, child.father = mother, father
        self._perhaps_named_after_parent(child)
        taken.add(child.given_name)
        return child

    def marry(self, wife: Person, husband: Person, on: date | None = None) -> None:
        """Made partners, and the wife renamed if she takes his name: long ago, or on a day of this year."""
        wife.partner, husband.partner = husband, wife
        before = _name(wife)
        name = wife_name(self.chance, wife.culture, before, _name(husband))
        wife.family_name = name.family
        if name.former_family:
            wife.former_family_name, wife.renamed_on = name.former_family, on

    def settle(self, household: Household, *people: Person) -> None:
        since = household.homes[0][0]
        for person in people:
            household.members.append(person)
            person.homes.append((since, household))

    def _person(self, from_: Origin, sex: str, born_on: date, name: Name) -> Person:
        chance = self.chance
        person = Person(
            number=self.registry.next_person(),
            sex=sex,
            born_on=born_on,
            culture=from_.culture,
            ethnic_group=from_.group,
            given_name=name.given,
            family_name=name.family,
            middle_names=name.middle,
            former_family_name=name.former_family,
            known_as=name.known_as,
        )
        adult = person.age_on(self.until) >= 18
        if born_on <= self.until:
            self.registry.give_nhs_number(person, chance)
            self.registry.give_upn(person, chance, self.until)
        if born_on > self.until - BIRTHS_THAT_WERE_EXPECTED:
            person.expected_on = born_on + timedelta(days=round(chance.gauss(0, 7)))
        languages = from_.culture.languages
        if languages and chance.random() < OWN_LANGUAGE:
            person.language = languages[min(int(chance.random() ** 2 * len(languages)), len(languages) - 1)]
            person.interpreter_needed = (
                adult and person.language != "English" and chance.random() < NEEDS_INTERPRETER
            )
        if chance.random() < (DISABLED_ADULT if adult else DISABLED_CHILD):
            person.disability = chance.choice(DISABILITIES)
        if adult and sex == "M" and chance.random() < USES_AN_ALIAS:
            person.alias = from_.culture.given(chance, sex, born_on.year)
        if adult and chance.random() < HAS_PHONE:
            person.phone = identifiers.mobile(chance)
        if adult and chance.random() < HAS_EMAIL:
            person.email = (
                f"{person.given_name}.{person.family_name}{person.number}@example.org".lower().replace(
                    "'", ""
                )
            )
        return person

    def _perhaps_named_after_parent(self, child: Person) -> None:
        father = child.sex == "M"
        parent = child.father if father else child.mother
        share = NAMED_AFTER_FATHER.get(child.culture.name, 0) if father else NAMED_AFTER_MOTHER
        if parent and parent.given_name != child.given_name and self.chance.random() < share:
            child.given_name, child.family_name = parent.given_name, parent.family_name
            if self.chance.random() < 0.5:
                child.middle_names = parent.middle_names
            child.namesake, parent.namesake = parent, child


def _name(person: Person | None) -> Name | None:
    if person is None:
        return None
    return Name(person.given_name, person.family_name, person.middle_names)
