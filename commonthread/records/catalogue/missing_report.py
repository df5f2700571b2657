"""A person reported missing, or absent under the rules of 2013."""

from pydantic import Field, ValidationInfo, field_validator

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, MentionRole, Moment, Prose


class MissingCategory(Code):
    MISSING = "missing"
    ABSENT = "absent"


class Scheme(Code):
    """The edition of the grading. One edition's grades never translate into another's."""

    ACPO_2013 = "2013", "2013: missing or absent"
    APP_2017 = "2017", "2017: no apparent risk to high"
    LATER = "later", "Later: very low to high"


class MissingRisk(Code):
    NO_APPARENT = "no_apparent_risk", "No apparent risk (absent)"
    VERY_LOW = "very_low", "Very low risk"
    LOW = "low", "Low risk"
    MEDIUM = "medium", "Medium risk"
    HIGH = "high", "High risk"
    NOT_GRADED = "not_graded", "Risk not graded"


GRADES = {
    Scheme.ACPO_2013: {MissingRisk.LOW, MissingRisk.MEDIUM, MissingRisk.HIGH},
    Scheme.APP_2017: {MissingRisk.NO_APPARENT, MissingRisk.LOW, MissingRisk.MEDIUM, MissingRisk.HIGH},
    Scheme.LATER: {MissingRisk.VERY_LOW, MissingRisk.LOW, MissingRisk.MEDIUM, MissingRisk.HIGH},
}


class MissingFrom(Code):
    HOME = "home"
    CARE = "care", "Care placement"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    AWAY_FROM_PLACEMENT = "away_from_placement", "Away from placement, whereabouts known"
    OTHER = "other", "Elsewhere"


class MissingReport(Detail):
    missing_category: MissingCategory = Field(MissingCategory.MISSING, title="Missing or absent")
    scheme: Scheme = Field(title="Edition of the risk grading")
    risk: MissingRisk = Field(MissingRisk.NOT_GRADED, title="Risk")
    missing_from: MissingFrom | None = Field(None, title="Missing from")
    reported_at: Moment | None = Field(None, title="Reported at")
    returned_at: Moment | None = Field(None, title="Returned or found at")
    outside_area: bool | None = Field(None, title="Placed here by another area")
    exploitation_concern: bool | None = Field(None, title="Concern about exploitation")
    prevention_interview: bool | None = Field(None, title="Prevention interview held")
    return_interview_offered: bool | None = Field(None, title="Return interview offered")
    return_interview_accepted: bool | None = Field(None, title="Return interview accepted")
    summary: Prose | None = Field(None, title="Circumstances")

    @field_validator("risk")
    @classmethod
    def is_a_grade_of_its_edition(cls, risk: MissingRisk, info: ValidationInfo) -> MissingRisk:
        scheme = info.data.get("scheme")
        if scheme and risk is not MissingRisk.NOT_GRADED and risk not in GRADES[scheme]:
            raise ValueError("is not a grade of that edition of the grading")
        return risk


def line(draft: Draft) -> str:
    report = draft.detail_of(MissingReport)
    absent = report.missing_category is MissingCategory.ABSENT
    return line_of(
        "Reported absent" if absent else "Reported missing",
        report.risk is not MissingRisk.NOT_GRADED and report.risk.words,
        report.missing_from and f"from {report.missing_from.words}",
        report.exploitation_concern and "concern about exploitation",
        "returned" if report.returned_at else "no return recorded",
    )


KIND = Kind(
    name="missing_report",
    label="Missing report",
    explains="A person whose whereabouts nobody could establish, or who was not where they were expected.",
    category=Category.MISSING,
    authors=(AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES),
    mentions={MentionRole.SUBJECT: 1, MentionRole.REFERRER: 1, MentionRole.PARENT: 2, MentionRole.WITNESS: 4},
    retention=Retention.POLICE_GROUP_3,
    detail=MissingReport,
    line=line,
    begins="Last seen",
    ends="Case closed",
)
