"""Something that happened in a home's tenancy, or in being without one."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import ADULT


class HousingEvent(Code):
    TENANCY_BEGAN = "tenancy_began", "Tenancy began"
    TENANCY_ENDED = "tenancy_ended", "Tenancy ended"
    HOMELESS_APPLICATION = "homeless_application", "Applied as homeless"
    HOMELESS_DUTY = "homeless_duty", "Homelessness duty accepted"
    INTENTIONALLY_HOMELESS = "intentionally_homeless", "Found intentionally homeless"
    TEMPORARY_PLACED = "temporary_accommodation", "Placed in temporary accommodation"
    REFUGE_PLACED = "refuge", "Placed in a refuge"
    ARREARS = "arrears", "Rent arrears"
    NOTICE = "notice_to_quit", "Notice to leave"
    EVICTED = "evicted", "Evicted"
    NUISANCE = "nuisance", "Complaint of nuisance"
    DISREPAIR = "disrepair", "Disrepair or damp"
    OVERCROWDING = "overcrowding", "Overcrowding"
    CONDITIONS = "poor_conditions", "Poor conditions seen inside"
    NO_ACCESS = "no_access", "No access for an inspection"


class Housing(Detail):
    event: HousingEvent = Field(title="What happened")
    children_in_household: int | None = Field(None, ge=0, le=30, title="Children in the household")
    unlisted_adult: bool | None = Field(None, title="An adult not on the tenancy lives there")
    summary: Prose | None = Field(None, title="Circumstances")


def line(draft: Draft) -> str:
    housing = draft.detail_of(Housing)
    return line_of(
        "Housing",
        housing.event,
        housing.children_in_household and "children in the household",
        housing.unlisted_adult and "an adult not on the tenancy",
    )


KIND = Kind(
    name="housing",
    label="Housing",
    explains="Homelessness, tenancy, arrears, eviction, nuisance or the state of a home.",
    category=Category.HOUSING,
    authors=(AgencyKind.HOUSING, AgencyKind.CHILDRENS_SERVICES, AgencyKind.VOLUNTARY),
    mentions=ADULT,
    retention=Retention.COMMUNITY,
    detail=Housing,
    line=line,
)
