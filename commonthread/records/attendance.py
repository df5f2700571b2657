"""Which agencies took part in a meeting about a child."""

from commonthread.records.codes import Code


class Attending(Code):
    SOCIAL_CARE = "social_care", "Children's social care"
    POLICE = "police"
    HEALTH = "health"
    EDUCATION = "education"
    REFERRER = "referrer"
    HOUSING = "housing"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    ADULT_CARE = "adult_care", "Adult social care"
    MENTAL_HEALTH = "mental_health", "Mental health"
    SUBSTANCE_USE = "substance_use", "Substance use"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse service"
    VOLUNTARY = "voluntary", "Voluntary body"
    LEGAL = "legal", "Legal adviser"
    PARENT = "parent", "Parent or carer"
    CHILD = "child", "The child"
