"""Who else is named in a story, tied to nobody in it: often an adult who is known by a first name only."""

from dataclasses import dataclass
from datetime import date

from commonthread.chronology.members import called
from commonthread.chronology.queries import StoryRead
from commonthread.records.record import Mention, MentionRole


@dataclass(frozen=True)
class NamedToo:
    """The newest record that names them, and how many do."""

    person: int
    name: str
    role: str
    record: int
    label: str
    agency: str
    day: date
    times: int


def named_too(read: StoryRead) -> tuple[NamedToo, ...]:
    """Newest first. Whoever made a referral is not counted among the people that it is about."""
    found: dict[int, NamedToo] = {}
    for entry in read.story.current:
        for known in read.contents[entry.record].known:
            if (
                known.person is None
                or known.person in read.persons
                or known.mention.role is MentionRole.REFERRER
            ):
                continue
            times = found[known.person].times if known.person in found else 0
            found[known.person] = NamedToo(
                known.person, called(known.mention) or "not named", _role(known.mention), entry.record, entry.label,
                entry.agency.name, entry.day, times + 1,
            )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda named: (named.day, named.record), reverse=True))


def _role(said: Mention) -> str:
    words = (said.role.label.lower(), said.relation.label.lower() if said.relation else "")
    return ", ".join(dict.fromkeys(filter(None, words)))
