"""The story of a person or household, read through the door: ask, commit, take."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonthread.access.queries import AgencyKnown, agencies
from commonthread.access.scope import NotAllowed, Scope
from commonthread.chronology.facts import Said
from commonthread.chronology.kin import kin, together, told
from commonthread.chronology.story import AgencyShown, Entry, Story
from commonthread.identity.queries import TieShown, ties
from commonthread.records.kind import kinds
from commonthread.records.queries import (
    Content,
    Envelope,
    OpenPerson,
    open_purpose,
    opened_among,
    read,
    story_envelopes,
    taken,
)
from commonthread.records.record import Seen


@dataclass(frozen=True)
class StoryRead:
    """A story with what was taken through the door for it. `said` is what each agency says of each person.

    `ties` are those of everybody whose story it is, as far as the viewer may see; `opened` are those people for
    whom the viewer has stated a purpose.
    """

    person: int
    purpose: OpenPerson
    story: Story
    contents: dict[int, Content]
    said: dict[int, tuple[Said, ...]]
    ties: tuple[TieShown, ...]
    opened: frozenset[int]
    agencies: dict[str, AgencyKnown]

    @property
    def persons(self) -> tuple[int, ...]:
        """The person and everybody tied to them."""
        return tuple(sorted({self.person} | {one for tie in self.ties for one in (tie.person, tie.other)}))


def purpose_for(scope: Scope, person: int) -> OpenPerson | None:
    """The live purpose under which the viewer looks at somebody; None where one must be stated first."""
    with scope.transaction():
        return open_purpose(person)


def read_story(scope: Scope, person: int) -> StoryRead | None:
    """A person's chronology; None where a purpose must be stated first.

    Raises NotAllowed, for somebody hidden and somebody who is not there alike.
    """
    return _read(scope, person, with_household=False)


def read_household(scope: Scope, person: int) -> StoryRead | None:
    """The chronology of all with whom a person lives or is tied, in one; None where a purpose must be stated first."""
    return _read(scope, person, with_household=True)


def entry(envelope: Envelope, content: Content | None, known: dict[str, AgencyKnown]) -> Entry:
    """An envelope, with its line where its content was taken."""
    agency = known[envelope.agency]
    contact = content.draft.contact if content and content.draft else None
    return Entry(
        record=envelope.number,
        kind=envelope.kind,
        label=kinds()[envelope.kind].label,
        agency=AgencyShown(code=agency.code, name=agency.name, kind=agency.kind),
        category=kinds()[envelope.kind].category,
        happened_from=envelope.happened_from,
        happened_until=envelope.happened_until,
        received_at=envelope.received_at,
        time_known=envelope.time_known,
        line=content.line if content else None,
        summary_only=content is not None and content.draft is None,
        seen=contact.seen if contact else Seen.NOT_RECORDED,
        seen_alone=contact.seen_alone if contact else None,
        persons=envelope.persons,
        superseded_by=envelope.superseded_by,
    )


def _read(scope: Scope, person: int, *, with_household: bool) -> StoryRead | None:
    with scope.transaction():
        purpose = open_purpose(person)
        if purpose is None:
            return None
        agency = agencies()
        envelopes = story_envelopes([person], purpose.purpose)
        tied = ties([person])
    if not envelopes:
        raise NotAllowed("Not found.")
    why = {"purpose": purpose.purpose, "reason": purpose.because}
    with taken(scope, [envelope.number for envelope in envelopes], **why) as contents:
        tied = together(tied, told(contents))
        near = kin(person, tied)
        opened = opened_among(sorted(near))
        if with_household:
            tied = together(tied, ties(near - {person}))
            theirs = story_envelopes(sorted(near - {person}), purpose.purpose)
            others = [envelope for envelope in theirs if envelope.number not in contents]
    if with_household:
        contents |= read(scope, [envelope.number for envelope in others], **why)
        envelopes += others
        tied = together(tied, told(contents))
    tied = [tie for tie in tied if {tie.person, tie.other} <= near]
    story = Story(tuple(entry(e, contents[e.number], agency) for e in envelopes))
    return StoryRead(
        person, purpose, story, contents, said_in(envelopes, contents), tuple(tied), opened, agency
    )


def said_in(envelopes: Sequence[Envelope], contents: dict[int, Content]) -> dict[int, tuple[Said, ...]]:
    found: dict[int, list[Said]] = {}
    for envelope in envelopes:
        if envelope.superseded_by is None:
            for known in contents[envelope.number].known:
                if known.person:
                    found.setdefault(known.person, []).append(
                        Said(envelope.agency, envelope.happened_from, known.mention)
                    )
    return {person: tuple(said) for person, said in found.items()}
