"""What an agency has on file about somebody: part of the truth, with the slips that it made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from commonthread.access.terms import AgencyKind
from commonthread.synthetic import slips
from commonthread.synthetic.agencies import Agency
from commonthread.synthetic.names.culture import Custom
from commonthread.synthetic.people import Person
from commonthread.synthetic.quality import KEEPS, PASSING, SLIPS, Keeps, Slips
from commonthread.synthetic.registry import Registry

FILE_COPIED_FRESH = 0.06
LEARNS_OF_MOVE = 0.6
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
ABROAD_SHARE = 0.5


@dataclass(slots=True)
class OnFile:
    """Fields of a mention, and the names of the slips in them."""

    fields: dict[str, Any]
    slips: tuple[str, ...]


@dataclass
class Knowledge:
    registry: Registry

    def about(self, chance: Random, person: Person, agency: Agency, day: date, in_passing: bool) -> OnFile:
        """What the agency writes of the person on a day; a numbered file says the same each time."""
        keeps = (PASSING if in_passing else KEEPS)[agency.kind]
        if person.born_on > day or chance.random() >= keeps.own_number:
            return self._written(chance, person, agency, day, keeps)
        on_file = person.on_file.get(agency.code)
        if on_file is None or chance.random() < FILE_COPIED_FRESH:
            number = on_file.fields["agency_person_id"] if on_file else self._own_number(agency)
            second = on_file is not None and chance.random() < SLIPS[agency.kind].second_own_number * 10
            on_file = self._written(chance, person, agency, day, KEEPS[agency.kind])
            on_file.fields["agency_person_id"] = self._own_number(agency) if second else number
            on_file.slips += ("second own number",) if second else ()
            person.on_file[agency.code] = on_file
        self._keep_up_to_date(chance, person, on_file, day)
        return OnFile(dict(on_file.fields), on_file.slips)

    def numbered_file(self, chance: Random, person: Person, agency: Agency, day: date) -> OnFile:
        """The agency's own file of the person, opened if there is none."""
        if agency.code not in person.on_file:
            on_file = self._written(chance, person, agency, day, KEEPS[agency.kind])
            on_file.fields["agency_person_id"] = self._own_number(agency)
            person.on_file[agency.code] = on_file
        return person.on_file[agency.code]

    def plainly(self, person: Person, agency: Agency, day: date) -> OnFile:
        """What a careful record says: names, birth date, home and the agency's number, without a slip."""
        if person.born_on > day:
            return OnFile({"expected_on": person.expected_on, "given_name": "Unborn"}, ())
        on_file = person.on_file.get(agency.code)
        number = on_file.fields["agency_person_id"] if on_file else self._own_number(agency)
        address = person.address_on(day)
        fields = {
            "agency_person_id": number,
            "given_name": person.given_name,
            "family_name": person.family_name_on(day),
            "middle_names": person.middle_names,
            "born_on": person.born_on,
            "sex": person.sex,
            "address": address.line,
            "postcode": address.postcode,
            "nhs_number": person.nhs_number if agency.kind is AgencyKind.HEALTH else None,
            "upn": person.upn if agency.kind is AgencyKind.SCHOOL else None,
            "school": person.school if agency.kind is AgencyKind.SCHOOL else None,
            "practice": person.practice if agency.kind is AgencyKind.HEALTH else None,
        }
        person.on_file[agency.code] = OnFile(fields, ())
        return OnFile(dict(fields), ())

    def _own_number(self, agency: Agency) -> str:
        return self.registry.agency_number(agency.code, NUMBER_PREFIX[agency.kind])

    def _keep_up_to_date(self, chance: Random, person: Person, on_file: OnFile, day: date) -> None:
        address = person.address_on(day)
        moved = on_file.fields.get("address") and address.postcode != on_file.fields.get("postcode")
        if moved and "old address" not in on_file.slips and chance.random() < LEARNS_OF_MOVE:
            on_file.fields |= {"address": address.line, "postcode": address.postcode}

    def _written(self, chance: Random, person: Person, agency: Agency, day: date, keeps: Keeps) -> OnFile:
        if person.born_on > day:
            return _unborn(chance, person, day)
        writing = Writing(chance, person, day, keeps, SLIPS[agency.kind])
        writing.names()
        writing.birth()
        writing.numbers(self.registry)
        writing.home()
        writing.needs()
        return OnFile(writing.fields, tuple(writing.slips))


NUMBER_PREFIX = {
    AgencyKind.POLICE: "N",
    AgencyKind.CHILDRENS_SERVICES: "C",
    AgencyKind.SCHOOL: "A",
    AgencyKind.HEALTH: "H",
    AgencyKind.ADULT_CARE: "AC",
    AgencyKind.PROBATION: "CRN",
    AgencyKind.YOUTH_JUSTICE: "YJ",
    AgencyKind.HOUSING: "T",
    AgencyKind.VOLUNTARY: "V",
}


def _unborn(chance: Random, person: Person, day: date) -> OnFile:
    mother = person.mother
    fields: dict[str, Any] = {"expected_on": person.expected_on or person.born_on}
    if mother:
        fields["family_name"] = mother.family_name_on(day)
        if chance.random() < 0.7:
            fields["given_name"] = "Unborn"
        address = mother.address_on(day)
        fields |= {"address": address.line, "postcode": address.postcode}
    return OnFile(fields, ("unborn",))


class Writing:
    """One pen on one form."""

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

    def _address(self):
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
