"""The words in which sharing is agreed: who holds, what is held, and why somebody looks."""

from enum import StrEnum


class Category(StrEnum):
    """What an agreement speaks of: classes of records that are shared or not shared together."""

    CRIME_AND_INCIDENTS = "crime and incidents"
    MISSING = "missing people"
    SOCIAL_CARE = "children's social care"
    EDUCATION = "education"
    HEALTH = "health"
    MENTAL_HEALTH = "mental health"
    SUBSTANCE_USE = "substance use"
    ADULT_CARE = "adult social care"
    IDENTITY = "names and addresses"
    COMMUNITY = "community"
    HOUSING = "housing"
    JUSTICE = "justice"


# That somebody is known to such a service is itself a disclosure: without an agreement it does not even say that.
SILENT = frozenset({Category.MENTAL_HEALTH, Category.SUBSTANCE_USE})


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


class Purpose(StrEnum):
    """Why somebody looks. Stated before anything is shown, and kept with what was shown."""

    OWN_WORK = "my agency's own work with this person"
    SAFEGUARDING_ENQUIRY = "deciding whether a child or adult is at risk"
    SECTION_47 = "a section 47 enquiry"
    MISSING_PERSON = "finding a missing person"
    RECORD_QUALITY = "putting a record right"
