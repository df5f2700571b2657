"""A note on a case."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class NoteType(Code):
    CALL = "telephone_call", "Telephone call"
    MESSAGE = "message", "Letter, e-mail or message"
    MEETING = "meeting"
    DIRECT_WORK = "direct_work", "Direct work with the child"
    SUPERVISION = "supervision"
    DECISION = "management_decision", "Management decision"
    DISAGREEMENT = "professional_disagreement", "Professional disagreement"
    OTHER = "other", "Note"


class CaseNote(Detail):
    note_type: NoteType = Field(title="Type of note")
    case_key: Words | None = Field(None, title="Agency's number for the case")
    child_said: Prose | None = Field(None, title="What the child said and did")
    summary: Prose = Field(title="Note")


def line(draft: Draft) -> str:
    return line_of("Case note", draft.detail_of(CaseNote).note_type)


KIND = Kind(
    name="case_note",
    label="Case note",
    explains="A call, message, meeting, piece of direct work, supervision or decision on a case.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES, AgencyKind.YOUTH_JUSTICE, AgencyKind.VOLUNTARY),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=CaseNote,
    line=line,
    is_contact=True,
)
