"""A concern about an adult with care and support needs."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, MentionRole, Prose


class AdultAbuse(Code):
    PHYSICAL = "physical", "Physical abuse"
    DOMESTIC = "domestic", "Domestic abuse"
    SEXUAL = "sexual", "Sexual abuse"
    PSYCHOLOGICAL = "psychological", "Psychological abuse"
    FINANCIAL = "financial", "Financial or material abuse"
    MODERN_SLAVERY = "modern_slavery", "Modern slavery"
    DISCRIMINATORY = "discriminatory", "Discriminatory abuse"
    ORGANISATIONAL = "organisational", "Organisational abuse"
    NEGLECT = "neglect", "Neglect or omission"
    SELF_NEGLECT = "self_neglect", "Self-neglect"


class AbuseSetting(Code):
    OWN_HOME = "own_home", "At home"
    CARE_HOME = "care_home", "In a care home"
    HOSPITAL = "hospital", "In hospital"
    COMMUNITY_SERVICE = "community_service", "In a community service"
    COMMUNITY = "community", "In the community"
    OTHER = "other", "Elsewhere"


class AdultDecision(Code):
    ENQUIRY = "section_42_enquiry", "Section 42 enquiry"
    OTHER_ENQUIRY = "other_enquiry", "Other safeguarding enquiry"
    CARE_ASSESSMENT = "care_assessment", "Care and support assessment"
    SIGNPOSTED = "signposted", "Signposted"
    NO_FURTHER_ACTION = "no_further_action", "No further action"


class AdultSafeguardingConcern(Detail):
    abuse: tuple[AdultAbuse, ...] = Field(min_length=1, title="Types of abuse")
    setting: AbuseSetting | None = Field(None, title="Where")
    decision: AdultDecision | None = Field(None, title="Decision")
    lacks_capacity: bool | None = Field(None, title="Lacks capacity for this decision")
    wishes_asked: bool | None = Field(None, title="Asked what they want to happen")
    children_in_household: bool | None = Field(None, title="Children in the household")
    summary: Prose | None = Field(None, title="What gives concern")


def line(draft: Draft) -> str:
    concern = draft.detail_of(AdultSafeguardingConcern)
    return line_of(
        "Adult safeguarding concern",
        listed(concern.abuse),
        concern.setting,
        concern.children_in_household and "children in the household",
        concern.decision or "not yet decided",
    )


def for_hub(draft: Draft) -> str:
    """What nobody has decided yet."""
    return "" if draft.detail_of(AdultSafeguardingConcern).decision else "adult"


KIND = Kind(
    name="adult_safeguarding_concern",
    label="Adult safeguarding concern",
    explains="A concern that an adult with care and support needs is being abused or neglected.",
    category=Category.ADULT_CARE,
    authors=(AgencyKind.ADULT_CARE, AgencyKind.HEALTH, AgencyKind.POLICE, AgencyKind.VOLUNTARY),
    mentions={
        MentionRole.SUBJECT: 1,
        MentionRole.SUSPECT: 4,
        MentionRole.CARER: 4,
        MentionRole.CHILD: 8,
        MentionRole.HOUSEHOLD_MEMBER: 8,
        MentionRole.REFERRER: 1,
    },
    retention=Retention.ADULT_CARE,
    detail=AdultSafeguardingConcern,
    line=line,
    is_contact=True,
    for_hub=for_hub,
)
