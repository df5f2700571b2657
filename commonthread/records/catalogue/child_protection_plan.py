"""A child protection plan."""

from pydantic import Field

from commonthread.records.census_codes import CENSUS, AbuseCategory
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class ChildProtectionPlan(Detail):
    referral_key: Words | None = Field(None, title="Agency's number for the referral")
    conference_key: Words | None = Field(None, title="Agency's number for the conference")
    initial_category: AbuseCategory | None = Field(None, title="Category of abuse at the start")
    latest_category: AbuseCategory | None = Field(None, title="Latest category of abuse")
    previous_plans: int | None = Field(None, ge=0, le=30, title="Earlier child protection plans")
    other_authority: bool | None = Field(None, title="Plan of another authority")
    summary: Prose | None = Field(None, title="The plan")


def line(draft: Draft) -> str:
    plan = draft.detail_of(ChildProtectionPlan)
    changed = plan.latest_category not in (None, plan.initial_category)
    return line_of(
        "Child protection plan, ended" if draft.happened_until else "Child protection plan",
        plan.initial_category,
        changed and plan.latest_category and f"now {plan.latest_category.words}",
        plan.previous_plans and f"plan number {plan.previous_plans + 1}",
        plan.other_authority and "of another authority",
    )


KIND = Kind(
    name="child_protection_plan",
    label="Child protection plan",
    explains="A child at continuing risk of significant harm, the category, and how long the plan lasted.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES,),
    mentions=FAMILY,
    retention=Retention.CHILD_SOCIAL_CARE,
    detail=ChildProtectionPlan,
    line=line,
    begins="Plan began",
    ends="Plan ended",
    source=CENSUS,
)
