"""A child protection conference."""

from pydantic import Field

from commonthread.records.attendance import Attending
from commonthread.records.census_codes import CENSUS, AbuseCategory, Participation
from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Day, Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class ConferenceType(Code):
    INITIAL = "initial", "Initial conference"
    PRE_BIRTH = "pre_birth", "Pre-birth conference"
    TRANSFER_IN = "transfer_in", "Transfer-in conference"


class ConferenceOutcome(Code):
    PLAN = "plan", "Child protection plan"
    SERVICES = "services", "Services provided"
    ASSESSMENT = "assessment", "Assessment"
    OTHER_AGENCY = "other_agency", "Referral to another agency"
    NO_FURTHER_ACTION = "no_further_action", "No further action"
    OTHER = "other"


class ChildProtectionConference(Detail):
    conference_type: ConferenceType = Field(ConferenceType.INITIAL, title="Type of conference")
    referral_key: Words | None = Field(None, title="Agency's number for the referral")
    enquiry_key: Words | None = Field(None, title="Agency's number for the section 47 enquiry")
    due_on: Day | None = Field(None, title="Due by")
    quorate: bool | None = Field(None, title="Quorate")
    attended: tuple[Attending, ...] = Field((), title="Who took part")
    participation: Participation | None = Field(None, title="How the child took part")
    outcomes: tuple[ConferenceOutcome, ...] = Field((), title="Outcomes")
    category: AbuseCategory | None = Field(None, title="Category of abuse")
    child_said: Prose | None = Field(None, title="What the child said")
    summary: Prose | None = Field(None, title="Reasons and decisions")


def line(draft: Draft) -> str:
    conference = draft.detail_of(ChildProtectionConference)
    return line_of(
        f"{conference.conference_type.label}: child protection",
        listed(conference.outcomes),
        conference.category,
        conference.quorate is False and "not quorate",
        conference.participation and f"child: {conference.participation.words}",
    )


KIND = Kind(
    name="child_protection_conference",
    label="Child protection conference",
    explains="The meeting that decides whether a child needs a child protection plan.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES,),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=ChildProtectionConference,
    line=line,
    begins="Held",
    source=CENSUS,
)
