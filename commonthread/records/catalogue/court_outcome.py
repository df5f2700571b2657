"""What a court decided: criminal, family or civil."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.offences import OffenceGroup
from commonthread.records.record import Detail, Draft, MentionRole, Words


class Court(Code):
    MAGISTRATES = "magistrates", "Magistrates' court"
    YOUTH = "youth", "Youth court"
    CROWN = "crown", "Crown Court"
    FAMILY = "family", "Family court"
    CIVIL = "civil", "Civil court"


class Result(Code):
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    DISCONTINUED = "discontinued"
    CUSTODY = "custody", "Sentenced to custody"
    SUSPENDED = "suspended_sentence", "Suspended sentence"
    COMMUNITY_ORDER = "community_order", "Community order"
    YOUTH_ORDER = "youth_order", "Youth rehabilitation or referral order"
    FINE = "fine"
    DISCHARGE = "discharge"
    RESTRAINING = "restraining_order", "Restraining order"
    DOMESTIC_ABUSE_ORDER = "domestic_abuse_protection_order", "Domestic abuse (or violence) protection order"
    NON_MOLESTATION = "non_molestation_order", "Non-molestation order"
    OCCUPATION = "occupation_order", "Occupation order"
    SEXUAL_HARM = "sexual_harm_prevention_order", "Sexual harm prevention order"
    SEXUAL_RISK = "sexual_risk_order", "Sexual risk order"
    EMERGENCY_PROTECTION = "emergency_protection_order", "Emergency protection order"
    INTERIM_CARE = "interim_care_order", "Interim care order"
    CARE = "care_order", "Care order"
    SUPERVISION = "supervision_order", "Supervision order"
    PLACEMENT = "placement_order", "Placement order"
    CHILD_ARRANGEMENTS = "child_arrangements_order", "Child arrangements order"
    SPECIAL_GUARDIANSHIP = "special_guardianship_order", "Special guardianship order"
    PROHIBITED_STEPS = "prohibited_steps_order", "Prohibited steps order"
    NO_ORDER = "no_order", "No order made"
    OTHER = "other", "Other order"


class CourtOutcome(Detail):
    court: Court = Field(title="Court")
    result: Result = Field(title="Result or order")
    offence: OffenceGroup | None = Field(None, title="Offence")
    domestic_abuse: bool | None = Field(None, title="Domestic abuse")
    child_victim: bool | None = Field(None, title="A victim is a child")
    case_number: Words | None = Field(None, title="Number of the court case")


def line(draft: Draft) -> str:
    outcome = draft.detail_of(CourtOutcome)
    return line_of(
        outcome.court.label,
        outcome.result,
        outcome.offence,
        outcome.domestic_abuse and "domestic abuse",
        outcome.child_victim and "child victim",
    )


KIND = Kind(
    name="court_outcome",
    label="Court outcome",
    explains="A verdict, sentence or order of a court, and until when it holds.",
    category=Category.JUSTICE,
    authors=(
        AgencyKind.POLICE,
        AgencyKind.CHILDRENS_SERVICES,
        AgencyKind.PROBATION,
        AgencyKind.YOUTH_JUSTICE,
    ),
    mentions={MentionRole.SUBJECT: 1, MentionRole.CHILD: 8, MentionRole.PARENT: 2, MentionRole.VICTIM: 6},
    retention=Retention.POLICE_GROUP_2,
    detail=CourtOutcome,
    line=line,
    begins="Decided on",
    ends="Order ends",
)
