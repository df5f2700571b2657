"""The Standard Safeguarding Dataset as one children's service exports it: tables of numbers, and no names.

The names come beside it, as a register of the same numbers.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from commonthread.kernel.dates import in_england, start_of_day
from commonthread.synthetic.agencies import SSD_DISTRICT, by_code, local
from commonthread.synthetic.census_return import KINDS as CENSUS_KINDS
from commonthread.synthetic.dataset_tables import EXPORTED, address_json, cell
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.knowledge import OnFile
from commonthread.synthetic.people import Person
from commonthread.synthetic.scribe import Scribe
from commonthread.synthetic.staff import authors, staff
from commonthread.synthetic.truth import Source, truth_row

SSD = "ssd"
AGENCY = local("csc", SSD_DISTRICT)


@dataclass
class Export:
    scribe: Scribe
    tell_truth: Callable[[dict[str, str]], None]
    day: date
    exported: set[Person] = field(default_factory=set)

    def takes(self, event: Event) -> bool:
        """Whether the export carries it, so that no extract need tell it again."""
        census = event.kind in CENSUS_KINDS and in_england(event.at).date() <= self.day
        return event.agency == AGENCY and event.kind in EXPORTED and not event.story and not census

    def take(self, chance: Random, event: Event) -> None:
        person, day = event.named[0].person, in_england(event.at).date()
        on_file = self._person(chance, person, day)
        table = EXPORTED[event.kind]
        key = event.key or self.scribe.registry.agency_number(
            f"{AGENCY} {table.table}", table.prefix[0].upper()
        )
        cells = {
            table.key: key,
            "person_id": on_file.fields["agency_person_id"],
            table.began: event.at if event.time_known and event.kind == "missing_report" else day,
            **table.cells(event),
        }
        if table.ended and event.until:
            cells[table.ended] = (
                event.until if event.kind == "missing_report" else in_england(event.until).date()
            )
        self._row(table.table, table.prefix, key, cells)
        if event.detail.get("factors"):
            factors = {
                "table_id": f"{key}-1",
                "assessment_id": key,
                "assessment_factors_json": json.dumps(event.detail["factors"]),
            }
            self._row("assessment_factors", "cinf_", key, factors)
        self._tell(event.kind, key, table.table, on_file, person, day)

    def overhear(self, chance: Random, event: Event) -> None:
        """What the police report of a missing child whom this service knows, it writes down too."""
        person = event.named[0].person
        if event.kind == "missing_report" and not event.story and AGENCY in person.on_file:
            self.take(
                chance, Event(event.kind, AGENCY, event.at, event.named, event.detail, until=event.until)
            )

    def finish(self) -> None:
        for member in staff():
            if member.agency == AGENCY:
                cells = {
                    "professional_id": member.key,
                    "professional_name": member.name,
                    "professional_job_title": member.role,
                    "professional_department": member.team,
                }
                self._row("professionals", "prof_", member.key, cells)

    def _person(self, chance: Random, person: Person, day: date) -> OnFile:
        """The child's row, the address and the pupil number, with the first record about the child."""
        on_file = self.scribe.knowledge.numbered_file(chance, person, by_code()[AGENCY], day)
        if person in self.exported:
            return on_file
        self.exported.add(person)
        number, fields = on_file.fields["agency_person_id"], on_file.fields
        unborn = person.born_on > day
        cells = {
            "person_id": number,
            "sex": "U" if unborn else person.sex,
            "ethnicity": person.ethnic_group.code,
            "dob": None if unborn else fields.get("born_on", person.born_on),
            "upn_unknown": None if fields.get("upn") else "UN6" if unborn else "UN4",
            "expected_dob": person.expected_on if unborn else None,
        }
        self._row("person", "pers_", number, cells)
        self._tell("person_details", number, "person", on_file, person, day)
        self._address(person, on_file, day)
        if fields.get("upn"):
            linked = {
                "table_id": f"{number}-U",
                "person_id": number,
                "identifier_type": "Unique Pupil Number",
                "identifier_value": fields["upn"],
            }
            self._row("linked_identifiers", "link_", number, linked)
        self._register(chance, person, number, day)
        return on_file

    def _address(self, person: Person, on_file: OnFile, day: date) -> None:
        address, number = person.address_on(day), on_file.fields["agency_person_id"]
        since = max(person.household_on(day).homes[0][0], person.born_on)
        cells = {
            "table_id": f"{number}-A",
            "address_json": address_json(address),
            "person_id": number,
            "address_type": "Home",
            "address_start_date": min(since, day),
            "address_postcode": address.postcode.replace(" ", ""),
        }
        self._row("address", "addr_", number, cells)
        self._tell("change_of_address", f"{number}-A", "address", on_file, person, day)

    def _register(self, chance: Random, person: Person, number: str, day: date) -> None:
        named = Named(person, facts={"agency_person_id": number})
        at = start_of_day(day)
        entry = Event(
            "person_details", AGENCY, at, [named], {"entry": "current"}, time_known=False, key=f"REG-{number}"
        )
        self.scribe.write(chance, entry)

    def _row(self, table: str, prefix: str, order: str, cells: Mapping[str, Any]) -> None:
        file = f"{AGENCY}/{SSD}/ssd_{table}.csv"
        worker = {"s47_enquiry": "s47_completed_by_worker_id", "cin_episodes": "referral_worker_id"}.get(
            table
        )
        if worker:
            cells = {**cells, worker: authors(AGENCY, "referral")[0]}
        self.scribe.rows.add(
            (AGENCY, SSD, table, file), order, {prefix + name: cell(value) for name, value in cells.items()}
        )

    def _tell(self, kind: str, key: str, table: str, on_file: OnFile, person: Person, day: date) -> None:
        number = on_file.fields["agency_person_id"]
        source = Source(AGENCY, f"{AGENCY}/{SSD}/ssd_{table}.csv", SSD, kind, key, "subject", 1, number)
        self.tell_truth(truth_row(source, person, day, ("nobody named",)))
