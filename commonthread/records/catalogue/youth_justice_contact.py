"""A contact of the youth justice service with a child."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import FAMILY


class YouthEvent(Code):
    APPOINTMENT = "appointment", "Appointment kept"
    MISSED = "missed", "Appointment missed"
    APPROPRIATE_ADULT = "appropriate_adult", "Appropriate adult in custody"
    DIVERSION = "diversion", "Diversion or prevention work"
    ASSESSMENT = "assessment", "Assessment"
    BREACH = "breach", "Breach"
    COMPLETED = "completed", "Order completed"


class YouthOrder(Code):
    NONE = "none", "No order"
    OUT_OF_COURT = "out_of_court", "Out-of-court disposal"
    REFERRAL = "referral_order", "Referral order"
    REHABILITATION = "rehabilitation_order", "Youth rehabilitation order"
    DETENTION = "detention", "Detention and training order"
    REMAND = "remand", "Remand"
    BAIL = "bail_support", "Bail support"


class YouthJusticeContact(Detail):
    event: YouthEvent = Field(title="What happened")
    order: YouthOrder | None = Field(None, title="Order")
    exploitation_concern: bool | None = Field(None, title="Concern about exploitation")
    referred_to_nrm: bool | None = Field(None, title="Referred to the National Referral Mechanism")
    away_from_home: bool | None = Field(None, title="Found far from home")
    child_said: Prose | None = Field(None, title="What the child said")
    summary: Prose | None = Field(None, title="What partners need to know")


def line(draft: Draft) -> str:
    contact = draft.detail_of(YouthJusticeContact)
    return line_of(
        "Youth justice",
        contact.event,
        contact.order is not YouthOrder.NONE and contact.order,
        contact.exploitation_concern and "concern about exploitation",
        contact.referred_to_nrm and "referred to the National Referral Mechanism",
        contact.away_from_home and "found far from home",
    )


KIND = Kind(
    name="youth_justice_contact",
    label="Youth justice contact",
    explains="An appointment, assessment or breach of a child with the youth justice service.",
    category=Category.JUSTICE,
    authors=(AgencyKind.YOUTH_JUSTICE,),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=YouthJusticeContact,
    line=line,
    is_contact=True,
)
