"""A strategy discussion: whether to begin section 47 enquiries, and who leads them."""

from pydantic import Field

from commonthread.records.attendance import Attending
from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class StrategyOutcome(Code):
    JOINT = "joint_enquiry", "Section 47 enquiry, joint with police"
    SINGLE = "social_care_enquiry", "Section 47 enquiry by social care"
    POLICE_ONLY = "police_investigation", "Police investigation only"
    ASSESSMENT = "assessment", "Assessment without section 47"
    FURTHER_DISCUSSION = "further_discussion", "Further strategy discussion"
    NO_FURTHER_ACTION = "no_further_action", "No further action"


class Held(Code):
    MEETING = "meeting", "Held in person"
    TELEPHONE = "telephone", "Held by telephone"
    VIDEO = "video", "Held by video"


class StrategyDiscussion(Detail):
    referral_key: Words | None = Field(None, title="Agency's number for the referral")
    outcome: StrategyOutcome = Field(title="Decision")
    attended: tuple[Attending, ...] = Field((), title="Who took part")
    held: Held | None = Field(None, title="How it was held")
    emergency_protection: bool | None = Field(None, title="Immediate protection needed")
    medical: bool | None = Field(None, title="Medical examination agreed")
    summary: Prose | None = Field(None, title="Reasons and actions")


def line(draft: Draft) -> str:
    discussion = draft.detail_of(StrategyDiscussion)
    return line_of(
        "Strategy discussion",
        discussion.outcome,
        discussion.emergency_protection and "immediate protection needed",
        discussion.attended and f"with {listed(discussion.attended)}",
    )


KIND = Kind(
    name="strategy_discussion",
    label="Strategy discussion",
    explains="Social care, police, health and others decide together whether a child may be suffering harm.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES, AgencyKind.POLICE),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=StrategyDiscussion,
    line=line,
)
