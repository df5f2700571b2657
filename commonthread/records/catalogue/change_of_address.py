"""Somebody lives, or no longer lives, at an address."""

from pydantic import Field

from commonthread.access.terms import RECORD_KEEPERS
from commonthread.records.codes import Code
from commonthread.records.kind import Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, MentionRole, Words


class AddressType(Code):
    HOME = "home", "Home"
    PLACEMENT = "placement", "Care placement"
    TEMPORARY = "temporary", "Temporary accommodation"
    REFUGE = "refuge"
    HOSTEL = "hostel"
    HOSPITAL = "hospital"
    PRISON = "prison"
    STUDENT = "student", "Student accommodation"
    NO_FIXED_ABODE = "no_fixed_abode", "No fixed abode"
    CORRESPONDENCE = "correspondence", "For letters only"
    OTHER = "other", "Other address"


class MoveReason(Code):
    ORDINARY = "ordinary", "Ordinary move"
    SEPARATION = "separation"
    FLEEING_ABUSE = "fleeing_abuse", "Fleeing abuse"
    EVICTION = "eviction"
    NEW_PARTNER = "new_partner", "Moved in with a partner"
    INTO_CARE = "into_care", "Came into care"
    RELEASE = "release", "Released from custody"
    NOT_KNOWN = "not_known", "Reason not known"


class ChangeOfAddress(Detail):
    address_type: AddressType = Field(AddressType.HOME, title="Type of address")
    reason: MoveReason | None = Field(None, title="Reason for the move")
    previous_address: Words | None = Field(None, title="Address before")
    previous_postcode: Words | None = Field(None, title="Postcode before")


def line(draft: Draft) -> str:
    change = draft.detail_of(ChangeOfAddress)
    return line_of(
        "Left an address" if draft.happened_until else "Change of address",
        change.address_type,
        change.reason,
    )


KIND = Kind(
    name="change_of_address",
    label="Change of address",
    explains="From when, and until when, people lived at an address. The address stands with each person.",
    category=Category.IDENTITY,
    authors=RECORD_KEEPERS,
    mentions={MentionRole.SUBJECT: 1, MentionRole.CHILD: 12, MentionRole.HOUSEHOLD_MEMBER: 12},
    retention=Retention.COMMUNITY,
    detail=ChangeOfAddress,
    line=line,
    begins="Lived there from",
    ends="Lived there until",
    may_lie_ahead=True,
)
