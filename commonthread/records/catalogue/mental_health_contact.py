"""A contact with mental health services, of a child or an adult."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import PATIENT


class MentalHealthService(Code):
    CHILD = "child", "Child mental health service"
    COMMUNITY = "community", "Community mental health team"
    CRISIS = "crisis", "Crisis team"
    LIAISON = "liaison", "Hospital liaison"
    PERINATAL = "perinatal", "Perinatal service"
    EARLY_INTERVENTION = "early_intervention", "Early intervention in psychosis"
    EATING = "eating_disorder", "Eating disorder service"
    INPATIENT = "inpatient", "Inpatient ward"
    TALKING = "talking_therapies", "Talking therapies"
    STREET_TRIAGE = "street_triage", "Street triage with police"


class Progress(Code):
    REFERRED = "referred"
    ASSESSED = "assessed"
    TREATMENT = "in_treatment", "In treatment"
    DETAINED = "detained", "Detained under the Mental Health Act"
    DISCHARGED = "discharged"
    DECLINED = "declined_by_service", "Referral not accepted"
    DID_NOT_ATTEND = "did_not_attend", "Did not attend"


class MentalHealthContact(Detail):
    service: MentalHealthService = Field(title="Service")
    progress: Progress = Field(title="What happened")
    risk_to_self: bool | None = Field(None, title="Risk to self")
    risk_to_others: bool | None = Field(None, title="Risk to others")
    risk_to_child: bool | None = Field(None, title="Risk to a child")
    cares_for_children: bool | None = Field(None, title="Cares for children")
    summary: Prose | None = Field(None, title="What partners need to know")


def line(draft: Draft) -> str:
    contact = draft.detail_of(MentalHealthContact)
    return line_of(
        "Mental health",
        contact.service,
        contact.progress,
        contact.risk_to_self and "risk to self",
        contact.risk_to_others and "risk to others",
        contact.risk_to_child and "risk to a child",
        contact.cares_for_children and "cares for children",
    )


KIND = Kind(
    name="mental_health_contact",
    label="Mental health contact",
    explains="A referral to, contact with or discharge from a mental health service.",
    category=Category.MENTAL_HEALTH,
    authors=(AgencyKind.HEALTH,),
    mentions=PATIENT,
    retention=Retention.HEALTH,
    detail=MentalHealthContact,
    line=line,
    is_contact=True,
)
