"""The codes of the children in need census, all collection years, with short labels of our own."""

from commonthread.kernel.citations import Authority, Source
from commonthread.records.codes import Code

CENSUS = Source(
    "Children in need census: guide and specification",
    edition="2017 to 2026 collections",
    link="https://www.gov.uk/government/publications/children-in-need-census-2024-to-2025-guide",
    authority=Authority.STATUTORY_GUIDANCE,
)


class ReferralSource(Code):
    FAMILY = "1A", "Family member, relative or carer"
    ACQUAINTANCE = "1B", "Acquaintance, neighbour or child minder"
    SELF = "1C", "The child or young person"
    OTHER_INDIVIDUAL = "1D", "Another individual"
    SCHOOL = "2A", "School"
    EDUCATION_SERVICE = "2B", "Education service"
    GP = "3A", "General practitioner"
    HEALTH_VISITOR = "3B", "Health visitor"
    SCHOOL_NURSE = "3C", "School nurse"
    OTHER_PRIMARY_HEALTH = "3D", "Other primary health service"
    EMERGENCY_DEPARTMENT = "3E", "Emergency department"
    OTHER_HEALTH = "3F", "Other health service"
    HOUSING = "4", "Housing"
    SOCIAL_CARE = "5A", "Social care of this authority, such as adult care"
    OTHER_INTERNAL = "5B", "Other department of this authority"
    OTHER_AUTHORITY = "5C", "Another local authority"
    EARLY_HELP = "5D", "Early help of this authority"
    POLICE = "6", "Police"
    OTHER_LEGAL = "7", "Court, probation, prison, immigration or Cafcass"
    OTHER = "8", "Children's centre, independent provider or voluntary body"
    ANONYMOUS = "9", "Anonymous"
    UNKNOWN = "10", "Unknown"


class Need(Code):
    ABUSE_OR_NEGLECT = "N1", "Abuse or neglect"
    CHILD_DISABILITY = "N2", "Child's disability"
    PARENTAL_ILLNESS = "N3", "Parent's disability or illness"
    ACUTE_STRESS = "N4", "Family in acute stress"
    FAMILY_DYSFUNCTION = "N5", "Family dysfunction"
    BEHAVIOUR = "N6", "Socially unacceptable behaviour"
    LOW_INCOME = "N7", "Low income"
    ABSENT_PARENTING = "N8", "Absent parenting"
    NOT_IN_NEED = "N9", "Not a child in need"
    NOT_STATED = "N0", "Not stated"


class Closure(Code):
    ADOPTED = "RC1", "Adopted"
    DIED = "RC2", "Died"
    CHILD_ARRANGEMENTS = "RC3", "Child arrangements order"
    SPECIAL_GUARDIANSHIP = "RC4", "Special guardianship order"
    OTHER_AUTHORITY = "RC5", "Moved to another local authority's services"
    ADULT_CARE = "RC6", "Moved to adult social care"
    CEASED = "RC7", "Services ceased, such as no longer in need"
    NO_FURTHER_ACTION = "RC8", "Closed after assessment, no further action"
    EARLY_HELP = "RC9", "Closed after assessment, referred to early help"


class AbuseCategory(Code):
    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"
    MULTIPLE = "MUL", "More than one category"


class UpnUnknown(Code):
    NOT_YET_ASSIGNED = "UN1", "Too young to have been given one"
    NEVER_AT_SCHOOL_HERE = "UN2", "Never at a maintained school in England"
    EDUCATED_ELSEWHERE = "UN3", "Educated outside England"
    NOT_YET_KNOWN = "UN4", "New to the service, not yet known"
    SOURCES_DISAGREE = "UN5", "Sources disagree"
    NOT_YET_BORN = "UN6", "Not yet born or not yet collected"
    CLOSED_AT_REFERRAL = "UN7", "Referral with no further action"


class Factor(Code):
    """What an assessment found. 18A and 19A were split in later collections and stay readable."""

    ALCOHOL_CHILD = "1A", "Alcohol: the child"
    ALCOHOL_PARENT = "1B", "Alcohol: a parent or carer"
    ALCOHOL_OTHER = "1C", "Alcohol: another in the household"
    DRUGS_CHILD = "2A", "Drugs: the child"
    DRUGS_PARENT = "2B", "Drugs: a parent or carer"
    DRUGS_OTHER = "2C", "Drugs: another in the household"
    DOMESTIC_ABUSE_CHILD = "3A", "Domestic abuse: of the child"
    DOMESTIC_ABUSE_PARENT = "3B", "Domestic abuse: of a parent or carer"
    DOMESTIC_ABUSE_OTHER = "3C", "Domestic abuse: of another in the household"
    MENTAL_HEALTH_CHILD = "4A", "Mental health: the child"
    MENTAL_HEALTH_PARENT = "4B", "Mental health: a parent or carer"
    MENTAL_HEALTH_OTHER = "4C", "Mental health: another in the household"
    LEARNING_DISABILITY_CHILD = "5A", "Learning disability: the child"
    LEARNING_DISABILITY_PARENT = "5B", "Learning disability: a parent or carer"
    LEARNING_DISABILITY_OTHER = "5C", "Learning disability: another in the household"
    PHYSICAL_CHILD = "6A", "Physical disability or illness: the child"
    PHYSICAL_PARENT = "6B", "Physical disability or illness: a parent or carer"
    PHYSICAL_OTHER = "6C", "Physical disability or illness: another in the household"
    YOUNG_CARER = "7A", "Young carer"
    PRIVATE_FOSTERING = "8A", "Privately fostered"
    PRIVATE_FOSTERING_RETURNING = "8B", "Privately fostered from overseas, to return"
    PRIVATE_FOSTERING_STAYING = "8C", "Privately fostered from overseas, to stay"
    PRIVATE_FOSTERING_EDUCATION = "8D", "Privately fostered for education"
    PRIVATE_FOSTERING_FAMILY = "8E", "Privately fostered by the family's own arrangement"
    PRIVATE_FOSTERING_OTHER = "8F", "Privately fostered: other"
    UNACCOMPANIED = "9A", "Unaccompanied asylum-seeking child"
    MISSING = "10A", "Going missing"
    SEXUAL_EXPLOITATION = "11A", "Child sexual exploitation"
    TRAFFICKING = "12A", "Trafficking"
    GANGS = "13A", "Gangs"
    BEHAVIOUR = "14A", "Socially unacceptable behaviour"
    SELF_HARM = "15A", "Self-harm"
    NEGLECT = "16A", "Neglect"
    EMOTIONAL_ABUSE = "17A", "Emotional abuse"
    PHYSICAL_ABUSE = "18A", "Physical abuse (earlier collections)"
    PHYSICAL_ABUSE_BY_CHILD = "18B", "Physical abuse by another child"
    PHYSICAL_ABUSE_BY_ADULT = "18C", "Physical abuse by an adult"
    SEXUAL_ABUSE = "19A", "Sexual abuse (earlier collections)"
    SEXUAL_ABUSE_BY_CHILD = "19B", "Sexual abuse by another child"
    SEXUAL_ABUSE_BY_ADULT = "19C", "Sexual abuse by an adult"
    OTHER = "20", "Other"
    NONE = "21", "No factor found"
    GENITAL_MUTILATION = "22A", "Female genital mutilation"
    FAITH_OR_BELIEF = "23A", "Abuse linked to faith or belief"
    CRIMINAL_EXPLOITATION = "24A", "Child criminal exploitation"


class Participation(Code):
    """How a child took part in a conference or review."""

    UNDER_FOUR = "PN0", "Under four years old"
    SPOKE = "PN1", "Attended and spoke"
    ADVOCATE_SPOKE = "PN2", "Attended, an advocate spoke"
    WITHOUT_WORDS = "PN3", "Attended, made views known without words"
    ATTENDED_ONLY = "PN4", "Attended, views not heard"
    SENT_ADVOCATE = "PN5", "Did not attend, an advocate spoke"
    SENT_VIEWS = "PN6", "Did not attend, sent views"
    NOT_HEARD = "PN7", "Did not attend, views not heard"
