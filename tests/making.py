"""Agencies, people and records that a test makes for itself."""

import itertools
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connections

from commonthread.access.permissions import ROLES, Role
from commonthread.access.scope import Scope, open_scope
from commonthread.access.terms import SILENT, AgencyKind, Category, Discipline, Level, Purpose
from commonthread.pathways.actions import Decision, open_case, record_consent
from commonthread.pathways.terms import Answer, Sort, waits_for_consent
from commonthread.records.actions import append
from commonthread.records.examples import example
from commonthread.records.incoming import as_sent
from commonthread.records.kind import kinds as all_kinds
from commonthread.records.record import Draft, Mention

AGREED = Decision(True, Answer.AGREED, "spoke to the mother", True, "A manager")
AT = datetime(2026, 3, 14, 10, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Hub:
    """`officer` is a user of its team."""

    agency: str
    district: str
    team: int
    officer: int


class Making:
    def __init__(self) -> None:
        self.counter = itertools.count(1)
        self.mark = secrets.token_hex(4)

    def _owner(self, statement: str, *params):
        connection = connections["owner"]
        connection.ensure_connection()
        cursor = connection.connection.execute(statement, params)
        return cursor.fetchone() if cursor.description else None

    def agency(self, kind: AgencyKind = AgencyKind.POLICE) -> str:
        code = f"{kind.name.lower()}-{self.mark}-{next(self.counter)}".replace("_", "-")
        self._owner(
            "INSERT INTO access_agency (code, name, kind, district, duty_telephone, duty_hours) "
            "VALUES (%s, %s, %s, 'E08000025', '0121 496 0123', 'always')",
            code, f"Agency {code}", kind.value,
        )  # fmt: skip
        return code

    def hub(self, district: str = "E08000025", kind: AgencyKind = AgencyKind.CHILDRENS_SERVICES) -> "Hub":
        """The hub of a district, before every other that a test made there, with somebody of its team."""
        agency = self.agency(kind)
        self._owner("UPDATE access_agency SET district = %s WHERE code = %s", district, agency)
        self._owner(
            "UPDATE access_team t SET closed_at = now() FROM access_agency a WHERE a.code = t.agency_id AND a.district = %s "
            "AND a.kind = %s AND t.discipline = %s",
            district, kind.value, Discipline.HUB.value,
        )  # fmt: skip
        team = self.team(agency)
        self._owner("UPDATE access_team SET discipline = %s WHERE id = %s", Discipline.HUB.value, team)
        return Hub(agency, district, team, self.user(agency, Role.HUB_OFFICER, team=team))

    def no_hub(self, district: str) -> None:
        self._owner(
            "UPDATE access_team t SET closed_at = now() FROM access_agency a WHERE a.code = t.agency_id AND a.district = %s "
            "AND t.discipline = %s",
            district, Discipline.HUB.value,
        )  # fmt: skip

    def team(self, agency: str) -> int:
        name = f"Team {self.mark}-{next(self.counter)}"
        return self._owner(
            "INSERT INTO access_team (agency_id, name) VALUES (%s, %s) RETURNING id", agency, name
        )[0]

    def user(self, agency: str, role: Role, password: str = "", team: int | None = None) -> int:
        name = f"{role.value}-{self.mark}-{next(self.counter)}"
        number = self._owner(
            "INSERT INTO access_user (username, name, email, password, is_active) VALUES (%s, %s, '', %s, true) RETURNING id",
            name, name.replace("_", " ").title(), password,
        )[0]  # fmt: skip
        self._owner(
            "INSERT INTO access_post (user_id, agency_id, role, team_id, until_at) VALUES (%s, %s, %s, %s, now() + %s)",
            number, agency, role.value, team, ROLES[role].longest,
        )  # fmt: skip
        return number

    def scope(self, agency: str, role: Role, team: int | None = None) -> Scope:
        return open_scope(self.user(agency, role, team=team))

    def draft(self, kind: str = "case_note", *mentions: Mention, **changes) -> Draft:
        changes.setdefault("key", f"{self.mark}-{next(self.counter)}")
        if mentions:
            changes["mentions"] = mentions
        return example(kind).model_copy(update=changes)

    def record(
        self, agency: str, draft: Draft | None = None, *, persons: tuple[int, ...] = (), sequence: int = 1
    ) -> int:
        """Append a record and say which people it is about, as identity would."""
        (stored,) = append(
            agency=agency, delivery=0, sequence=sequence, drafts=[as_sent(agency, 1, draft or self.draft())]
        )
        for person in persons:
            self._owner(
                "INSERT INTO records_about (record, person, agency, category) "
                "SELECT number, %s, agency, category FROM records_record WHERE number = %s ON CONFLICT DO NOTHING",
                person, stored.number,
            )  # fmt: skip
        for ordinal, person in enumerate(persons, start=1):
            self._owner(
                "WITH linked AS (UPDATE content.mention SET person = %s WHERE record = %s AND ordinal = %s RETURNING number, person) "
                "INSERT INTO identity_link (mention, person, model, reason, ended_because) SELECT number, person, '2026-11', '', '' FROM linked",
                person, stored.number, ordinal,
            )  # fmt: skip
        return stored.number

    def person(self) -> int:
        return secrets.randbelow(9 * 10**8) + 10**8

    def agreement(self, *, viewer: str, role: Role, holder: str, category: Category, purpose: Purpose,
                  level: Level = Level.FULL, ends_in: timedelta = timedelta(days=365)) -> int:  # fmt: skip
        """One that lets a role of one agency see a category of another's records, signed by both."""
        clause = {
            "holders": [holder], "holder_kinds": [], "viewers": [viewer], "viewer_kinds": [], "roles": [role],
            "categories": [category], "purposes": [purpose], "level": level, "power": "children-act-2004-s11",
            "condition": "dpa-2018-sch1-para18",
        }  # fmt: skip
        return self.signed_agreement([holder, viewer], [clause], ends_in=ends_in)

    def agreement_on_all(
        self, *, viewer: str, role: Role, holder: str, level: Level, purposes: Iterable[Purpose]
    ) -> int:
        """One on every category: services that are silent are each named in a clause of their own."""
        ordinary = [category for category in Category if category not in SILENT]
        clauses = [
            {
                "holders": [holder], "holder_kinds": [], "viewers": [viewer], "viewer_kinds": [], "roles": [role],
                "categories": categories, "purposes": list(purposes), "level": level,
                "power": "children-act-2004-s11", "condition": "dpa-2018-sch1-para18",
            }
            for categories in (ordinary, *([category] for category in SILENT))
        ]  # fmt: skip
        return self.signed_agreement([holder, viewer], clauses)

    def partners(self, *agencies: str) -> int:
        """An agreement by which they ring each other's hub about what the community says, for every purpose."""
        clause = {
            "holders": list(agencies), "holder_kinds": [], "viewers": list(agencies), "viewer_kinds": [], "roles": [Role.HUB_OFFICER],
            "categories": [Category.COMMUNITY], "purposes": list(Purpose), "level": Level.RING,
            "power": "children-act-2004-s11", "condition": "dpa-2018-sch1-para18",
        }  # fmt: skip
        return self.signed_agreement(agencies, [clause])

    def signed_agreement(
        self, parties: Iterable[str], clauses: Iterable[dict], *, ends_in: timedelta = timedelta(days=365)
    ) -> int:
        now = datetime.now(UTC)
        said = {
            "title": f"Agreement {self.mark}", "why": "a test", "contact": "0121 496 0123", "change": "",
            "starts_at": (now - timedelta(days=100)).isoformat(), "ends_at": (now + ends_in).isoformat(),
            "review_on": (now + timedelta(days=180)).date().isoformat(),
            "parties": list(parties), "clauses": list(clauses),
        }  # fmt: skip
        return self._owner("SELECT access.bring_signed(%s::jsonb, '{}')", json.dumps(said))[0]

    def case(self, scope: Scope, *persons: int, purpose: Purpose = Purpose.SAFEGUARDING_ENQUIRY,
             decision: Decision | None = AGREED, because: str = "contact") -> int:  # fmt: skip
        """A case that `scope` opens about people, with the family's agreement where the purpose waits for one."""
        with scope.transaction():
            case = open_case(
                by=scope, purpose=purpose, power="Children Act 1989, section 17", because=because,
                people=dict.fromkeys(persons, Sort.CHILD),
            )  # fmt: skip
            if decision and waits_for_consent(purpose):
                record_consent(by=scope, case=case, people=persons, decision=decision)
        return case

    def feed_agreement(
        self,
        agency: str,
        *,
        kinds: Iterable[str] | None = None,
        fields: Iterable[str] = ("*",),
        cohort: str = "everybody",
    ) -> None:
        """What the agency sends: of these kinds (else all) these fields, `*` for every one."""
        named = list(all_kinds() if kinds is None else kinds)
        whole = ["mention.*", "record.*", *(f"{kind}.*" for kind in named)]
        self._owner(
            "INSERT INTO feeds_feedagreement (agency, edition, controller, responsible, cohort, cohort_rule, kinds, fields, "
            "power, starts_on, signed_at) SELECT %s, count(*) + 1, 'the agency', %s, 'everybody in the test', %s, %s, %s, "
            "'children-act-2004-s10', '2020-01-01', now() FROM feeds_feedagreement WHERE agency = %s",
            agency, agency, cohort, named, whole if tuple(fields) == ("*",) else list(fields), agency,
        )  # fmt: skip
