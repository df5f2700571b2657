"""The people of a household, put together from what agencies say of each and from their ties."""

from collections.abc import Mapping, Sequence
from datetime import date

from commonthread.chronology.facts import Fact, Said, newest
from commonthread.chronology.household import Household, Member, Tie
from commonthread.chronology.queries import StoryRead
from commonthread.chronology.story import Story, in_words
from commonthread.identity.households import SAME_ADDRESS
from commonthread.identity.queries import TieShown
from commonthread.kernel.dates import whole_years
from commonthread.kernel.text import fold
from commonthread.records.record import Mention, Precision, Relation, Seen, Sex

ADULT = 18


def household(read: StoryRead, agency: str, today: date) -> Household:
    """Everybody tied to the person. One's own agency's word on a name goes before the others'."""
    members = tuple(_member(person, read, agency, today) for person in read.persons)
    stated = tuple(
        Tie(tie.person, Relation(tie.kind), tie.other) for tie in read.ties if tie.kind != SAME_ADDRESS
    )
    return Household(members=members, ties=stated)


def name_of(said: Sequence[Said], agency: str) -> str | None:
    """What somebody is called: by one's own agency, else by the newest word of another."""
    return _called(newest(said, agency)) or _called(newest(said))


def names_in(read: StoryRead, agency: str) -> dict[int, str | None]:
    """What everybody is called whom the story is about."""
    about = {person for entry in read.story for person in entry.persons}
    names = {person: name_of(read.said.get(person, ()), agency) for person in about}
    return {person: _told_apart(person, names, read.said.get(person, ())) for person in about}


def _told_apart(person: int, names: Mapping[int, str | None], said: Sequence[Said]) -> str | None:
    """Where two bear one name, their years of birth stand beside it; of twins, their numbers."""
    if names[person] is None or list(names.values()).count(names[person]) < 2:
        return names[person]
    born = _last(said, "born_on")
    return f"{names[person]}, born {born.mention.born_on.year}" if born else f"{names[person]}, P-{person}"


def called(said: Mention) -> str | None:
    """A name in short: *first name only* where no more was given, in quotation marks where it is what they go by."""
    if (said.given_name or "").casefold() == "unborn" and not said.family_name:
        return "unborn child"
    if said.given_name or said.family_name:
        whole = " ".join(filter(None, (said.given_name, said.family_name)))
        return whole if said.family_name else f"{whole}, first name only"
    return f"“{said.known_as}”" if said.known_as else None


def is_child(said: Sequence[Said], today: date) -> bool:
    """Whether to ask who has seen them: of everybody under 18, and of those whose age nobody gave."""
    born = _last(said, "born_on")
    return born is None or whole_years(born.mention.born_on, today) < ADULT


def _member(person: int, read: StoryRead, agency: str, today: date) -> Member:
    said = read.said.get(person, ())
    born, expected, died = (_last(said, field) for field in ("born_on", "expected_on", "died_on"))
    home = next((tie for tie in read.ties if _is_home(tie, read.person, person)), None)
    if home and home.until and _at_one_address(read, person):
        home = None
    return Member(
        person=person,
        shown_as=name_of(said, agency),
        sex=next(
            (w.mention.sex for w in _newest_first(said) if w.mention.sex is not Sex.UNKNOWN), Sex.UNKNOWN
        ),
        age=whole_years(born.mention.born_on, died.mention.died_on if died else today) if born else None,
        age_is_estimate=bool(born) and born.mention.born_precision not in (Precision.DAY, Precision.MONTH),
        born_on=born.mention.born_on if born else None,
        expected_on=expected.mention.expected_on if expected else None,
        died_on=died.mention.died_on if died else None,
        lives_here=_lives_here(read, person, home),
        since=home.since if home else None,
        until=home.until if home else None,
        status=_news(read.story.current.about(person), is_child(said, today)),
    )


def _called(facts: Mapping[str, Fact]) -> str | None:
    return called(Mention.model_construct(**{field: fact.value for field, fact in facts.items()}))


def _is_home(tie: TieShown, one: int, other: int) -> bool:
    return tie.kind == SAME_ADDRESS and {tie.person, tie.other} == {one, other}


def _lives_here(read: StoryRead, person: int, home: TieShown | None) -> bool | None:
    if person == read.person:
        return True
    if home:
        return home.until is None
    return _at_one_address(read, person)


def _at_one_address(read: StoryRead, person: int) -> bool | None:
    """By the newest words on each: a tie by address ends at a refuge, though a family went there together."""
    theirs, here = (_address(read.said.get(one, ())) for one in (person, read.person))
    return theirs == here if theirs and here else None


def _address(said: Sequence[Said]) -> str:
    """The newest address, made comparable; a postcode alone is shared by a whole street."""
    word = next((word for word in _newest_first(said) if word.mention.address), None)
    return fold(f"{word.mention.address} {word.mention.postcode or ''}") if word else ""


def _news(story: Story, is_child: bool) -> str | None:
    if not story:
        return None
    last = max(story, key=lambda entry: entry.happened_from)
    words = f"{in_words(last.day)}: {last.label}, {last.agency.name}"
    seen = [entry.last_day for entry in story if entry.seen is Seen.SEEN]
    if is_child:
        words += f". Last recorded as seen {in_words(max(seen))}" if seen else ". No record of being seen"
    return words


def _newest_first(said: Sequence[Said]) -> list[Said]:
    return sorted(said, key=lambda word: word.at, reverse=True)


def _last(said: Sequence[Said], field: str) -> Said | None:
    return next((word for word in _newest_first(said) if getattr(word.mention, field) is not None), None)
