"""The people of the demo, one for each role, to sign in as without a password; and its written stories."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import connections

from commonthread.access.permissions import ROLES, Permission, Role
from commonthread.access.terms import AgencyKind, Discipline

STORIES = "demo-stories.json"
# No account that has, or has had, a way in of its own bears this.
NO_PASSWORD = "!"


LOOKS_AFTER = (Role.RECORDS_OFFICER, Role.PROTECTED_PERSONS)


@dataclass(frozen=True)
class DemoPerson:
    username: str
    name: str
    agency: str
    role: Role
    discipline: Discipline | None = None


@dataclass(frozen=True)
class PersonShown:
    username: str
    name: str
    agency: str
    kind: AgencyKind
    role: Role

    @property
    def group(self) -> str:
        """Under which heading to sign in as them."""
        if self.role is Role.HUB_OFFICER:
            return "In the hub: across agencies"
        if Permission.ENTER_RECORDS in ROLES[self.role].permissions and self.role not in LOOKS_AFTER:
            return "At work with people: what their own agency knows"
        return "Looking after it, and answering for it"


@dataclass(frozen=True)
class DemoStory:
    """`sent` is how many records each agency sent; `shows` what only all of them together let one see."""

    title: str
    shows: str
    person: int
    sent: tuple[tuple[str, int], ...]
    # For whom alone its people are there; for everybody where it is empty.
    seen_by: str = ""

    @property
    def records(self) -> int:
        return sum(count for _, count in self.sent)


PEOPLE = (
    DemoPerson("hub.social.care", "Amara Whitlock", "csc-birmingham", Role.HUB_OFFICER, Discipline.HUB),
    DemoPerson("hub.police", "Daniel Okafor-Reid", "police", Role.HUB_OFFICER, Discipline.HUB),
    DemoPerson("hub.health", "Mei Lin Carrow", "health-tamebridge", Role.HUB_OFFICER, Discipline.HUB),
    DemoPerson("hub.adult.care", "Tomasz Brindley", "adult-care-birmingham", Role.HUB_OFFICER, Discipline.HUB),
    DemoPerson("hub.probation", "Sadia Kestrel", "probation", Role.HUB_OFFICER, Discipline.HUB),
    DemoPerson("social.worker", "Priya Ashdown", "csc-birmingham", Role.SOCIAL_WORKER, Discipline.CHILD_PROTECTION),
    DemoPerson("hub.manager", "Beatrix Halloran", "csc-birmingham", Role.TEAM_MANAGER, Discipline.HUB),
    DemoPerson("conference.chair", "Owen Thistlewood", "csc-birmingham", Role.CONFERENCE_CHAIR, Discipline.CHILD_PROTECTION),
    DemoPerson("investigator", "Leila Marsden", "police", Role.INVESTIGATOR, Discipline.DOMESTIC_ABUSE),
    DemoPerson("police.sergeant", "Marek Holloway", "police", Role.POLICE_SUPERVISOR, Discipline.CHILD_PROTECTION),
    DemoPerson("missing.coordinator", "Chidi Pemberton", "police", Role.MISSING_COORDINATOR, Discipline.MISSING_PEOPLE),
    DemoPerson("neighbourhood.officer", "Jo Larkspur", "police", Role.NEIGHBOURHOOD_OFFICER, Discipline.NEIGHBOURHOOD),
    DemoPerson("school.lead", "Grace Tennant", "school-thimblecroft-primary", Role.SCHOOL_LEAD),
    DemoPerson("named.nurse", "Yusuf Langley", "health-tamebridge", Role.HEALTH_PRACTITIONER, Discipline.CHILD_PROTECTION),
    DemoPerson("records.officer", "Helen Marchbank", "csc-birmingham", Role.RECORDS_OFFICER, Discipline.OVERSIGHT),
    DemoPerson("records.officer.second", "Gareth Elmhirst", "csc-birmingham", Role.RECORDS_OFFICER, Discipline.OVERSIGHT),
    DemoPerson("protected.identities", "Rowan Sayle", "police", Role.PROTECTED_IDENTITIES, Discipline.OVERSIGHT),
    DemoPerson("protected.persons", "Nadia Hartwell", "csc-sandwell", Role.PROTECTED_PERSONS, Discipline.PROTECTED_PERSONS),
    DemoPerson("protected.persons.police", "Callum Strand", "police", Role.PROTECTED_PERSONS, Discipline.PROTECTED_PERSONS),
    DemoPerson("data.protection", "Imogen Farr", "csc-birmingham", Role.DATA_PROTECTION_OFFICER, Discipline.OVERSIGHT),
    DemoPerson("data.protection.police", "Ruth Abernethy", "police", Role.DATA_PROTECTION_OFFICER, Discipline.OVERSIGHT),
    DemoPerson("caldicott.guardian", "Dr Anil Fairweather", "health-tamebridge", Role.CALDICOTT_GUARDIAN, Discipline.OVERSIGHT),
    DemoPerson("inspector", "Frances Quill", "csc-birmingham", Role.INSPECTOR),
    DemoPerson("policing.body", "Nathan Oyelaran", "policing-body", Role.POLICING_BODY_OFFICE),
    DemoPerson("administrator", "Theo Bancroft", "csc-birmingham", Role.ADMINISTRATOR, Discipline.OVERSIGHT),
    DemoPerson("administrator.police", "Bea Winterbourne", "police", Role.ADMINISTRATOR, Discipline.OVERSIGHT),
)  # fmt: skip


def people() -> tuple[PersonShown, ...]:
    """Those of them who have an account here, with their agency's name."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT u.username, a.name, a.kind FROM access_user u "
            "JOIN access_post p ON p.user_id = u.id JOIN access_agency a ON a.code = p.agency_id "
            "WHERE u.username = ANY (%s) AND u.is_active",
            [[person.username for person in PEOPLE]],
        )
        agency_of = {username: (name, AgencyKind(kind)) for username, name, kind in cursor.fetchall()}
    return tuple(
        PersonShown(person.username, person.name, *agency_of[person.username], person.role)
        for person in PEOPLE
        if person.username in agency_of
    )


def account(username: str):
    """The account of one of the demo's people; None for every other, and for somebody real who bears such a name."""
    person = next((person for person in PEOPLE if person.username == username), None)
    if person is None:
        return None
    made_by_demo = {"username": username, "name": person.name, "password": NO_PASSWORD, "is_active": True}
    return get_user_model().objects.filter(**made_by_demo).first()


def stories(folder: Path) -> tuple[DemoStory, ...]:
    """The first to be told first; none where no demo was built."""
    path = folder / STORIES
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return tuple(
        DemoStory(
            s["title"],
            s["shows"],
            s["person"],
            tuple((name, count) for name, count in s["sent"]),
            s.get("seen_by", ""),
        )
        for s in told
    )


def write_stories(folder: Path, told: Sequence[dict]) -> None:
    (folder / STORIES).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
