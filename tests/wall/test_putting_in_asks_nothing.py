"""Whoever puts a number into a case of their own learns nothing by it: somebody restricted is there as a number of nobody is."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connections
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import WHY, NotAllowed
from commonthread.access.statements import rows, value
from commonthread.access.terms import Purpose
from commonthread.identity.linking import link_unlinked
from commonthread.pathways.actions import add_people
from commonthread.pathways.meetings import call_meeting
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure, tasks
from commonthread.pathways.terms import Sort
from commonthread.records.record import Mention, MentionRole
from tests.wall.hiding import Town, Undone

NOBODY = 999_000_111
# What differs by chance: long numbers and those of rows, names of officers and agencies, times, tickets.
BY_CHANCE = re.compile(
    r"UUID\('[^']+'\)|datetime\.datetime\([^)]*\)+|[\w ’-]*\b[0-9a-fA-F]{8}-[-\w]*|(?<=[\[(])\d+(?=[,\]])|\b\d+\.\d+(?:e-\d+)?|\b\d{5,}\b"
)
OF_A_CASE = {
    "notices.addresses": "{case}", "pathways.people": "{case}", "pathways.see": "{case}", "pathways.consents": "{case}",
    "pathways.tasks": "{case}", "pathways.may_turn_to": "{case}", "notices.from_us": "NULL, {case}, '', 9, 0",
    "notices.to_us": "{notice}, '', 9, 0", "pathways.cases": "'', '', 9, 0", "pathways.meetings": "{case}",
    "pathways.work": "'mine', '{{}}', '{{}}', 9, 0", "pathways.front_door": "'', '', '', '', 9, 0",
    "pathways.could_join": "{again}", "pathways.earlier_contacts": "{again}", "pathways.contacts_of": "{door}",
    "pathways.call_meeting": "{case}, 'discussion', ARRAY[{step}]::bigint[], now() + interval '2 hours', 'Room 2', {me}",
    "pathways.add_household": "{case}, {person}", "pathways.terms_of": "{case}", "pathways.parts": "{case}",
}  # fmt: skip


class Curious:
    """An officer of a hub with two cases and two contacts, into each of which they put one number."""

    def __init__(self, make, agency: str, person: int) -> None:
        self.make, self.team = make, make.team(agency)
        make._owner("UPDATE access_team SET discipline = 'safeguarding hub' WHERE id = %s", self.team)
        self.scope = make.scope(agency, Role.HUB_OFFICER, team=self.team)
        self.case, _ = (self.opens(person) for _ in range(2))
        self.door, self.again = (self.at_the_door(agency, person) for _ in range(2))
        with self.scope.transaction():
            value("SELECT notices.mark_safe(%s, 'her', 'e-mail', 'a@example.org', 'she', now() + interval '1 hour', NULL, NULL, %s)", self.case, person)  # fmt: skip
            self.notice = value("SELECT notices.send(%s, %s, 'for-attention', 'so', %s, NULL, NULL, now() + interval '2 hours')",
                                self.case, person, agency)  # fmt: skip
            (step,) = tasks(case(self.case))
        self.there = {"case": self.case, "person": person, "door": self.door, "again": self.again, "notice": self.notice,
                      "step": step.number, "me": self.scope.user}  # fmt: skip

    def opens(self, person: int) -> int:
        number = self.make.case(self.scope, person, purpose=Purpose.SECTION_47)
        with self.scope.transaction():
            follow_procedure(by=self.scope, case=case(number), pathway="section-47")
        return number

    def at_the_door(self, agency: str, person: int) -> int:
        make = self.make
        of_somebody_else = Mention(
            role=MentionRole.SUBJECT, given_name=f"Wilf{make.person()}", born_on=date(2015, 1, 1)
        )
        record = make.record(agency, make.draft("case_note", of_somebody_else))
        link_unlinked()
        (number,) = make._owner("INSERT INTO pathways_case (number, agency, purpose, power, because, pathway, edition, closed_because) VALUES "
                                "(pathways.fresh_number(), %s, 'deciding whether a child or adult is at risk', 'so', 'so', 'front-door', '2023', '') "
                                "RETURNING number", agency)  # fmt: skip
        make._owner("INSERT INTO pathways_member (case_id, team, leads, because, ended_because) VALUES (%s, %s, true, '', '')", number, self.team)  # fmt: skip
        make._owner("INSERT INTO pathways_contact (record, case_id, route, reference, about, district, is_pressing, wants_answer, from_agency, answer) "
                    "VALUES (%s, %s, 'public', %s, 'child', 'E08000025', false, true, '', '')", record, number, str(number))  # fmt: skip
        make._owner(
            'INSERT INTO records_sent (record, team, "case") VALUES (%s, %s, %s)', record, self.team, number
        )
        with self.scope.transaction():
            add_people(by=self.scope, case=number, people={person: Sort.CHILD}, because="so")
        return number

    def told(self, call: str) -> str:
        try:
            with self.scope.transaction(), connections["app"].cursor() as cursor:
                cursor.execute(call)
                raise Undone(cursor.fetchall())
        except Undone as undone:
            return str(sorted(BY_CHANCE.sub("…", str(row)) for row in undone.args[0]))
        except (IntegrityError, *WHY.values()) as refused:
            return f"{type(refused).__name__}: {str(refused).splitlines()[0]}"

    def everything(self) -> dict[str, str]:
        told = {door: self.told(f"SELECT * FROM {door}({given.format(**self.there)})".replace("%", "%%"))
                for door, given in OF_A_CASE.items()}  # fmt: skip
        with self.scope.transaction():
            ticket = value("SELECT notices.ask(%s)", self.notice)
        with self.scope.transaction():
            told["notices.take"] = BY_CHANCE.sub("…", str(rows("SELECT * FROM notices.take(%s)", ticket)))
            value("SELECT pathways.join_contacts(%s, %s, 'so')", self.again, self.door)
        return told | {"pathways.joined": self.told(f"SELECT * FROM pathways.joined({self.door})")}


@pytest.fixture
def told(make, fresh_database):
    """Of somebody who was restricted before, and of nobody, each to a team of its own that is alike."""
    town, found = Town(make), []
    make._owner("UPDATE access_agency SET district = 'E08000025' WHERE code = %s", town.agency)
    town.restrict()
    for person in (town.mother, NOBODY):
        curious = Curious(make, town.agency, person)
        found.append(curious.everything())
        make._owner("UPDATE access_team SET closed_at = now() WHERE id = %s", curious.team)
    return found


def test_somebody_restricted_before_is_in_it_as_nobody_is(told):
    hidden, nobody = told
    assert {door: (hidden[door], nobody[door]) for door in hidden if hidden[door] != nobody[door]} == {}
    assert [door for door, said in nobody.items() if said == "[]" or said.startswith("NotAllowed")] == [
        "pathways.consents", "pathways.may_turn_to", "pathways.meetings", "pathways.terms_of", "pathways.parts"]  # fmt: skip


def test_what_a_worker_of_the_named_team_put_in_is_still_kept_from_its_meetings(make, fresh_database):
    town = Town(make)
    town.restrict()
    number = make.case(town.officer, town.mother, purpose=Purpose.SECTION_47)
    colleague = town.somebody(Role.SOCIAL_WORKER)
    with town.officer.transaction():
        follow_procedure(by=town.officer, case=case(number), pathway="section-47")
        value("SELECT pathways.give_case(%s, %s, 'so')", number, colleague.user)
    for scope in (colleague, town.officer):
        with scope.transaction():
            (task,) = tasks(case(number))
        calls = {"by": scope, "task": task, "starts_at": now() + timedelta(hours=2), "place": "Room 2", "chair": scope.user}  # fmt: skip
        if scope is colleague:
            with pytest.raises(NotAllowed), scope.transaction():
                call_meeting(case=case(number), **calls)
        else:
            with scope.transaction():
                assert call_meeting(case=case(number), **calls)
