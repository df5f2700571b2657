"""A review of a child protection plan."""

from pydantic import Field

from commonthread.records.attendance import Attending
from commonthread.records.census_codes import CENSUS, Participation
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Day, Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class ChildProtectionReview(Detail):
    plan_key: Words | None = Field(None, title="Agency's number for the plan")
    due_on: Day | None = Field(None, title="Due by")
    quorate: bool | None = Field(None, title="Quorate")
    attended: tuple[Attending, ...] = Field((), title="Who took part")
    participation: Participation | None = Field(None, title="How the child took part")
    plan_continues: bool | None = Field(None, title="The plan continues")
    child_said: Prose | None = Field(None, title="What the child said")
    summary: Prose | None = Field(None, title="Reasons and decisions")


def line(draft: Draft) -> str:
    review = draft.detail_of(ChildProtectionReview)
    return line_of(
        "Child protection review",
        review.plan_continues is True and "plan continues",
        review.plan_continues is False and "plan ends",
        review.quorate is False and "not quorate",
        review.participation and f"child: {review.participation.words}",
    )


KIND = Kind(
    name="child_protection_review",
    label="Child protection review",
    explains="The conference that reviews a child protection plan and decides whether it continues.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES,),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=ChildProtectionReview,
    line=line,
    begins="Held",
    source=CENSUS,
)
