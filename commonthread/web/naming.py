"""What people are called on the pages of a case: as one's own agency names them, else by what others share in full."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commonthread.access.scope import Scope
from commonthread.chronology.facts import Said
from commonthread.chronology.members import is_child
from commonthread.records.queries import read, story_envelopes
from commonthread.web.words import name

LOOKED_AT = 3


@dataclass(frozen=True)
class Named:
    """`is_child` is None where nothing tells how old they are."""

    name: str
    is_child: bool | None


def named(
    scope: Scope, persons: Sequence[int], *, purpose: str, because: str, today: date
) -> dict[int, Named]:
    """Those of them who are named; to be called outside any transaction, as it reads through the door."""
    with scope.transaction():
        envelopes = story_envelopes(list(persons), purpose)
    wanted: dict[int, list[int]] = defaultdict(list)
    for found in sorted(envelopes, key=lambda found: found.agency != scope.agency):
        for person in set(found.persons) & set(persons):
            if found.superseded_by is None and len(wanted[person]) < LOOKED_AT:
                wanted[person].append(found.number)
    contents = read(
        scope, sorted({n for numbers in wanted.values() for n in numbers}), purpose=purpose, reason=because
    )
    when = {found.number: found for found in envelopes}
    found = {}
    for person, numbers in wanted.items():
        said = [
            Said(when[number].agency, when[number].happened_from, known.mention)
            for number in numbers
            for known in contents[number].known
            if known.person == person
        ]
        called = next((name(word.mention) for word in said if name(word.mention)), "")
        born = any(word.mention.born_on or word.mention.expected_on for word in said)
        if called or born:
            found[person] = Named(called, is_child(said, today) if born else None)
    return found
