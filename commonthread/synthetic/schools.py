"""The few schools that send their own records: those of the written stories."""

from dataclasses import dataclass
from functools import cache

from commonthread.places.invented.tables import invented_facts

URNS = {
    "birmingham": "990001",
    "coventry": "990073",
    "sandwell": "990119",
    "sandwell academy": "990122",
    "walsall academy": "990158",
    "wolverhampton": "990172",
}


@dataclass(frozen=True)
class StorySchool:
    agency: str
    name: str
    urn: str
    district: str
    neighbourhood: str


@cache
def story_schools() -> dict[str, StorySchool]:
    facts = invented_facts()
    names = {district.code: district.name for district in facts.districts}
    by_urn = {school.urn: school for school in facts.schools}
    return {
        label: StorySchool(
            agency=f"school-{school.name.lower().removesuffix(' school').replace(' ', '-')}",
            name=school.name,
            urn=urn,
            district=names[school.district],
            neighbourhood=school.neighbourhood,
        )
        for label, urn in URNS.items()
        if (school := by_urn[urn])
    }
