"""Absence from school over a day or a longer time."""

from pydantic import Field, ValidationInfo, field_validator

from commonthread.kernel.citations import Authority, Source
from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import counted, line_of
from commonthread.records.record import Detail, Draft, MentionRole, Prose


class AbsenceCode(Code):
    EXCEPTIONAL = "C", "Leave for an exceptional circumstance"
    PERFORMANCE = "C1", "Regulated performance or employment abroad"
    PART_TIME = "C2", "Part-time timetable"
    SUSPENDED = "E", "Suspended or excluded"
    HOLIDAY_NOT_AGREED = "G", "Holiday not agreed"
    ILLNESS = "I", "Illness"
    INTERVIEW = "J1", "Interview"
    MEDICAL = "M", "Medical or dental appointment"
    NO_REASON_YET = "N", "No reason given yet"
    UNAUTHORISED = "O", "Absent without authority"
    RELIGIOUS = "R", "Religious observance"
    STUDY_LEAVE = "S", "Study leave"
    MOBILE = "T", "Mobile child, parent travelling for work"
    LATE = "U", "Arrived after the register closed"


UNAUTHORISED = {
    AbsenceCode.HOLIDAY_NOT_AGREED,
    AbsenceCode.NO_REASON_YET,
    AbsenceCode.UNAUTHORISED,
    AbsenceCode.LATE,
}


class SchoolAbsence(Detail):
    absence_code: AbsenceCode = Field(title="Register code")
    sessions_missed: int = Field(ge=1, le=400, title="Sessions missed", description="Two in a school day")
    sessions_possible: int | None = Field(None, ge=1, le=400, title="Sessions possible in that time")
    contact_made: bool | None = Field(None, title="School spoke with the family")
    summary: Prose | None = Field(None, title="Reason given, action taken")

    @field_validator("sessions_possible")
    @classmethod
    def at_least_those_missed(cls, possible: int | None, info: ValidationInfo) -> int | None:
        if possible is not None and possible < info.data.get("sessions_missed", 0):
            raise ValueError("is less than the sessions missed")
        return possible


def line(draft: Draft) -> str:
    absence = draft.detail_of(SchoolAbsence)
    return line_of(
        "Unauthorised absence" if absence.absence_code in UNAUTHORISED else "Authorised absence",
        absence.absence_code,
        _sessions(absence),
        absence.contact_made is False and "family not reached",
    )


def _sessions(absence: SchoolAbsence) -> str:
    if absence.sessions_possible:
        return f"{absence.sessions_missed} of {absence.sessions_possible} sessions"
    return counted(absence.sessions_missed, "session", "sessions")


KIND = Kind(
    name="school_absence",
    label="School absence",
    explains="Sessions that a pupil missed, with the code of the attendance register.",
    category=Category.EDUCATION,
    authors=(AgencyKind.SCHOOL, AgencyKind.CHILDRENS_SERVICES),
    mentions={MentionRole.SUBJECT: 1, MentionRole.PARENT: 2},
    retention=Retention.EDUCATION,
    detail=SchoolAbsence,
    line=line,
    begins="First day of absence",
    ends="Last day of absence",
    source=Source(
        "Working together to improve school attendance",
        edition="August 2024",
        link="https://www.gov.uk/government/publications/working-together-to-improve-school-attendance",
        authority=Authority.STATUTORY_GUIDANCE,
    ),
)
