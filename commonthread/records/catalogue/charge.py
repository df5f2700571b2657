"""A charge, caution or summons."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import counted, line_of
from commonthread.records.offences import OffenceGroup
from commonthread.records.record import Detail, Draft, MentionRole, Words


class Disposal(Code):
    CHARGED = "charged"
    SUMMONSED = "summonsed", "Summonsed by postal requisition"
    CAUTIONED = "cautioned"
    YOUTH_CAUTION = "youth_caution", "Youth caution"


class Bail(Code):
    NONE = "none", "No bail"
    UNCONDITIONAL = "unconditional", "Unconditional bail"
    CONDITIONAL = "conditional", "Conditional bail"
    REMANDED = "remanded", "Remanded in custody"
    SECURE = "youth_accommodation", "Remanded to youth accommodation"


class Charge(Detail):
    offence: OffenceGroup = Field(title="Offence")
    disposal: Disposal = Field(Disposal.CHARGED, title="Charge, summons or caution")
    counts: int | None = Field(None, ge=1, le=500, title="Number of counts")
    bail: Bail | None = Field(None, title="Bail")
    no_contact_condition: bool | None = Field(None, title="Must not contact a victim or witness")
    domestic_abuse: bool = Field(False, title="Domestic abuse")
    child_victim: bool = Field(False, title="A victim is a child")
    crime_reference: Words | None = Field(None, title="Number of the crime record")


def line(draft: Draft) -> str:
    charge = draft.detail_of(Charge)
    return line_of(
        charge.disposal,
        charge.offence,
        counted(charge.counts, "count", "counts"),
        charge.domestic_abuse and "domestic abuse",
        charge.child_victim and "child victim",
        charge.bail,
    )


KIND = Kind(
    name="charge",
    label="Charge",
    explains="A person charged, summonsed or cautioned for an offence.",
    category=Category.JUSTICE,
    authors=(AgencyKind.POLICE, AgencyKind.YOUTH_JUSTICE),
    mentions={MentionRole.SUBJECT: 1, MentionRole.VICTIM: 6, MentionRole.PARENT: 2},
    retention=Retention.POLICE_GROUP_2,
    detail=Charge,
    line=line,
)
