"""Enquiries under section 47 of the Children Act 1989."""

from pydantic import Field

from commonthread.records.census_codes import CENSUS
from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Day, Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class EnquiryFinding(Code):
    SUBSTANTIATED = "substantiated_continuing", "Concerns substantiated, continuing risk"
    NO_LONGER = "substantiated_not_continuing", "Concerns substantiated, no continuing risk"
    NOT_SUBSTANTIATED = "not_substantiated", "Concerns not substantiated"


class EnquiryOutcome(Code):
    CONFERENCE = "conference", "Child protection conference"
    SERVICES = "services", "Services provided"
    SHORT_BREAKS = "short_breaks", "Short breaks"
    LEGAL_ACTION = "legal_action", "Legal action"
    CONTINUE_ASSESSMENT = "continue_assessment", "Assessment continues"
    MONITOR = "monitor"
    NO_FURTHER_ACTION = "no_further_action", "No further action"
    OTHER = "other"


class Section47Enquiry(Detail):
    referral_key: Words | None = Field(None, title="Agency's number for the referral")
    conference_target: Day | None = Field(None, title="Conference due by")
    conference_on: Day | None = Field(None, title="Conference held on")
    conference_not_required: bool | None = Field(None, title="Conference not required")
    finding: EnquiryFinding | None = Field(None, title="Were concerns substantiated")
    outcomes: tuple[EnquiryOutcome, ...] = Field((), title="Outcomes")
    child_said: Prose | None = Field(None, title="What the child said and did")
    summary: Prose | None = Field(None, title="Analysis")


def line(draft: Draft) -> str:
    enquiry = draft.detail_of(Section47Enquiry)
    return line_of(
        "Section 47 enquiry completed" if draft.happened_until else "Section 47 enquiry begun",
        enquiry.finding,
        listed(enquiry.outcomes),
        enquiry.conference_not_required and "conference not required",
    )


KIND = Kind(
    name="section_47_enquiry",
    label="Section 47 enquiry",
    explains="Enquiries into whether a child is suffering or likely to suffer significant harm.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES,),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=Section47Enquiry,
    line=line,
    begins="Begun by strategy discussion",
    ends="Completed",
    is_contact=True,
    source=CENSUS,
)
