"""Something that happened in a person's life, told by another system without more detail."""

from pydantic import Field

from commonthread.access.terms import RECORD_KEEPERS
from commonthread.records.codes import Code
from commonthread.records.kind import Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class LifeEventType(Code):
    BIRTH = "birth"
    DEATH = "death"
    EMERGENCY = "ae-attendance", "A&E attendance"
    EXCLUSION = "school-exclusion", "Permanent exclusion from school"
    SUSPENSION = "school-suspension", "Suspension from school"
    MISSING = "missing-person", "Reported missing"
    CONCERN = "safeguarding-concern", "Safeguarding concern"
    REFERRAL = "referral", "Referral"
    HOMELESS = "homeless", "Made homeless"
    OTHER = "other", "Other event"


class LifeEvent(Detail):
    event_type: LifeEventType = Field(title="What happened")
    organisation: Words | None = Field(None, title="Organisation")
    summary: Prose | None = Field(None, title="Circumstances")


def line(draft: Draft) -> str:
    return line_of(draft.detail_of(LifeEvent).event_type)


KIND = Kind(
    name="life_event",
    label="Life event",
    explains="A birth, a death or another event that a partner's system tells in the national standard.",
    category=Category.SOCIAL_CARE,
    authors=RECORD_KEEPERS,
    mentions=FAMILY,
    retention=Retention.COMMUNITY,
    detail=LifeEvent,
    line=line,
)
