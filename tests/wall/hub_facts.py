"""What stands in the tables of the Hub about a world's cases, as plain rows: facts alone, and nothing of who may see them."""

import json
from collections.abc import Iterable
from types import SimpleNamespace

from tests.making import Making

OF_CASES = "SELECT * FROM {} WHERE case_id = ANY (%(cases)s)"
OF_MEETINGS = "SELECT x.* FROM {} x JOIN pathways_meeting m ON m.number = x.meeting_id WHERE m.case_id = ANY (%(cases)s)"
OF_TEAMS = "SELECT * FROM {} WHERE agency = ANY (%(agencies)s)"
ROWS = {
    "cases": "SELECT * FROM pathways_case WHERE number = ANY (%(cases)s)",
    "people": OF_CASES.format("pathways_caseperson"),
    "members": OF_CASES.format("pathways_member"),
    "consents": OF_CASES.format("pathways_consent") + " ORDER BY id",
    "contacts": OF_CASES.format("pathways_contact"),
    "decided": OF_CASES.format("pathways_decided"),
    "told_of": "SELECT a.* FROM records_about a JOIN pathways_contact c ON c.record = a.record WHERE c.case_id = ANY (%(cases)s)",
    "tasks": OF_CASES.format("pathways_task"),
    "offers": OF_CASES.format("pathways_offer"),
    "requests": OF_CASES.format("pathways_request"),
    "looks": OF_CASES.format("pathways_looking") + " AND until_at > now()",
    "meetings": OF_CASES.format("pathways_meeting"),
    "attendees": OF_MEETINGS.format("pathways_attendee"),
    "lines": OF_MEETINGS.format("pathways_line"),
    "minutes": OF_MEETINGS.format("pathways_minutes"),
    "given": "SELECT g.*, m.number FROM pathways_given g JOIN pathways_minutes m ON m.id = g.minutes_id JOIN pathways_meeting k "
             "ON k.number = m.meeting_id WHERE k.case_id = ANY (%(cases)s)",
    "disagreements": OF_CASES.format("pathways_disagreement"),
    "notices": OF_CASES.format("notices_notice"),
    "samples": OF_TEAMS.format("pathways_sample"),
    "covers": OF_TEAMS.format("pathways_cover"),
    "community": OF_TEAMS.format("pathways_communitycontact"),
    "views": OF_TEAMS.format("pathways_savedview"),
    "drafts": 'SELECT token, agency, "user" FROM content.unfinished WHERE agency = ANY (%(agencies)s)',
    "merged": "SELECT number, merged_into FROM identity_person WHERE merged_into IS NOT NULL AND number = ANY (%(people)s)",
    "restrictions": "SELECT person, team FROM access_restriction WHERE person = ANY (%(people)s) AND (until_at IS NULL OR until_at > now())",
    "conflicts": 'SELECT person, "user" FROM access_conflict WHERE person = ANY (%(people)s) AND (until_at IS NULL OR until_at > now())',
}  # fmt: skip


class Facts:
    """Each kind of row by its name in ROWS; a number of a person is that under which they go now."""

    def __init__(
        self, make: Making, *, cases: Iterable[int], agencies: Iterable[str], people: Iterable[int]
    ) -> None:
        given = {"cases": list(cases), "agencies": list(agencies), "people": list(people)}
        for name, sql in ROWS.items():
            setattr(self, name, self._rows(make, sql, given))
        self.goes_as = {row.number: row.merged_into for row in self.merged}

    @staticmethod
    def _rows(make: Making, sql: str, given: dict) -> list[SimpleNamespace]:
        make._owner("SELECT 1")
        from django.db import connections

        (found,) = connections["owner"].connection.execute(
            f"SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]')::text FROM ({sql}) r", given
        ).fetchone()  # fmt: skip
        return [SimpleNamespace(**row) for row in json.loads(found)]

    def now(self, person: int) -> int:
        while person in self.goes_as:
            person = self.goes_as[person]
        return person

    def of(self, name: str, case) -> list[SimpleNamespace]:
        return [row for row in getattr(self, name) if row.case_id == case.number]

    def one(self, name: str, number: int) -> SimpleNamespace:
        return next(row for row in getattr(self, name) if row.number == number)
