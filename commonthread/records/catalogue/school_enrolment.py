"""A pupil on the roll of a school."""

from typing import Annotated

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, MentionRole


class Enrolment(Code):
    CURRENT = "C", "Only school"
    MAIN = "M", "Main school of two"
    SUBSIDIARY = "S", "Second school of two"
    GUEST = "G", "Guest pupil"


class YearGroup(Code):
    NURSERY = "N", "Nursery"
    RECEPTION = "R", "Reception"
    YEAR_1 = "1", "Year 1"
    YEAR_2 = "2", "Year 2"
    YEAR_3 = "3", "Year 3"
    YEAR_4 = "4", "Year 4"
    YEAR_5 = "5", "Year 5"
    YEAR_6 = "6", "Year 6"
    YEAR_7 = "7", "Year 7"
    YEAR_8 = "8", "Year 8"
    YEAR_9 = "9", "Year 9"
    YEAR_10 = "10", "Year 10"
    YEAR_11 = "11", "Year 11"
    YEAR_12 = "12", "Year 12"
    YEAR_13 = "13", "Year 13"


class SpecialNeeds(Code):
    NONE = "N", "No special educational need"
    SUPPORT = "K", "Special educational needs support"
    PLAN = "E", "Education, health and care plan"


class LeftFor(Code):
    OTHER_SCHOOL = "other_school", "Another school"
    MOVED_AWAY = "moved_away", "Moved away"
    HOME_EDUCATION = "home_education", "Home education"
    EXCLUDED = "excluded", "Permanently excluded"
    COMPLETED = "completed", "Completed schooling there"
    NOT_KNOWN = "not_known", "Destination not known"


class SchoolEnrolment(Detail):
    school_urn: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = Field(
        None, title="School's unique reference number", description="6 digits"
    )
    enrolment: Enrolment = Field(Enrolment.CURRENT, title="Enrolment")
    year_group: YearGroup | None = Field(None, title="Year group")
    special_needs: SpecialNeeds | None = Field(None, title="Special educational needs")
    free_school_meals: bool | None = Field(None, title="Free school meals")
    left_for: LeftFor | None = Field(None, title="Left for")


def line(draft: Draft) -> str:
    enrolment = draft.detail_of(SchoolEnrolment)
    return line_of(
        "Left the school's roll" if draft.happened_until else "On the roll of a school",
        enrolment.year_group and enrolment.year_group.label,
        enrolment.enrolment is not Enrolment.CURRENT and enrolment.enrolment.words,
        enrolment.special_needs in (SpecialNeeds.SUPPORT, SpecialNeeds.PLAN) and enrolment.special_needs,
        enrolment.left_for and f"left for: {enrolment.left_for.words}",
    )


KIND = Kind(
    name="school_enrolment",
    label="School enrolment",
    explains="When a child came onto a school's roll, and when and where to they left.",
    category=Category.EDUCATION,
    authors=(AgencyKind.SCHOOL, AgencyKind.CHILDRENS_SERVICES),
    mentions={MentionRole.SUBJECT: 1, MentionRole.PARENT: 4, MentionRole.CARER: 2, MentionRole.SIBLING: 8},
    retention=Retention.EDUCATION,
    detail=SchoolEnrolment,
    line=line,
    begins="Joined",
    ends="Left",
    may_lie_ahead=True,
)
