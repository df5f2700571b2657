"""Related households, made together: a family, and those of its relatives who live in the area."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from commonthread.synthetic.census import (
    DISTRICTS,
    ETHNIC_GROUPS,
    HOUSEHOLD_KINDS,
    HOUSEHOLD_PATTERNS,
    RESIDENTS_THOUSANDS,
    EthnicGroup,
)
from commonthread.synthetic.families import births, has_left_home
from commonthread.synthetic.ground import Ground, Street
from commonthread.synthetic.making import Maker, origin, parents_origins
from commonthread.synthetic.people import Address, Household, Kin, Person

RELATIVES_NEARBY = {
    "settled": 0.08,
    "older": 0.05,
    "large": 0.28,
    "generations": 0.2,
    "young": 0.06,
    "lone": 0.1,
}
MARRIED = {"settled": 0.62, "older": 0.8, "large": 0.9, "generations": 0.92, "young": 0.6, "lone": 0.45}
GRANDPARENTS_NEARBY = 0.14
OTHER_PARENT_IN_AREA = 0.6
NAMED_AFTER_ABSENT_PARENT = 0.4
COUSIN_OF_THE_SAME_NAME = 0.06
MARRIES_THIS_YEAR = 0.015
TWINS_OF_ONE_SEX = 0.66
TWINS_WITH_ONE_INITIAL = 0.3
IN_HOSTEL = 0.012
GRANDFATHER_LIVES = 0.5
IN_CHILDRENS_HOME = 0.12

# The census counts people; families are drawn here, so that a group of large families is drawn less often.
PEOPLE_IN_A_FAMILY = {
    "settled": 2.5,
    "older": 2.1,
    "large": 5.0,
    "generations": 4.1,
    "young": 2.7,
    "lone": 2.6,
}
_FAMILIES = [
    tuple(accumulate(group.per_mille[column] / PEOPLE_IN_A_FAMILY[group.pattern] for group in ETHNIC_GROUPS))
    for column in range(len(DISTRICTS))
]


@dataclass
class Builder:
    make: Maker
    ground: Ground
    since: date

    @property
    def chance(self) -> Random:
        return self.make.chance

    def kin(self, number: int) -> Kin:
        district = self.chance.choices(DISTRICTS, RESIDENTS_THOUSANDS)[0]
        group = self._group(district)
        kind = self.chance.choices(HOUSEHOLD_KINDS, HOUSEHOLD_PATTERNS[group.pattern])[0]
        kin = Kin(number)
        self._build(kind, kin, self.ground.street(district), group)
        return kin

    def household(self, kin: Kin, street: Street, *people: Person) -> Household:
        """At the next free house of the street."""
        return self._settled(kin, self.ground.address(street), *people)

    def communal_household(self, kin: Kin, kind: str, district: str, *people: Person) -> Household:
        return self._settled(kin, self.ground.communal(kind, district), *people)

    def _settled(self, kin: Kin, address: Address, *people: Person) -> Household:
        strain = self.chance.lognormvariate(-0.6, 1.1)
        household = Household(self.make.registry.next_household(), [(self.since, address)], strain)
        kin.households.append(household)
        self.make.settle(household, *people)
        return household

    def adult_of(self, group: EthnicGroup, sex: str, age: float) -> Person:
        return self.make.adult(origin(self.chance, group), sex, age)

    def foster_home(self, kin: Kin, child: Person) -> Household:
        """One child in eight lives in a children's home, the others with carers of their own district."""
        if self.chance.random() < IN_CHILDRENS_HOME:
            return self.communal_household(kin, "children's home", child.household.district)
        carers = self._couple(self._group(child.household.district), self.chance.uniform(35, 66))
        return self.household(kin, self.ground.street(child.household.district), *carers)

    def _group(self, district: str) -> EthnicGroup:
        column = DISTRICTS.index(district)
        return self.chance.choices(ETHNIC_GROUPS, cum_weights=_FAMILIES[column])[0]

    def _build(self, kind: str, kin: Kin, street: Street, group: EthnicGroup) -> None:
        chance = self.chance
        match kind:
            case "older person alone":
                self.household(kin, street, self._one(group, 66, 97, 0.66))
            case "person alone":
                alone = self._one(group, 19, 67, 0.43)
                if chance.random() < IN_HOSTEL:
                    self.communal_household(kin, "hostel", street.district, alone)
                else:
                    self.household(kin, street, alone)
            case "older couple":
                self.household(kin, street, *self._couple(group, chance.uniform(63, 88)))
            case "couple":
                self.household(kin, street, *self._couple(group, chance.triangular(20, 68, 58)))
            case "couple with children":
                self._family(kin, street, group, chance.triangular(18, 56, 40))
            case "couple with grown children":
                self._family(kin, street, group, chance.uniform(43, 64))
            case "lone parent":
                self._lone_parent(kin, street, group)
            case "three generations":
                self._three_generations(kin, street, group)
            case "sharers":
                self._sharers(kin, street)

    def _one(self, group: EthnicGroup, low: int, high: int, women: float) -> Person:
        sex = "F" if self.chance.random() < women else "M"
        return self.make.adult(origin(self.chance, group), sex, self.chance.uniform(low, high))

    def _couple(
        self, group: EthnicGroup, age: float, husband_family: str | None = None
    ) -> tuple[Person, Person]:
        hers, his = parents_origins(self.chance, group)
        wife = self.make.adult(hers, "F", age)
        husband = self.make.adult(his, "M", max(age + self.chance.gauss(2.6, 4), 17.5), husband_family)
        self._pair(wife, husband, group)
        return wife, husband

    def _pair(self, wife: Person, husband: Person, group: EthnicGroup) -> None:
        wife.partner, husband.partner = husband, wife
        if self.chance.random() < MARRIED[group.pattern]:
            this_year = self.chance.random() < MARRIES_THIS_YEAR
            self.make.marry(wife, husband, self._day_of_the_year() if this_year else None)

    def _family(
        self, kin: Kin, street: Street, group: EthnicGroup, age: float, husband_family: str | None = None
    ) -> Household:
        wife, husband = self._couple(group, age, husband_family)
        home = self.household(kin, street, wife, husband)
        self.make.settle(home, *self._children(group, (wife, husband)))
        if husband_family is None:
            self._relatives(kin, street, group, home, husband)
        return home

    def _children(
        self, group: EthnicGroup, parents: tuple[Person, ...], family: str | None = None
    ) -> list[Person]:
        mother = next((parent for parent in parents if parent.sex == "F"), parents[0])
        children: list[Person] = []
        taken: set[str] = set()
        for together in births(self.chance, mother.born_on, group.pattern, self.make.until):
            age = (self.make.until - together[0]).days // 365
            if has_left_home(self.chance, age):
                continue
            born = [self.make.child(group, together[0], parents, taken, family=family)]
            if len(together) == 2:
                born.append(self._twin(group, born[0], parents, taken, family))
            children += born
        return children

    def _twin(
        self,
        group: EthnicGroup,
        first: Person,
        parents: tuple[Person, ...],
        taken: set[str],
        family: str | None,
    ) -> Person:
        same_sex = self.chance.random() < TWINS_OF_ONE_SEX
        sex = first.sex if same_sex else "F" if first.sex == "M" else "M"
        second = self.make.child(group, first.born_on, parents, taken, sex=sex, family=family)
        second.family_name = first.family_name if first.sex == second.sex else second.family_name
        if self.chance.random() < TWINS_WITH_ONE_INITIAL:
            second.given_name = self._name_with_initial(second, first.given_name, taken)
        first.twin, second.twin = second, first
        return second

    def _name_with_initial(self, child: Person, like: str, taken: set[str]) -> str:
        draws = (child.culture.given(self.chance, child.sex, child.born_on.year) for _ in range(40))
        return next((name for name in draws if name[0] == like[0] and name not in taken), child.given_name)

    def _relatives(
        self, kin: Kin, street: Street, group: EthnicGroup, home: Household, husband: Person
    ) -> None:
        chance = self.chance
        if chance.random() < RELATIVES_NEARBY[group.pattern]:
            near = street if chance.random() < 0.7 else self.ground.street(street.district)
            uncle = self._family(kin, near, group, chance.triangular(20, 50, 34), husband.family_name)
            self._name_a_cousin_alike(home, uncle)
        if chance.random() < GRANDPARENTS_NEARBY:
            age = (self.make.until - husband.born_on).days / 365.25 + chance.uniform(20, 34)
            if age < 92:
                wife, grandfather = self._couple(group, age, husband.family_name)
                self.household(kin, self.ground.street(street.district), wife, grandfather)
                husband.mother, husband.father = wife, grandfather

    def _name_a_cousin_alike(self, one: Household, other: Household) -> None:
        for child in one.members[2:]:
            for cousin in other.members[2:]:
                alike = cousin.sex == child.sex and abs((cousin.born_on - child.born_on).days) < 3 * 365
                if alike and not cousin.namesake and self.chance.random() < COUSIN_OF_THE_SAME_NAME:
                    cousin.given_name, cousin.family_name = child.given_name, child.family_name
                    child.namesake, cousin.namesake = cousin, child

    def _lone_parent(self, kin: Kin, street: Street, group: EthnicGroup) -> None:
        chance = self.chance
        hers, his = parents_origins(chance, group)
        age = chance.triangular(17.5, 52, 33)
        stays = self.make.adult(hers, "F", age)
        if chance.random() < OTHER_PARENT_IN_AREA:
            left = self.make.adult(his, "M", max(age + chance.gauss(2.6, 4.5), 17.5))
            stays.former_partner, left.former_partner = left, stays
            if chance.random() < 0.12:
                stays, left = left, stays
            home = self.household(kin, street, stays)
            self.make.settle(home, *self._children(group, (stays, left)))
            self.household(
                kin, self.ground.street(chance.choice((street.district, chance.choice(DISTRICTS)))), left
            )
            return
        named_after_absent = chance.random() < NAMED_AFTER_ABSENT_PARENT
        home = self.household(kin, street, stays)
        family = his.culture.family_name(chance) if named_after_absent else None
        self.make.settle(home, *self._children(group, (stays,), family))

    def _three_generations(self, kin: Kin, street: Street, group: EthnicGroup) -> None:
        chance = self.chance
        home = self._family(kin, street, group, chance.triangular(22, 46, 32))
        wife, husband = home.members[:2]
        age = min((self.make.until - husband.born_on).days / 365.25 + chance.uniform(20, 32), 93)
        if chance.random() < GRANDFATHER_LIVES:
            husband.mother, husband.father = self._couple(group, age, husband.family_name)
            self.make.settle(home, husband.mother, husband.father)
        else:
            husband.mother = self.make.adult(
                origin(chance, husband.ethnic_group), "F", age, husband.family_name
            )
            self.make.settle(home, husband.mother)

    def _sharers(self, kin: Kin, street: Street) -> None:
        people = [
            self.make.adult(
                origin(self.chance, self._group(street.district)),
                self.chance.choice("FM"),
                self.chance.triangular(18.1, 45, 24),
            )
            for _ in range(self.chance.choice((2, 3, 3, 4, 5)))
        ]
        self.household(kin, street, *people)

    def _day_of_the_year(self) -> date:
        return self.make.until - timedelta(days=self.chance.randrange(10, 360))
