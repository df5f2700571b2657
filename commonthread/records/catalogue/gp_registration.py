"""Registration with a general practice."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Words
from commonthread.records.roles import PATIENT


class Registration(Code):
    FULL = "full", "Registered with a practice"
    TEMPORARY = "temporary", "Temporarily registered with a practice"


class LeftPractice(Code):
    OTHER_PRACTICE = "other_practice", "Joined another practice"
    MOVED_AWAY = "moved_away", "Moved away"
    REMOVED = "removed_by_practice", "Removed by the practice"
    ADDRESS_UNKNOWN = "address_unknown", "Address no longer known"
    ABROAD = "abroad", "Went abroad"
    DIED = "died"


class GpRegistration(Detail):
    registration: Registration = Field(Registration.FULL, title="Registration")
    practice_code: Words | None = Field(None, title="Practice code")
    ended_because: LeftPractice | None = Field(None, title="Why it ended")


def line(draft: Draft) -> str:
    registration = draft.detail_of(GpRegistration)
    if draft.happened_until:
        return line_of("Left a general practice", registration.ended_because)
    return line_of(registration.registration)


KIND = Kind(
    name="gp_registration",
    label="GP registration",
    explains="When a person joined and left a general practice.",
    category=Category.HEALTH,
    authors=(AgencyKind.HEALTH,),
    mentions=PATIENT,
    retention=Retention.HEALTH,
    detail=GpRegistration,
    line=line,
    begins="Registered",
    ends="Ended",
)
