"""A contact with a drug or alcohol service."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import PATIENT


class Substance(Code):
    ALCOHOL = "alcohol"
    CANNABIS = "cannabis"
    COCAINE = "cocaine"
    CRACK = "crack"
    OPIATES = "opiates"
    STIMULANTS = "stimulants", "Other stimulants"
    BENZODIAZEPINES = "benzodiazepines"
    SYNTHETIC = "synthetic", "Synthetic cannabinoids"
    SOLVENTS = "solvents"
    KETAMINE = "ketamine"
    OTHER = "other", "Other substance"


class Treatment(Code):
    REFERRED = "referred"
    ASSESSED = "assessed"
    IN_TREATMENT = "in_treatment", "In treatment"
    PRESCRIBED = "prescribed", "On substitute prescription"
    COMPLETED = "completed", "Completed treatment"
    DROPPED_OUT = "dropped_out", "Left treatment"
    REFUSED = "refused", "Refused treatment"
    DID_NOT_ATTEND = "did_not_attend", "Did not attend"


class SubstanceUseContact(Detail):
    substances: tuple[Substance, ...] = Field((), title="Substances")
    treatment: Treatment = Field(title="What happened")
    children_at_home: bool | None = Field(None, title="Lives with children")
    safe_storage: bool | None = Field(None, title="Medicines stored safely")
    summary: Prose | None = Field(None, title="What partners need to know")


def line(draft: Draft) -> str:
    contact = draft.detail_of(SubstanceUseContact)
    return line_of(
        "Substance use service",
        contact.treatment,
        listed(contact.substances),
        contact.children_at_home and "lives with children",
        contact.safe_storage is False and "medicines not stored safely",
    )


KIND = Kind(
    name="substance_use_contact",
    label="Substance use contact",
    explains="A referral to, contact with or discharge from a drug or alcohol service.",
    category=Category.SUBSTANCE_USE,
    authors=(AgencyKind.HEALTH, AgencyKind.VOLUNTARY),
    mentions=PATIENT,
    retention=Retention.HEALTH,
    detail=SubstanceUseContact,
    line=line,
    is_contact=True,
)
