"""A contact of the probation service with somebody it supervises."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import ADULT


class ProbationEvent(Code):
    APPOINTMENT = "appointment", "Appointment kept"
    MISSED = "missed", "Appointment missed"
    HOME_VISIT = "home_visit", "Home visit"
    RELEASE = "release", "Released on licence"
    BREACH = "breach", "Breach"
    RECALL = "recall", "Recalled to prison"
    ADDRESS_CHECK = "address_check", "Address check"
    COMPLETED = "completed", "Supervision completed"


class Supervision(Code):
    COMMUNITY_ORDER = "community_order", "Community order"
    SUSPENDED = "suspended_sentence", "Suspended sentence"
    LICENCE = "licence"
    POST_SENTENCE = "post_sentence", "Post-sentence supervision"


class SeriousHarm(Code):
    LOW = "low", "Low risk of serious harm"
    MEDIUM = "medium", "Medium risk of serious harm"
    HIGH = "high", "High risk of serious harm"
    VERY_HIGH = "very_high", "Very high risk of serious harm"


class MappaLevel(Code):
    ONE = "1", "MAPPA level 1"
    TWO = "2", "MAPPA level 2"
    THREE = "3", "MAPPA level 3"


class ProbationContact(Detail):
    event: ProbationEvent = Field(title="What happened")
    supervision: Supervision | None = Field(None, title="Supervision")
    serious_harm: SeriousHarm | None = Field(None, title="Risk of serious harm")
    mappa_level: MappaLevel | None = Field(None, title="MAPPA level")
    risk_to_children: bool | None = Field(None, title="Risk to children")
    contact_with_children: bool | None = Field(None, title="Lives or has contact with children")
    summary: Prose | None = Field(None, title="What partners need to know")


def line(draft: Draft) -> str:
    contact = draft.detail_of(ProbationContact)
    return line_of(
        "Probation",
        contact.event,
        contact.supervision,
        contact.serious_harm,
        contact.mappa_level,
        contact.risk_to_children and "risk to children",
        contact.contact_with_children and "has contact with children",
    )


KIND = Kind(
    name="probation_contact",
    label="Probation contact",
    explains="An appointment, release, breach or recall of a person under probation supervision.",
    category=Category.JUSTICE,
    authors=(AgencyKind.PROBATION,),
    mentions=ADULT,
    retention=Retention.POLICE_GROUP_2,
    detail=ProbationContact,
    line=line,
    is_contact=True,
)
