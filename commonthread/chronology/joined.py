"""The story of several people in one, as a meeting looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commonthread.access.queries import AgencyKnown, agencies
from commonthread.access.scope import Scope
from commonthread.chronology.members import is_child, name_of
from commonthread.chronology.queries import entry, said_in
from commonthread.chronology.story import Story
from commonthread.records.queries import read, story_envelopes


@dataclass(frozen=True)
class Joined:
    """`names` has those of the people who are named; `children` those to ask of who has seen them."""

    story: Story
    names: dict[int, str]
    children: tuple[int, ...]
    agencies: dict[str, AgencyKnown]


def read_joined(scope: Scope, persons: Sequence[int], *, purpose: str, because: str, today: date) -> Joined:
    """What the viewer may see of any of them, read through the door for one purpose."""
    with scope.transaction():
        everybody = agencies()
        envelopes = story_envelopes(list(persons), purpose)
    contents = read(scope, [found.number for found in envelopes], purpose=purpose, reason=because)
    said = said_in(envelopes, contents)
    about = {person for found in envelopes for person in found.persons}
    named = {person: name_of(said.get(person, ()), scope.agency) for person in about}
    return Joined(
        Story(tuple(entry(found, contents[found.number], everybody) for found in envelopes)),
        {person: called for person, called in named.items() if called},
        tuple(person for person in persons if is_child(said.get(person, ()), today)),
        everybody,
    )
