"""Who somebody is, as an agency's own register says."""

from pydantic import Field

from commonthread.access.terms import RECORD_KEEPERS
from commonthread.records.codes import Code
from commonthread.records.kind import Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, MentionRole
from commonthread.records.roles import FAMILY


class RegisterEntry(Code):
    CURRENT = "current", "Register entry"
    CHANGED = "changed", "Register entry, changed"
    CLOSED = "closed", "Register entry, closed"


class PersonDetails(Detail):
    entry: RegisterEntry = Field(RegisterEntry.CURRENT, title="State of the entry")


def line(draft: Draft) -> str:
    return line_of(draft.detail_of(PersonDetails).entry.label)


KIND = Kind(
    name="person_details",
    label="Person details",
    explains="A row of an agency's register of people: names, dates, numbers, address and family, no event.",
    category=Category.IDENTITY,
    authors=RECORD_KEEPERS,
    mentions={**FAMILY, MentionRole.CHILD: 12, MentionRole.RELATIVE: 12},
    retention=Retention.COMMUNITY,
    detail=PersonDetails,
    line=line,
    begins="As at",
    is_register=True,
)
