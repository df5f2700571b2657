"""A mother who must not be found, the team that is named for her, and those who may not learn that she is there."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connections
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.terms import AgencyKind
from commonthread.identity.linking import link_unlinked
from commonthread.identity.queries import who
from commonthread.identity.restricting import restrict
from commonthread.identity.standardise import GivenMention
from commonthread.records.queries import story_envelopes
from commonthread.records.record import Mention, MentionRole
from tests.making import Making

SOON = localdate() + timedelta(days=90)
ABENA = Mention(role=MentionRole.SUBJECT, given_name="Abena", family_name="Owusuah", born_on=date(1991, 5, 17),
                nhs_number="9990000018", address="4 Wicket Lane", postcode="WM7 4QT", phone="07700 900431")  # fmt: skip
KWAME = Mention(role=MentionRole.SUBJECT, given_name="Kwame", family_name="Asantewaa", born_on=date(1988, 2, 3),
                address="71 Tinsley Road", postcode="WM3 1BB")  # fmt: skip

EFUA = Mention(role=MentionRole.SUBJECT, given_name="Efua", family_name="Owusuah", born_on=date(2019, 9, 30),
               address=ABENA.address, postcode=ABENA.postcode)  # fmt: skip
NANA = EFUA.model_copy(update={"given_name": "Nana", "born_on": date(2025, 12, 1)})
LOOKED_FOR = GivenMention(0, given_name="Abena", family_name="Owusuah", born_on=ABENA.born_on)


@dataclass
class Town:
    """One agency knows a mother and a stranger; another knows of neither."""

    make: Making
    agency: str = field(init=False)
    team: int = field(init=False)
    officer: Scope = field(init=False)
    mother: int = field(init=False)
    stranger: int = field(init=False)

    def __post_init__(self) -> None:
        self.agency = self.make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.team = self.make.team(self.agency)
        self.officer = self.make.scope(self.agency, Role.PROTECTED_PERSONS, team=self.team)
        self.records = {name: self.make.record(self.agency, self.make.draft("case_note", who))
                        for name, who in (("mother", ABENA), ("stranger", KWAME))}  # fmt: skip
        link_unlinked()
        self.mother, self.stranger = (self.person_of(self.records[who]) for who in ("mother", "stranger"))

    def somebody(self, role: Role = Role.HUB_OFFICER) -> Scope:
        """A colleague in the same agency who is not of the team."""
        return self.make.scope(self.agency, role)

    def restrict(self, *persons: int) -> None:
        with self.officer.transaction():
            restrict(by=self.officer, persons=list(persons or (self.mother,)), why="fled; he asks after her",
                     review_on=SOON)  # fmt: skip

    def person_of(self, record: int) -> int:
        return self.make._owner("SELECT person FROM records_about WHERE record = %s", record)[0]

    def mention_of(self, record: int) -> int:
        return self.make._owner("SELECT min(number) FROM content.mention WHERE record = %s", record)[0]


class Undone(Exception):
    """Carries what a statement gave out of a transaction that is rolled back."""


def answer(scope: Scope, sql: str, about: dict, login: str = "app") -> object:
    """What a statement gives somebody, or how it is refused; nothing of what it does is kept."""
    try:
        with scope.transaction(login), connections[login].cursor() as cursor:
            cursor.execute(sql, about)
            raise Undone(cursor.fetchall())
    except (NotAllowed, Undone) as told:
        return told.args


def found(scope, asked=LOOKED_FOR):
    return [candidate.person for candidate in who(scope, asked)]


def seen(scope, *persons):
    with scope.transaction():
        return [envelope.number for envelope in story_envelopes(persons)]
