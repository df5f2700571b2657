"""What an agency has on file about somebody: part of the truth, with the slips that it made."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from commonthread.access.terms import AgencyKind
from commonthread.synthetic.agencies import Agency
from commonthread.synthetic.pen import Pen
from commonthread.synthetic.people import Person
from commonthread.synthetic.quality import KEEPS, PASSING, SLIPS, Keeps
from commonthread.synthetic.registry import Registry

FILE_COPIED_FRESH = 0.06
LEARNS_OF_MOVE = 0.6


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
        pen = Pen(chance, person, day, keeps, SLIPS[agency.kind])
        pen.names()
        pen.birth()
        pen.numbers(self.registry)
        pen.home()
        pen.needs()
        return OnFile(pen.fields, tuple(pen.slips))


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
