"""The words in which sharing is agreed: who holds, what is held, and why somebody looks."""

from enum import IntEnum, StrEnum


class Category(StrEnum):
    """What an agreement speaks of: classes of records that are shared or not shared together."""

    CRIME_AND_INCIDENTS = "crime and incidents"
    MISSING = "missing people"
    SOCIAL_CARE = "children's social care"
    EDUCATION = "education"
    HEALTH = "health"
    MENTAL_HEALTH = "mental health"
    SUBSTANCE_USE = "substance use"
    SEXUAL_HEALTH = "sexual health"
    ADULT_CARE = "adult social care"
    IDENTITY = "names and addresses"
    COMMUNITY = "community"
    HOUSING = "housing"
    JUSTICE = "justice"


# That somebody is known to such a service is itself a disclosure: without an agreement it does not even say that.
SILENT = frozenset({Category.MENTAL_HEALTH, Category.SUBSTANCE_USE, Category.SEXUAL_HEALTH})


class AgencyKind(StrEnum):
    POLICE = "police"
    CHILDRENS_SERVICES = "children's services"
    SCHOOL = "school"
    HEALTH = "health provider"
    ADULT_CARE = "adult social care"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth justice"
    HOUSING = "housing"
    VOLUNTARY = "voluntary body"
    POLICING_BODY = "local policing body"


# A local policing body holds the force to account, and keeps nobody's records.
RECORD_KEEPERS = tuple(kind for kind in AgencyKind if kind is not AgencyKind.POLICING_BODY)
HOLDS_RECORDS = frozenset(RECORD_KEEPERS)


class Discipline(StrEnum):
    """What a team does. With its policing unit it says whose work something is."""

    CHILD_PROTECTION = "child protection"
    VULNERABLE_ADULTS = "vulnerable adults"
    DOMESTIC_ABUSE = "domestic abuse"
    MISSING_PEOPLE = "missing people"
    NEIGHBOURHOOD = "neighbourhood"
    HUB = "safeguarding hub"
    PROTECTED_PERSONS = "protected persons"
    OVERSIGHT = "oversight and records"


class Purpose(StrEnum):
    """Why somebody looks. Stated before anything is shown, and kept with what was shown."""

    OWN_WORK = "my agency's own work with this person"
    SAFEGUARDING_ENQUIRY = "deciding whether a child or adult is at risk"
    SECTION_47 = "a section 47 enquiry"
    MISSING_PERSON = "finding a missing person"
    RECORD_QUALITY = "putting a record right"
    INSPECTION = "inspecting how an agency works"


# Below the threshold of section 47 the family is asked before other agencies are, unless somebody decides otherwise and
# says why. Here there is no time for it, or the law does not wait.
WITHOUT_CONSENT_DECISION = frozenset({Purpose.SECTION_47, Purpose.MISSING_PERSON})


class Level(IntEnum):
    """How much of a record an agreement lets through, least first."""

    NOTHING = 0
    RING = 1
    SUMMARY = 2
    FULL = 3

    @property
    def label(self) -> str:
        return LEVELS[self][0]

    @property
    def explains(self) -> str:
        return LEVELS[self][1]


LEVELS = {
    Level.NOTHING: ("nothing", "not even whether there is anything"),
    Level.RING: (
        "ring this team",
        "that the agency knows the person, and the number of its duty desk; nothing else",
    ),
    Level.SUMMARY: ("summary", "when, what kind of record and one line of what it says"),
    Level.FULL: ("full", "all that the record says"),
}
