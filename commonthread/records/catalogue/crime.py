"""A crime that the police have recorded."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.offences import OffenceGroup
from commonthread.records.record import Day, Detail, Draft, Prose
from commonthread.records.roles import INCIDENT


class Outcome(Code):
    UNDER_INVESTIGATION = "under_investigation", "Under investigation"
    CHARGED = "charged", "Charged or summonsed"
    CAUTIONED = "cautioned"
    COMMUNITY_RESOLUTION = "community_resolution", "Community resolution"
    NO_SUSPECT = "no_suspect", "No suspect identified"
    VICTIM_SUPPORTS_NO_EVIDENCE = "evidential_victim_supports", "Evidential difficulties, victim supports"
    VICTIM_DOES_NOT_SUPPORT = (
        "evidential_victim_does_not_support",
        "Evidential difficulties, no victim support",
    )
    NOT_IN_PUBLIC_INTEREST = "not_in_public_interest", "Not in the public interest"
    OTHER_AGENCY = "other_agency", "Passed to another agency"
    CANCELLED = "cancelled", "Cancelled: no crime"


class Crime(Detail):
    offence: OffenceGroup = Field(title="Offence")
    recorded_on: Day | None = Field(None, title="Recorded on")
    domestic_abuse: bool = Field(False, title="Domestic abuse")
    child_victim: bool = Field(False, title="A victim is a child")
    sexual_exploitation: bool | None = Field(None, title="Child sexual exploitation")
    criminal_exploitation: bool | None = Field(None, title="Child criminal exploitation")
    hate_crime: bool | None = Field(None, title="Hate crime")
    outcome: Outcome = Field(Outcome.UNDER_INVESTIGATION, title="Outcome")
    summary: Prose | None = Field(None, title="What happened")


def line(draft: Draft) -> str:
    crime = draft.detail_of(Crime)
    return line_of(
        "Crime",
        crime.offence,
        crime.domestic_abuse and "domestic abuse",
        crime.child_victim and "child victim",
        crime.sexual_exploitation and "child sexual exploitation",
        crime.criminal_exploitation and "child criminal exploitation",
        crime.outcome,
    )


KIND = Kind(
    name="crime",
    label="Crime",
    explains="An offence that the police have recorded, with what became of it so far.",
    category=Category.CRIME_AND_INCIDENTS,
    authors=(AgencyKind.POLICE,),
    mentions=INCIDENT,
    about=tuple(INCIDENT),
    retention=Retention.POLICE_GROUP_2,
    detail=Crime,
    line=line,
)
