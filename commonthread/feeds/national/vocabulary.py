"""The controlled vocabularies of the draft national Person and Safeguarding Standards."""

from commonthread.kernel.citations import Authority, Source
from commonthread.records.codes import Code

PERSON_STANDARD = Source(
    "Person Standard for multi-agency information sharing (PUB01)",
    edition="draft of July 2026",
    link="https://github.com/SocialCareData/standard",
    authority=Authority.NATIONAL_PRACTICE,
)
SAFEGUARDING_STANDARD = Source(
    "Safeguarding Standard for multi-agency information sharing (PUB02)",
    edition="draft of July 2026",
    link="https://github.com/SocialCareData/standard",
    authority=Authority.NATIONAL_PRACTICE,
)


class NameUse(Code):
    USUAL = "usual"
    OFFICIAL = "official"
    TEMPORARY = "temp", "Temporary"
    NICKNAME = "nickname"
    ANONYMOUS = "anonymous"
    OLD = "old"
    MAIDEN = "maiden"


class AddressUse(Code):
    HOME = "home"
    WORK = "work"
    TEMPORARY = "temp", "Temporary"
    OLD = "old", "Old or incorrect"
    BILLING = "billing"


class StatedGender(Code):
    MALE = "1", "Male"
    FEMALE = "2", "Female"
    INDETERMINATE = "9", "Indeterminate"
    NOT_KNOWN = "X", "Not known"


class PhenotypicSex(Code):
    MALE = "1", "Male"
    FEMALE = "2", "Female"
    INDETERMINATE = "9", "Indeterminate"
    NOT_KNOWN = "X", "Not known"


class CensusEthnicGroup(Code):
    """Ethnic group of the Census 2021, classification 20b."""

    BANGLADESHI = "1", "Bangladeshi"
    CHINESE = "2", "Chinese"
    INDIAN = "3", "Indian"
    PAKISTANI = "4", "Pakistani"
    OTHER_ASIAN = "5", "Other Asian"
    AFRICAN = "6", "Black African"
    CARIBBEAN = "7", "Black Caribbean"
    OTHER_BLACK = "8", "Other Black"
    WHITE_AND_ASIAN = "9", "White and Asian"
    WHITE_AND_BLACK_AFRICAN = "10", "White and Black African"
    WHITE_AND_BLACK_CARIBBEAN = "11", "White and Black Caribbean"
    OTHER_MIXED = "12", "Other mixed"
    WHITE_BRITISH = "13", "White British"
    WHITE_IRISH = "14", "White Irish"
    GYPSY_OR_TRAVELLER = "15", "Gypsy or Irish Traveller"
    ROMA = "16", "Roma"
    OTHER_WHITE = "17", "Other White"
    ARAB = "18", "Arab"
    OTHER = "19", "Any other ethnic group"
    DOES_NOT_APPLY = "-8", "Does not apply"


class Involvement(Code):
    """The examples that the standard gives of HL7's participation types; any other of theirs is allowed."""

    SUBJECT = "SBJ", "Subject"
    PERFORMER = "PPRF", "Primary performer"
    WITNESS = "WIT", "Witness"
    RESPONSIBLE = "RESP", "Responsible party"
    AUTHOR = "AUT", "Author"
    INFORMANT = "INF", "Informant"


class OrganisationType(Code):
    LOCAL_AUTHORITY = "local-authority", "Local authority"
    NHS_TRUST = "nhs-trust", "NHS trust"
    POLICE_FORCE = "police-force", "Police force"


class ServiceType(Code):
    YOUTH_OFFENDING = "youth-offending", "Youth offending team"
    PRIMARY_SCHOOL = "primary-school", "Primary school"
    SECONDARY_SCHOOL = "high-school", "Secondary school"
    SPECIAL_PRIMARY = "SEN-primary-school", "Primary school with specialist services"
    SPECIAL_SECONDARY = "SEN-high-school", "Secondary school with specialist services"
    ALTERNATIVE_PROVISION = "alternative-provision-school", "Alternative provision"
    SOCIAL_CARE = "social-care", "Social care"
    FAMILY_COURT = "family-court", "Family court"
    CAMHS = "CAMHS", "Child and adolescent mental health service"
    REABLEMENT = "reablement"
    NURSING_SHORT = "short-term-nursing-care", "Short-term nursing care"
    RESIDENTIAL_SHORT = "short-term-residential-care", "Short-term residential care"
    NURSING_LONG = "long-term-nursing-care", "Long-term nursing care"
    RESIDENTIAL_LONG = "long-term-residential-care", "Long-term residential care"
    HOME_SUPPORT = "home-support-domiciliary", "Support at home"
    DAY_SUPPORT = "day-support", "Day support"
    MEALS = "meals"
    TRANSPORT = "transport"
    EQUIPMENT = "equipment"
    DIRECT_PAYMENT = "direct-payment", "Direct payment"
    SHARED_LIVES = "shared-lives", "Shared Lives"
    SUPPORTED_LIVING = "community-supported-living", "Supported living"
    EXTRA_CARE = "extra-care-housing", "Extra care housing"
    SOCIAL_WORKER = "social-worker-support", "Support by a social worker"
    OTHER_PROFESSIONAL = "other-professional-support", "Support by another professional"
    LEARNING = "learning-education-employment", "Learning, education or work"
    END_OF_LIFE = "end-of-life-care", "End of life care"
    EMERGENCY = "emergency-support", "Emergency support"
    OTHER_SHORT = "other-short-term-support", "Other short-term support"
    OTHER_LONG = "other-long-term-support", "Other long-term support"
    CARER_RESPITE = "carer-respite", "Respite for a carer"
    CARER_SITTING = "carer-sitting-service", "Sitting service for a carer"
    CARER_UNIVERSAL = "carer-universal-services", "Universal services for a carer"
    CARER_OTHER = "other-carer-support", "Other support for a carer"


class EpisodeCode(Code):
    EARLY_HELP = "early-help", "Early help"
    EDUCATION_PLAN = "ehcp", "Education, health and care plan"
    FAMILY_COURT = "family-court-order", "Family court order"
    CHILD_IN_NEED = "cin-plan", "Child in need plan"
    CHILD_PROTECTION = "cp-plan", "Child protection plan"
    MENTAL_HEALTH = "CAMHS-plan", "Mental health care plan"
    SECTION_47 = "section-47", "Section 47 enquiry"
    CARE_LEAVER = "care-leaver", "Care leaver support"
    LOOKED_AFTER = "child-looked-after", "Looked after by the authority"
    ADULT_SAFEGUARDING = "adult-safeguarding", "Adult safeguarding enquiry"


class EventCode(Code):
    BIRTH = "birth"
    DEATH = "death"
    EMERGENCY = "ae-attendance", "A&E attendance"
    EXCLUSION = "school-exclusion", "School exclusion"
    SUSPENSION = "school-suspension", "School suspension"
    MISSING = "missing-person", "Reported missing"
    CONCERN = "safeguarding-concern", "Safeguarding concern"
    REFERRAL = "referral"
    HOMELESS = "homeless", "Made homeless"


class MeasurementType(Code):
    ATTENDANCE = "Attendance", "Attendance at school"
    AUTHORISED = "Authorised Absences", "Authorised absences"
    UNAUTHORISED = "Unauthorised Absences", "Unauthorised absences"
    CARING_HOURS = "caring-hours-per-week", "Hours of caring a week"


class MeasurementUnit(Code):
    COUNT = "count", ""
    PER_CENT = "pct", "%"
