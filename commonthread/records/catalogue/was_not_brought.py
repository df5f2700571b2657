"""A child who was not brought to an appointment, or an adult who did not attend."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.health_services import HealthService
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import PATIENT


class Absentee(Code):
    CHILD = "child", "Child was not brought"
    ADULT = "adult", "Adult did not attend"


class FollowUp(Code):
    REBOOKED = "rebooked"
    DISCHARGED = "discharged", "Discharged from the service"
    CALLED = "called", "Family called"
    VISITED = "visited", "Home visited"
    REFERRED = "referred", "Referred to social care"
    NONE = "none", "Nothing followed"


class WasNotBrought(Detail):
    service: HealthService = Field(title="Service")
    absentee: Absentee = Field(Absentee.CHILD, title="Who did not come")
    in_a_row: int | None = Field(None, ge=1, le=100, title="Missed in a row, with this one")
    reason_given: bool | None = Field(None, title="A reason was given")
    follow_up: FollowUp | None = Field(None, title="What followed")
    summary: Prose | None = Field(None, title="What the appointment was for")


def line(draft: Draft) -> str:
    missed = draft.detail_of(WasNotBrought)
    return line_of(
        "Was not brought" if missed.absentee is Absentee.CHILD else "Did not attend",
        missed.service,
        missed.in_a_row and missed.in_a_row > 1 and f"{missed.in_a_row} missed in a row",
        missed.follow_up,
    )


KIND = Kind(
    name="was_not_brought",
    label="Was not brought",
    explains="An appointment to which a child was not brought, or that an adult missed.",
    category=Category.HEALTH,
    authors=(AgencyKind.HEALTH,),
    mentions=PATIENT,
    retention=Retention.HEALTH,
    detail=WasNotBrought,
    line=line,
    begins="Appointment",
)
