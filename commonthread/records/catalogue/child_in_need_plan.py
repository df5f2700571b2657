"""A plan for a child in need, made with the family's consent."""

from pydantic import Field

from commonthread.records.census_codes import CENSUS, Need
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class ChildInNeedPlan(Detail):
    referral_key: Words | None = Field(None, title="Agency's number for the referral")
    primary_need: Need | None = Field(None, title="Primary need")
    summary: Prose | None = Field(None, title="The plan")


def line(draft: Draft) -> str:
    return line_of(
        "Child in need plan, ended" if draft.happened_until else "Child in need plan",
        draft.detail_of(ChildInNeedPlan).primary_need,
    )


KIND = Kind(
    name="child_in_need_plan",
    label="Child in need plan",
    explains="Services for a child in need under section 17 of the Children Act 1989.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES,),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=ChildInNeedPlan,
    line=line,
    begins="Plan began",
    ends="Plan ended",
    source=CENSUS,
)
