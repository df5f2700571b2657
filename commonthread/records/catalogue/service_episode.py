"""A service works with somebody for a time."""

from pydantic import Field

from commonthread.access.terms import RECORD_KEEPERS
from commonthread.kernel.citations import Authority, Source
from commonthread.records.codes import Code
from commonthread.records.kind import Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class EpisodeType(Code):
    """Mental health care plans are not here: they are mental health contacts and shared as such."""

    EARLY_HELP = "early-help", "Early help"
    EDUCATION_PLAN = "ehcp", "Education, health and care plan"
    FAMILY_COURT = "family-court-order", "Family court order"
    CHILD_IN_NEED = "cin-plan", "Child in need plan"
    CHILD_PROTECTION = "cp-plan", "Child protection plan"
    SECTION_47 = "section-47", "Section 47 enquiry"
    CARE_LEAVER = "care-leaver", "Care leaver support"
    LOOKED_AFTER = "child-looked-after", "Looked after by the authority"
    ADULT_SAFEGUARDING = "adult-safeguarding", "Adult safeguarding enquiry"
    OTHER = "other", "Other service"


class ServiceEpisode(Detail):
    episode_type: EpisodeType = Field(title="Type of episode")
    service_name: Words | None = Field(None, title="Service")
    service_code: Words | None = Field(None, title="Code of the service")
    organisation: Words | None = Field(None, title="Organisation")
    summary: Prose | None = Field(None, title="What partners need to know")


def line(draft: Draft) -> str:
    return line_of(
        "Service ended" if draft.happened_until else "Service at work",
        draft.detail_of(ServiceEpisode).episode_type,
    )


KIND = Kind(
    name="service_episode",
    label="Service episode",
    explains="A service that works with somebody, from when until when, where no closer kind says it.",
    category=Category.SOCIAL_CARE,
    authors=RECORD_KEEPERS,
    mentions=FAMILY,
    retention=Retention.COMMUNITY,
    detail=ServiceEpisode,
    line=line,
    begins="Began",
    ends="Ended",
    may_lie_ahead=True,
    source=Source(
        "Safeguarding Standard for multi-agency information sharing (PUB02)",
        edition="draft of July 2026",
        link="https://github.com/SocialCareData/standard",
        authority=Authority.NATIONAL_PRACTICE,
    ),
)
