"""A visit to a home, whether or not the door was opened."""

from pydantic import Field

from commonthread.access.terms import RECORD_KEEPERS
from commonthread.records.codes import Code
from commonthread.records.kind import Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class VisitResult(Code):
    ACCESS = "access", "Visit"
    NO_ACCESS = "no_access", "Visit, no access"
    REFUSED = "refused", "Visit, access refused"


class VisitPurpose(Code):
    CHILD_PROTECTION = "child_protection", "Child protection plan"
    CHILD_IN_NEED = "child_in_need", "Child in need plan"
    LOOKED_AFTER = "looked_after", "Looked-after child"
    ASSESSMENT = "assessment"
    HOME_EDUCATION = "home_education", "Home education"
    ATTENDANCE = "attendance", "School attendance"
    HEALTH = "health", "Health visiting or midwifery"
    WELFARE = "welfare", "Welfare check"
    OFFENDER = "offender_management", "Offender management"
    HOUSING = "housing"
    OTHER = "other"


class HomeVisit(Detail):
    result: VisitResult = Field(title="Access")
    purpose: VisitPurpose | None = Field(None, title="Purpose")
    announced: bool | None = Field(None, title="Announced beforehand")
    bedroom_seen: bool | None = Field(None, title="Child's bedroom seen")
    unknown_adult: bool | None = Field(None, title="An adult whom the visitor did not know")
    plan_key: Words | None = Field(None, title="Agency's number for the plan or case")
    child_said: Prose | None = Field(None, title="What the child said and did")
    summary: Prose | None = Field(None, title="What was seen")


def line(draft: Draft) -> str:
    visit = draft.detail_of(HomeVisit)
    return line_of(
        visit.result.label,
        visit.purpose,
        visit.announced is False and "unannounced",
        visit.bedroom_seen and "bedroom seen",
        visit.unknown_adult and "unknown adult present",
    )


KIND = Kind(
    name="home_visit",
    label="Home visit",
    explains="A visit to the home: whether access was given, not given or refused, and who was seen.",
    category=Category.SOCIAL_CARE,
    authors=RECORD_KEEPERS,
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=HomeVisit,
    line=line,
    is_contact=True,
)
