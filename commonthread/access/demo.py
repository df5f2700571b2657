"""The people of the demo: one for each role, to sign in as without a password."""

from dataclasses import dataclass

from commonthread.access.permissions import Role


@dataclass(frozen=True)
class DemoPerson:
    username: str
    name: str
    agency: str
    role: Role


PEOPLE = (
    DemoPerson("hub.social.care", "Amara Whitlock", "csc-birmingham", Role.HUB_OFFICER),
    DemoPerson("hub.police", "Daniel Okafor-Reid", "police", Role.HUB_OFFICER),
    DemoPerson("social.worker", "Priya Ashdown", "csc-birmingham", Role.SOCIAL_WORKER),
    DemoPerson("police.sergeant", "Marek Holloway", "police", Role.POLICE_SUPERVISOR),
    DemoPerson("school.lead", "Grace Tennant", "school-thimblecroft-primary", Role.SCHOOL_LEAD),
    DemoPerson("named.nurse", "Yusuf Langley", "health-tamebridge", Role.HEALTH_PRACTITIONER),
    DemoPerson("records.officer", "Helen Marchbank", "csc-birmingham", Role.RECORDS_OFFICER),
    DemoPerson("protected.identities", "Rowan Sayle", "police", Role.PROTECTED_IDENTITIES),
    DemoPerson("data.protection", "Imogen Farr", "csc-birmingham", Role.DATA_PROTECTION_OFFICER),
    DemoPerson("administrator", "Theo Bancroft", "csc-birmingham", Role.ADMINISTRATOR),
)
