"""An attendance at an emergency department."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import PATIENT


class Complaint(Code):
    INJURY = "injury"
    HEAD_INJURY = "head_injury", "Head injury"
    FRACTURE = "fracture"
    BURN = "burn", "Burn or scald"
    BRUISE = "bruise"
    BITE = "bite"
    INGESTION = "ingestion", "Swallowed something harmful"
    ILLNESS = "illness"
    FEEDING = "feeding", "Feeding or weight"
    SELF_HARM = "self_harm", "Self-harm"
    MENTAL_HEALTH = "mental_health", "Mental health crisis"
    INTOXICATION = "intoxication", "Alcohol or drugs"
    ASSAULT = "assault"
    SEXUAL_ASSAULT = "sexual_assault", "Sexual assault"
    PREGNANCY = "pregnancy"
    OTHER = "other"


class Accompanied(Code):
    PARENT = "parent", "With a parent"
    CARER = "carer", "With a carer"
    OTHER_ADULT = "other_adult", "With another adult"
    POLICE = "police", "With police"
    AMBULANCE = "ambulance", "By ambulance"
    ALONE = "alone"


class Departure(Code):
    DISCHARGED = "discharged"
    ADMITTED = "admitted"
    TRANSFERRED = "transferred"
    LEFT = "left_before_seen", "Left before being seen"
    REMOVED = "left_against_advice", "Left against advice"
    DIED = "died"


class AEAttendance(Detail):
    complaint: Complaint = Field(title="Presenting complaint")
    unexplained: bool | None = Field(None, title="Injury unexplained or explanation does not fit")
    delayed: bool | None = Field(None, title="Delay in seeking help")
    non_mobile_infant: bool | None = Field(None, title="Infant who cannot yet move about")
    accompanied: Accompanied | None = Field(None, title="Accompanied")
    departure: Departure | None = Field(None, title="How they left")
    protection_checked: bool | None = Field(None, title="Child protection information checked")
    safeguarding_concern: bool | None = Field(None, title="Safeguarding concern")
    summary: Prose | None = Field(None, title="Findings")


def line(draft: Draft) -> str:
    attendance = draft.detail_of(AEAttendance)
    return line_of(
        "A&E attendance",
        attendance.complaint,
        attendance.unexplained and "unexplained",
        attendance.delayed and "delay in seeking help",
        attendance.non_mobile_infant and "infant not yet mobile",
        attendance.safeguarding_concern and "safeguarding concern",
        attendance.departure,
    )


KIND = Kind(
    name="ae_attendance",
    label="A&E attendance",
    explains="A visit to an emergency department or urgent treatment centre.",
    category=Category.HEALTH,
    authors=(AgencyKind.HEALTH,),
    mentions=PATIENT,
    retention=Retention.HEALTH,
    detail=AEAttendance,
    line=line,
    begins="Arrived",
    ends="Left",
    is_contact=True,
)
