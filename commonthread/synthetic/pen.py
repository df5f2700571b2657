"""One pen on one form: what of the truth is written down, and where it slips."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from commonthread.synthetic import slips
from commonthread.synthetic.names.culture import Custom
from commonthread.synthetic.people import Address, Person
from commonthread.synthetic.quality import Keeps, Slips
from commonthread.synthetic.registry import Registry

NEWBORN_WITHOUT_NAME = 12
PUNCTUATION_DROPPED = 0.25
BORN_ABROAD = (
    "Afghan",
    "Somali",
    "Eritrean",
    "Arab",
    "Kurdish or Iranian",
    "Vietnamese",
    "Pakistani",
    "Roma",
)


class Pen:
    def __init__(self, chance: Random, person: Person, day: date, keeps: Keeps, rates: Slips) -> None:
        self.chance, self.person, self.day = chance, person, day
        self.keeps, self.rates = keeps, rates
        self.fields: dict[str, Any] = {}
        self.slips: list[str] = []

    def kept(self, fact: str) -> bool:
        return self.chance.random() < getattr(self.keeps, fact)

    def slip(self, name: str) -> bool:
        happens = self.chance.random() < getattr(self.rates, name)
        if happens:
            self.slips.append(name.replace("_", " "))
        return happens

    def names(self) -> None:
        person = self.person
        if person.age_on(self.day) == 0 and (self.day - person.born_on).days < NEWBORN_WITHOUT_NAME:
            self.fields |= {
                "given_name": "Baby",
                "family_name": (person.mother or person).family_name_on(self.day),
            }
            return
        given, middle, family = self._by_custom()
        if self.slip("names_swapped"):
            given, family = family, given
        given = self._slipped(given, "given", slips.mistype, slips.respell)
        family = self._slipped(family, "family", slips.mistype, slips.respell)
        if self.slip("initial_only"):
            given = given[0]
        self.fields |= {"given_name": given, "family_name": family.upper() if self.rates.capitals else family}
        if middle and self.kept("middle_names"):
            self.fields["middle_names"] = middle if self.chance.random() < 0.8 else middle[0]
        if person.known_as and self.kept("known_as"):
            self.fields["known_as"] = person.known_as
        if person.former_family_name and self.kept("former_family_name"):
            self.fields["former_family_name"] = person.former_family_name

    def _by_custom(self) -> tuple[str, str | None, str]:
        person = self.person
        given, middle, family = person.given_name, person.middle_names, person.family_name_on(self.day)
        if person.former_family_name and self.slip("former_name_used"):
            family = person.former_family_name
        if person.alias and self.slip("alias_given"):
            given, middle = person.alias, None
        elif person.known_as and self.slip("known_as_for_given"):
            given, middle = person.known_as, None
        elif given in slips.NICKNAMES and self.slip("nickname"):
            given = slips.nickname(self.chance, given)
        match person.culture.custom:
            case Custom.SIKH if middle and self.slip("religious_name_lost"):
                family, middle = (family, None) if self.chance.random() < 0.6 else (middle, None)
            case Custom.PATRONYMIC if middle and self.slip("religious_name_lost"):
                family, middle = middle, None
            case Custom.FAMILY_FIRST if self.slip("family_first_swapped"):
                given, family = family, given
        if "-" in family and self.slip("half_of_double_name"):
            family = family.split("-")[self.chance.randrange(2)]
        return self._punctuated(given), middle, self._punctuated(family)

    def _punctuated(self, name: str) -> str:
        if ("-" in name or "'" in name) and self.chance.random() < PUNCTUATION_DROPPED:
            return name.replace("-", " ").replace("'", "")
        return name

    def _slipped(self, name: str, part: str, *ways: Callable[[Random, str], str]) -> str:
        for way, rate in zip(ways, (f"{part}_mistyped", f"{part}_respelt"), strict=True):
            if self.slip(rate):
                name = way(self.chance, name)
        return name

    def birth(self) -> None:
        person = self.person
        if self.kept("sex"):
            wrong = self.slip("sex_wrong")
            self.fields["sex"] = {"F": "M", "M": "F"}[person.sex] if wrong else person.sex
        if not self.kept("born_on"):
            return
        born_on = person.born_on
        abroad = person.language != "English" and person.culture.name in BORN_ABROAD and born_on.year < 2012
        if self.slip("first_of_january_abroad" if abroad else "first_of_january"):
            born_on = slips.first_of_january(born_on)
        elif self.slip("day_month_swapped"):
            born_on = slips.day_and_month_swapped(born_on)
        elif self.slip("digit_off"):
            born_on = slips.one_digit_off(self.chance, born_on)
        self.fields["born_on"] = born_on if born_on <= self.day else person.born_on

    def numbers(self, registry: Registry) -> None:
        person = self.person
        if person.nhs_number and self.kept("nhs_number"):
            wrong = registry.somebody_elses_nhs_number(self.chance) if self.slip("wrong_nhs_number") else None
            self.fields["nhs_number"] = wrong or person.nhs_number
        if person.upn and self.kept("upn"):
            self.fields["upn"] = person.upn
            if person.former_upn and self.chance.random() < 0.5:
                self.fields["former_upn"] = person.former_upn
        if person.pnc_id and self.kept("pnc_id"):
            self.fields["pnc_id"] = person.pnc_id

    def home(self) -> None:
        if not self.kept("address"):
            return
        address = self._address()
        line = (
            slips.street_abbreviated(address.line)
            if self.chance.random() < self.rates.abbreviated
            else address.line
        )
        if self.chance.random() < self.rates.town_added:
            line = f"{line}, {address.district}"
        self.fields["address"] = line
        if self.kept("postcode"):
            mistyped = self.slip("postcode_mistyped")
            postcode = address.postcode
            self.fields["postcode"] = slips.postcode_mistyped(self.chance, postcode) if mistyped else postcode
        if self.kept("uprn"):
            self.fields["uprn"] = address.uprn

    def _address(self) -> Address:
        person, address = self.person, self.person.address_on(self.day)
        moves = [since for since, _ in person.household_on(self.day).homes[1:] if since <= self.day]
        if moves and self.slip("old_address"):
            return person.household_on(self.day).homes[0][1]
        return address

    def needs(self) -> None:
        person = self.person
        if person.phone and self.kept("phone"):
            self.fields["phone"] = person.phone
        if person.email and self.kept("email"):
            self.fields["email"] = person.email
        if person.language != "English" and self.kept("language"):
            self.fields["language"] = person.language
            if person.interpreter_needed:
                self.fields["interpreter_needed"] = True
        if person.disability and self.kept("disability"):
            self.fields["disabilities"] = person.disability
        if self.kept("ethnicity"):
            self.fields |= {
                "ethnicity": person.ethnic_group.label,
                "ethnicity_source": "recorded by the agency",
            }
        if person.school and self.kept("school"):
            self.fields["school"] = person.school
        if person.practice and self.kept("practice"):
            self.fields["practice"] = person.practice
