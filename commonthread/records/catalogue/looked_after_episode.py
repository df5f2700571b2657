"""An episode of being looked after: one legal status, one placement."""

from pydantic import Field

from commonthread.kernel.citations import Authority, Source
from commonthread.records.census_codes import Need
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import line_of
from commonthread.records.looked_after_codes import EpisodeEnd, EpisodeStart, LegalStatus, Placement, Provider
from commonthread.records.record import Detail, Draft, Prose, Words
from commonthread.records.roles import FAMILY


class LookedAfterEpisode(Detail):
    care_key: Words | None = Field(None, title="Agency's number for the whole period of care")
    started_because: EpisodeStart | None = Field(None, title="Why the episode began")
    ended_because: EpisodeEnd | None = Field(None, title="Why the episode ended")
    legal_status: LegalStatus | None = Field(None, title="Legal status")
    placement: Placement | None = Field(None, title="Placement")
    provider: Provider | None = Field(None, title="Provider of the placement")
    primary_need: Need | None = Field(None, title="Primary need")
    outside_authority: bool | None = Field(None, title="Placed outside the authority")
    distance_miles: float | None = Field(
        None, ge=0, le=1000, title="Distance from home", json_schema_extra={"unit": "miles"}
    )
    summary: Prose | None = Field(None, title="Circumstances")


def line(draft: Draft) -> str:
    episode = draft.detail_of(LookedAfterEpisode)
    return line_of(
        "Looked-after episode, ended" if draft.happened_until else "Looked after",
        episode.legal_status,
        episode.placement,
        episode.outside_authority and "outside the authority",
        episode.ended_because,
    )


KIND = Kind(
    name="looked_after_episode",
    label="Looked-after episode",
    explains="A time in the care of the local authority under one legal status in one placement.",
    category=Category.SOCIAL_CARE,
    authors=(AgencyKind.CHILDRENS_SERVICES,),
    mentions=FAMILY,
    retention=Retention.CHILD_LOOKED_AFTER,
    detail=LookedAfterEpisode,
    line=line,
    begins="Episode began",
    ends="Episode ended",
    source=Source(
        "Children looked after by local authorities in England: guide to the SSDA903 collection",
        edition="2025 to 2026",
        link="https://www.gov.uk/government/publications/children-looked-after-return-2025-to-2026-guide",
        authority=Authority.STATUTORY_GUIDANCE,
    ),
)
