"""Early help for a family, with its consent."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class EarlyHelpReason(Code):
    PARENTING = "parenting"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    MENTAL_HEALTH = "mental_health", "Mental health"
    SUBSTANCE_USE = "substance_use", "Substance use"
    ATTENDANCE = "school_attendance", "School attendance"
    BEHAVIOUR = "behaviour", "Child's behaviour"
    DISABILITY = "disability"
    HOUSING = "housing"
    MONEY = "money", "Debt or low income"
    YOUNG_CARER = "young_carer", "Young carer"
    EXPLOITATION = "exploitation", "Risk of exploitation"
    OTHER = "other"


class EarlyHelpEnd(Code):
    OUTCOMES_MET = "outcomes_met", "Outcomes met"
    STEPPED_UP = "stepped_up", "Stepped up to social care"
    CONSENT_WITHDRAWN = "consent_withdrawn", "Consent withdrawn"
    DISENGAGED = "disengaged", "Family no longer took part"
    MOVED = "moved", "Moved away"
    NO_FURTHER_ACTION = "no_further_action", "No further action"
    OTHER = "other", "Ended for another reason"


class EarlyHelpEpisode(Detail):
    reasons: tuple[EarlyHelpReason, ...] = Field((), title="Reasons for help")
    lead_organisation: Words | None = Field(None, title="Lead organisation")
    stepped_down: bool | None = Field(None, title="Stepped down from social care")
    ended_because: EarlyHelpEnd | None = Field(None, title="Why it ended")
    summary: Prose | None = Field(None, title="The plan")


def line(draft: Draft) -> str:
    episode = draft.detail_of(EarlyHelpEpisode)
    return line_of(
        "Early help, ended" if draft.happened_until else "Early help",
        listed(episode.reasons),
        episode.stepped_down and "stepped down from social care",
        episode.ended_because,
    )


KIND = Kind(
    name="early_help_episode",
    label="Early help episode",
    explains="Targeted help for a family before or after social care, led by one practitioner.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES, AgencyKind.SCHOOL, AgencyKind.VOLUNTARY, AgencyKind.HEALTH),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=EarlyHelpEpisode,
    line=line,
    begins="Began",
    ends="Ended",
)
