"""A contact with a sexual health service, of a child or an adult."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import PATIENT


class Concern(Code):
    """What made the service record it for others' eyes at all; what it was treated for is no field."""

    UNDER_13 = "under_13", "Under 13"
    AGE_GAP = "age_gap", "Partner much older or in a position of trust"
    COERCION = "coercion", "Pressure, payment or exchange"
    SEVERAL_VISITS = "several_visits", "Repeated visits in a short time"
    ACCOMPANIED = "accompanied", "Accompanied by somebody who speaks for them"
    ASSAULT = "assault", "Disclosed sexual assault"
    FGM = "fgm", "Female genital mutilation"
    OTHER = "other", "Another concern"


class Attendance(Code):
    SEEN = "seen"
    DID_NOT_ATTEND = "did_not_attend", "Did not attend"
    REFERRED_ON = "referred_on", "Referred to another service"


class SexualHealthContact(Detail):
    attendance: Attendance = Field(title="What happened")
    concern: Concern = Field(title="What the concern is")
    competent: bool | None = Field(None, title="Assessed as competent to consent to treatment")
    summary: Prose | None = Field(None, title="What partners need to know")


def line(draft: Draft) -> str:
    contact = draft.detail_of(SexualHealthContact)
    return line_of("Sexual health service", contact.attendance, contact.concern)


KIND = Kind(
    name="sexual_health_contact",
    label="Sexual health contact",
    explains="A safeguarding concern from a contact with a sexual health service. Not what anybody was treated for.",
    category=Category.SEXUAL_HEALTH,
    authors=(AgencyKind.HEALTH, AgencyKind.VOLUNTARY),
    mentions=PATIENT,
    retention=Retention.HEALTH,
    detail=SexualHealthContact,
    line=line,
    is_contact=True,
)
