"""What changes in a year: moves, separations, new partners, children who come into care, a refuge."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from commonthread.synthetic.ground import Ground
from commonthread.synthetic.kin import Builder
from commonthread.synthetic.people import Household, Kin, Person, children_in

# Office for National Statistics, Census 2021 migration: about one household in ten moves within a year.
# The rest is judgement, of the right order for the area.
HOUSEHOLD_MOVES = 0.09
RENTERS_MOVE_AGAIN = 0.12
MOVES_WITHIN_DISTRICT = 0.8
PARENTS_SEPARATE = 0.012
NEW_PARTNER_MOVES_IN = 0.10
GOES_TO_REFUGE = 0.006
CHILD_IN_CARE = 0.0085
COMES_INTO_CARE_THIS_YEAR = 0.35
SIBLINGS_STAY_TOGETHER = 0.6


@dataclass
class Changes:
    builder: Builder
    until: date

    @property
    def chance(self) -> Random:
        return self.builder.chance

    @property
    def ground(self) -> Ground:
        return self.builder.ground

    def happen(self, kin: Kin) -> None:
        for household in tuple(kin.households):
            if household.address.communal:
                continue
            if self.chance.random() < HOUSEHOLD_MOVES:
                self._move(household, self._day())
                if self.chance.random() < RENTERS_MOVE_AGAIN:
                    self._move(household, self._day())
            self._family_changes(kin, household)

    def _family_changes(self, kin: Kin, household: Household) -> None:
        children = children_in(household, self.until)
        if not children:
            return
        parents = [
            person
            for person in household.members
            if person is children[0].mother or person is children[0].father
        ]
        if len(parents) == 2 and self.chance.random() < PARENTS_SEPARATE:
            self._leave(kin, parents[1], self._day())
        if len(parents) == 1 and parents[0].partner is None and self.chance.random() < NEW_PARTNER_MOVES_IN:
            self._new_partner(kin, household, parents[0])
        if len(parents) == 1 and parents[0].sex == "F" and self.chance.random() < GOES_TO_REFUGE:
            household.homes.append((self._day(), self.ground.communal("refuge", household.district)))
        for child in children:
            if child.household is household and self.chance.random() < CHILD_IN_CARE * household.strain:
                self._into_care(kin, child, children)

    def _move(self, household: Household, day: date) -> None:
        stays = self.chance.random() < MOVES_WITHIN_DISTRICT
        district = household.district if stays else self.chance.choice(self.ground.districts)
        household.homes.append((day, self.ground.address(self.ground.street(district))))
        household.homes.sort(key=lambda home: home[0])

    def _leave(self, kin: Kin, person: Person, day: date) -> None:
        partner = person.partner
        if partner:
            person.partner = partner.partner = None
            person.former_partner, partner.former_partner = partner, person
        new_home = self.builder.household(kin, self.ground.street(person.household.district))
        self._join(person, new_home, day)

    def _new_partner(self, kin: Kin, household: Household, parent: Person) -> None:
        age = max((self.until - parent.born_on).days / 365.25 + self.chance.gauss(1, 6), 18.5)
        partner = self.builder.adult_of(parent.ethnic_group, "M" if parent.sex == "F" else "F", age)
        self.builder.household(kin, self.ground.street(household.district), partner)
        partner.partner, parent.partner = parent, partner
        self._join(partner, household, self._day())

    def _into_care(self, kin: Kin, child: Person, siblings: list[Person]) -> None:
        day = self._day() if self.chance.random() < COMES_INTO_CARE_THIS_YEAR else self.builder.since
        day = max(day, child.born_on)
        foster_home = self.builder.foster_home(kin, child)
        together = self.chance.random() < SIBLINGS_STAY_TOGETHER
        for each in siblings if together else [child]:
            if each.born_on <= day and each.looked_after_since is None:
                each.looked_after_since = day
                self._join(each, foster_home, day)

    def _join(self, person: Person, household: Household, day: date) -> None:
        person.homes.append((day, household))
        household.members.append(person)

    def _day(self) -> date:
        return self.until - timedelta(days=self.chance.randrange(5, 360))
