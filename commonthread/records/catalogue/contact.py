"""An approach to children's services: information, a notification or a request for a service."""

from pydantic import Field

from commonthread.records.census_codes import CENSUS, ReferralSource
from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import CHILD_AND_REFERRER


class Approach(Code):
    INFORMATION = "request_for_information", "Request for information"
    NOTIFICATION = "notification"
    SERVICE = "request_for_service", "Request for a service"


class Urgency(Code):
    """The hub's grade. How many hours each allows is local."""

    RED = "red", "Graded red"
    AMBER = "amber", "Graded amber"
    GREEN = "green", "Graded green"
    BLUE = "blue", "Graded blue"


class Level(Code):
    UNIVERSAL = "universal", "Universal services"
    EARLY_HELP = "early_help", "Early help"
    CHILD_IN_NEED = "child_in_need", "Child in need"
    CHILD_PROTECTION = "child_protection", "Child protection"


class ContactOutcome(Code):
    NEW_REFERRAL = "new_referral", "New referral"
    EXISTING_REFERRAL = "existing_referral", "Passed to an open referral"
    ENQUIRY = "section_47", "Section 47 enquiry"
    EARLY_HELP = "early_help", "Early help"
    ADVICE = "advice", "Information and advice"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering"
    ADOPTION = "non_agency_adoption", "Non-agency adoption"
    MISSING = "missing", "Missing child"
    OTHER_AUTHORITY_PLAN = "other_authority_plan", "Child protection plan of another authority"
    NO_FURTHER_ACTION = "no_further_action", "No further action"
    OTHER = "other"


class ContactDetail(Detail):
    source: ReferralSource = Field(title="Who made contact")
    approach: Approach | None = Field(None, title="Kind of approach")
    urgency: Urgency | None = Field(None, title="Urgency")
    level: Level | None = Field(None, title="Level of need")
    outcomes: tuple[ContactOutcome, ...] = Field((), title="Outcomes")
    summary: Prose | None = Field(None, title="What was said")


def line(draft: Draft) -> str:
    contact = draft.detail_of(ContactDetail)
    return line_of(
        "Contact",
        f"from {contact.source.words}",
        contact.urgency,
        contact.level,
        listed(contact.outcomes) or "no outcome yet",
    )


KIND = Kind(
    name="contact",
    label="Contact",
    explains="An approach to children's services before it is decided whether it is a referral.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES,),
    mentions=CHILD_AND_REFERRER,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=ContactDetail,
    line=line,
    begins="Received",
    source=CENSUS,
)
