"""An incident that the police attended or were told of."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import counted, line_of
from commonthread.records.record import Detail, Draft, Prose
from commonthread.records.roles import INCIDENT


class IncidentType(Code):
    DOMESTIC = "domestic"
    CONCERN_FOR_CHILD = "concern_for_child", "Concern for a child's safety"
    CONCERN_FOR_ADULT = "concern_for_adult", "Concern for an adult's safety"
    VIOLENCE = "violence"
    DISTURBANCE = "disturbance"
    ANTI_SOCIAL = "anti_social_behaviour", "Anti-social behaviour"
    DRUGS = "drugs"
    MENTAL_HEALTH = "mental_health", "Mental health"
    CHILD_FOUND = "child_found", "Child found alone or away from home"
    OTHER = "other"


class RiskTool(Code):
    DASH = "DASH"
    DARA = "DARA"
    NONE = "none", "No tool used"


class RiskBand(Code):
    STANDARD = "standard", "Standard risk"
    MEDIUM = "medium", "Medium risk"
    HIGH = "high", "High risk"
    NOT_ASSESSED = "not_assessed", "Risk not assessed"


class PoliceIncident(Detail):
    incident_type: IncidentType = Field(title="Type of incident")
    domestic_abuse: bool = Field(False, title="Domestic abuse")
    child_present: bool = Field(False, title="A child saw, heard or was in the home")
    children_in_household: int | None = Field(None, ge=0, le=30, title="Children in the household")
    risk_tool: RiskTool | None = Field(None, title="Risk tool used")
    risk: RiskBand = Field(RiskBand.NOT_ASSESSED, title="Risk to the victim")
    strangulation: bool | None = Field(None, title="Strangulation")
    coercive_control: bool | None = Field(None, title="Coercive control")
    separation: bool | None = Field(None, title="Separation, recent or threatened")
    threat_to_kill: bool | None = Field(None, title="Threat to kill")
    arrest_made: bool | None = Field(None, title="An arrest was made")
    school_told: bool | None = Field(None, title="School told under Operation Encompass")
    summary: Prose | None = Field(None, title="What happened")


def line(draft: Draft) -> str:
    incident = draft.detail_of(PoliceIncident)
    return line_of(
        "Police incident",
        incident.incident_type,
        incident.domestic_abuse and incident.incident_type is not IncidentType.DOMESTIC and "domestic abuse",
        incident.child_present and "child present",
        incident.risk is not RiskBand.NOT_ASSESSED and incident.risk.words,
        counted(incident.children_in_household, "child in the household", "children in the household"),
        incident.arrest_made and "arrest made",
    )


def for_hub(draft: Draft) -> str:
    """A concern for somebody's safety, a child found alone, and domestic abuse where a child was."""
    incident = draft.detail_of(PoliceIncident)
    if incident.incident_type is IncidentType.CONCERN_FOR_ADULT:
        return "adult"
    is_of_child = incident.incident_type in (IncidentType.CONCERN_FOR_CHILD, IncidentType.CHILD_FOUND)
    is_domestic = incident.incident_type is IncidentType.DOMESTIC or incident.domestic_abuse
    return "child" if is_of_child or (is_domestic and incident.child_present) else ""


KIND = Kind(
    name="police_incident",
    label="Police incident",
    explains="A call or event that the police attended or were told of, whether or not a crime was recorded.",
    category=Category.CRIME_AND_INCIDENTS,
    authors=(AgencyKind.POLICE,),
    mentions=INCIDENT,
    about=tuple(INCIDENT),
    retention=Retention.POLICE_GROUP_3,
    detail=PoliceIncident,
    line=line,
    is_contact=True,
    for_hub=for_hub,
)
