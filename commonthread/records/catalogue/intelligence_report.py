"""Police intelligence, sanitised for partners."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of, listed
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import INCIDENT


class Theme(Code):
    SEXUAL_EXPLOITATION = "sexual_exploitation", "Child sexual exploitation"
    CRIMINAL_EXPLOITATION = "criminal_exploitation", "Child criminal exploitation"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    TRAFFICKING = "trafficking"
    GANGS = "gangs"
    DRUGS = "drugs"
    WEAPONS = "weapons"
    ABUSE = "abuse", "Abuse of a child"
    RADICALISATION = "radicalisation"
    OTHER = "other"


class IntelligenceReport(Detail):
    themes: tuple[Theme, ...] = Field(min_length=1, title="Themes")
    summary: Prose = Field(title="Sanitised text")


def line(draft: Draft) -> str:
    grading = draft.grading
    return line_of(
        "Intelligence report",
        listed(draft.detail_of(IntelligenceReport).themes),
        grading and f"graded {grading.source}{grading.information}{grading.handling}",
    )


KIND = Kind(
    name="intelligence_report",
    label="Intelligence report",
    explains="Intelligence in words that may be shared, with its 3x5x2 grading and handling conditions.",
    category=Category.CRIME_AND_INCIDENTS,
    authors=(AgencyKind.POLICE,),
    mentions=INCIDENT,
    about=tuple(INCIDENT),
    retention=Retention.POLICE_GROUP_2,
    detail=IntelligenceReport,
    line=line,
    is_graded=True,
)
