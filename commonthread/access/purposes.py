"""Which purposes each post states: what somebody in it may say that they look for."""

from commonthread.access.permissions import Role
from commonthread.access.terms import Purpose

OWN = frozenset({Purpose.OWN_WORK, Purpose.RECORD_QUALITY})
ENQUIRES = OWN | {Purpose.SAFEGUARDING_ENQUIRY, Purpose.MISSING_PERSON}
# Whether a section 47 enquiry is begun council and police decide, with health; others take part where they are asked.
DECIDES = ENQUIRES | {Purpose.SECTION_47}

# For another purpose somebody looks only where somebody else's case or meeting lets them. Who is not named states none.
STATES: dict[Role, frozenset[Purpose]] = {
    Role.HUB_OFFICER: DECIDES,
    Role.SOCIAL_WORKER: DECIDES,
    Role.CONFERENCE_CHAIR: DECIDES,
    Role.INVESTIGATOR: DECIDES,
    Role.TEAM_MANAGER: DECIDES,
    Role.POLICE_SUPERVISOR: DECIDES,
    Role.HEALTH_PRACTITIONER: DECIDES,
    Role.PROTECTED_PERSONS: DECIDES,
    Role.SYSTEM: DECIDES,
    Role.MISSING_COORDINATOR: ENQUIRES,
    Role.NEIGHBOURHOOD_OFFICER: ENQUIRES,
    Role.SCHOOL_LEAD: ENQUIRES,
    Role.RECORDS_OFFICER: OWN,
    Role.INSPECTOR: frozenset({Purpose.INSPECTION}),
}
