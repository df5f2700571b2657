"""Two agencies that agree, by the pages' own actions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from commonthread.access.agreements.actions import draft, sign
from commonthread.access.agreements.edition import Clause, Said
from commonthread.access.agreements.queries import agreement
from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from tests.making import Making

DAY = timedelta(days=1)
SIGNATORY = Role.DATA_PROTECTION_OFFICER


class Agreeing:
    """The police and a trust, each with somebody who signs; the police draft."""

    def __init__(self, make: Making) -> None:
        self.make = make
        self.police, self.trust = make.agency(AgencyKind.POLICE), make.agency(AgencyKind.HEALTH)
        self.officer, self.guardian = make.user(self.police, SIGNATORY), make.user(self.trust, SIGNATORY)

    def said(self, **changes) -> Said:
        now = datetime.now(UTC)
        clause = Clause(
            holder_kinds=(AgencyKind.HEALTH,), viewer_kinds=(AgencyKind.POLICE,), roles=(Role.HUB_OFFICER.value,),
            categories=(Category.HEALTH,), purposes=(Purpose.SECTION_47,), level=Level.SUMMARY,
            power="children-act-1989-s47", condition="dpa-2018-sch1-para18",
        )  # fmt: skip
        whole = Said(
            title="Section 47 enquiries", why="So that an enquiry sees health.", contact="0121 496 0123",
            starts_at=now - DAY, review_on=(now + 180 * DAY).date(), ends_at=now + 365 * DAY,
            parties=(self.police, self.trust), clauses=(clause,),
        )  # fmt: skip
        return replace(whole, **changes)

    def drafted(self, agreement: int | None = None, **changes) -> int:
        scope = open_scope(self.officer)
        with scope.transaction():
            return draft(by=scope, said=self.said(**changes), agreement=agreement)

    def signed_by(self, user: int, number: int) -> None:
        scope = open_scope(user)
        with scope.transaction():
            edition = agreement(number).editions[-1]
            sign(by=scope, edition=edition, digest=edition.digest)

    def in_force(self, **changes) -> int:
        number = self.drafted(**changes)
        for user in (self.officer, self.guardian):
            self.signed_by(user, number)
        return number
