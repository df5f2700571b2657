"""All written stories, told; and what a demo needs to find them."""

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from random import Random
from typing import Any

from commonthread.kernel.dates import in_england
from commonthread.synthetic import stories as package
from commonthread.synthetic.event import Event
from commonthread.synthetic.ground import Ground
from commonthread.synthetic.registry import Registry
from commonthread.synthetic.stories.cast import Cast, Story
from commonthread.synthetic.truth import household_id, person_id


@cache
def stories() -> tuple[Story, ...]:
    """One for each file of this folder that has a STORY, the first to be shown first."""
    modules = (import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    return tuple(sorted((m.STORY for m in modules if hasattr(m, "STORY")), key=lambda story: story.order))


@dataclass(frozen=True)
class Told:
    cast: Cast
    events: tuple[Event, ...]


def tell_all(registry: Registry, until: date) -> Iterator[Told]:
    for story in stories():
        cast = Cast(story, until, registry, Ground(Random(story.code)), Random(story.code))
        yield Told(cast, tuple(story.tell(cast)))


def summary(told: Told) -> dict[str, Any]:
    """Who is in the story, and which agency's records, by the agency's own numbers, tell it."""
    cast, story = told.cast, told.cast.story
    return {
        "code": story.code,
        "title": story.title,
        "shows": story.shows,
        "households": sorted({household_id(person, cast.until) for person in cast.people.values()}),
        "people": [
            {
                "label": label,
                "person": person_id(person),
                "given_name": person.given_name,
                "family_name": person.family_name,
                "born_on": person.born_on.isoformat(),
                "postcode": person.household.address.postcode,
                "household": household_id(person, cast.until),
            }
            for label, person in cast.people.items()
        ],
        "records": [
            {
                "agency": event.agency,
                "kind": event.kind,
                "key": event.key,
                "day": in_england(event.at).date().isoformat(),
                "people": [person_id(named.person) for named in event.named],
            }
            for event in sorted(told.events, key=lambda event: event.at)
        ],
    }
