"""An independent return home interview after a child was missing."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, MentionRole, Moment, Prose, Words


class InterviewState(Code):
    HELD = "held"
    REFUSED = "refused", "Refused by the child"
    NOT_OFFERED = "not_offered", "Not offered"
    NOT_REACHED = "not_reached", "Child not reached"


class Disclosed(Code):
    SEXUAL_EXPLOITATION = "sexual_exploitation", "Sexual exploitation"
    CRIMINAL_EXPLOITATION = "criminal_exploitation", "Criminal exploitation"
    ABUSE_AT_HOME = "abuse_at_home", "Abuse or neglect at home"
    BULLYING = "bullying"
    SUBSTANCES = "substances", "Drugs or alcohol"
    RELATIONSHIPS = "relationships", "Family or friends"
    PLACEMENT = "placement", "Unhappy in placement"
    OTHER = "other"


class ReturnInterview(Detail):
    missing_key: Words | None = Field(None, title="Agency's number for the missing report")
    state: InterviewState = Field(title="What became of the interview")
    offered_at: Moment | None = Field(None, title="Offered at")
    independent: bool | None = Field(None, title="Interviewer independent of the placement")
    themes: tuple[Disclosed, ...] = Field((), title="What the child spoke of")
    child_said: Prose | None = Field(None, title="What the child said")


def line(draft: Draft) -> str:
    interview = draft.detail_of(ReturnInterview)
    return line_of("Return interview", interview.state, listed(interview.themes))


KIND = Kind(
    name="return_interview",
    label="Return home interview",
    explains="A talk with a child who was missing, offered within 72 hours by someone independent.",
    category=Category.MISSING,
    authors=(AgencyKind.CHILDRENS_SERVICES, AgencyKind.VOLUNTARY),
    mentions={MentionRole.SUBJECT: 1},
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=ReturnInterview,
    line=line,
    is_contact=True,
)
