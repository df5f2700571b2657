"""A referral to children's services, and how the episode of need that it opened was closed."""

from pydantic import Field

from commonthread.records.census_codes import CENSUS, Closure, Need, ReferralSource
from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Day, Detail, Draft, Prose
from commonthread.records.roles import CHILD_AND_REFERRER


class ReferralOutcome(Code):
    ASSESSMENT = "assessment", "Assessment"
    STRATEGY_DISCUSSION = "strategy_discussion", "Strategy discussion"
    CONFERENCE = "conference", "Child protection conference"
    CARE_REQUEST = "care_request", "Request to be looked after"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering"
    ADOPTION = "non_agency_adoption", "Non-agency adoption"
    TRANSFER_IN = "transfer_in", "Child protection transfer in"
    CARE_LEAVER = "care_leaver", "Care leaver"
    NO_FURTHER_ACTION = "no_further_action", "No further action"
    OTHER = "other"


class Referral(Detail):
    source: ReferralSource = Field(title="Source of the referral")
    primary_need: Need | None = Field(None, title="Primary need")
    no_further_action: bool = Field(False, title="No further action after the referral")
    outcomes: tuple[ReferralOutcome, ...] = Field((), title="Outcomes")
    is_repeat: bool | None = Field(None, title="Within 12 months of an earlier referral")
    closed_on: Day | None = Field(None, title="Episode of need closed on")
    closure: Closure | None = Field(None, title="Reason for closure")
    summary: Prose | None = Field(None, title="What was said")


def line(draft: Draft) -> str:
    referral = draft.detail_of(Referral)
    return line_of(
        "Repeat referral" if referral.is_repeat else "Referral",
        f"from {referral.source.words}",
        referral.primary_need,
        listed(o for o in referral.outcomes if o is not ReferralOutcome.NO_FURTHER_ACTION),
        (referral.no_further_action or ReferralOutcome.NO_FURTHER_ACTION in referral.outcomes)
        and "no further action",
        referral.closure and f"closed: {referral.closure.words}",
    )


KIND = Kind(
    name="referral",
    label="Referral",
    explains="A request for a service from children's social care, to be answered in one working day.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES,),
    mentions=CHILD_AND_REFERRER,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=Referral,
    line=line,
    begins="Received",
    source=CENSUS,
)
