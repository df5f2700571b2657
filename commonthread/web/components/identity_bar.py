"""Who a page is about: as the viewer's own agency knows them, and apart from that what others and former words say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commonthread.access.queries import AgencyKnown
from commonthread.chronology.facts import Said, newest
from commonthread.chronology.queries import StoryRead
from commonthread.records.queries import OpenPerson
from commonthread.records.record import Mention
from commonthread.web.words import age_on, born, day, name


@dataclass(frozen=True)
class Word:
    """One thing that agencies say, and each agency's last time of saying it."""

    about: str
    value: str
    by: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True)
class Bar:
    """`own` is whether the viewer's agency has named this person at all."""

    number: int
    name: str
    own: bool
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    words: tuple[Word, ...]
    purpose: OpenPerson


def bar(read: StoryRead, agency: str, today: date) -> Bar:
    said = read.said.get(read.person, ())
    facts = newest(said, agency)
    own = Mention.model_construct(**{field: fact.value for field, fact in facts.items()})
    return Bar(
        number=read.person,
        name=name(own),
        own=any(word.agency == agency for word in said),
        facts=tuple((label, words) for label, words in _facts(own, today) if words),
        warnings=tuple(_warnings(said, today)),
        words=tuple(_words(said, read.agencies)),
        purpose=read.purpose,
    )


def bare(number: int, purpose: OpenPerson, own: Sequence[Mention]) -> Bar:
    """For a page that has read no records: the number, and the last name by which one's own agency mentions them."""
    called = next((name(said) for said in reversed(own) if name(said)), "")
    return Bar(number, called, True, (), (), (), purpose)


def _facts(own: Mention, today: date) -> Iterable[tuple[str, str]]:
    birth, age = born(own), age_on(own, today)
    return (
        ("born", f"{birth} ({age})" if birth and age else birth or age),
        ("school", ", ".join(filter(None, (own.school, own.school_year)))),
        ("practice", own.practice or ""),
        ("worker", own.allocated_worker or ""),
        ("language", _language(own)),
        ("communication", own.communication_needs or ""),
        ("disability", own.disabilities or ""),
        ("address", _address(own)),
        ("telephone", own.phone or ""),
        ("safe contact", ", ".join(filter(None, (own.safe_contact_method, own.safe_contact_times)))),
        ("NHS number", _spaced(own.nhs_number)),
        ("unique pupil number", own.upn or ""),
    )


def _language(own: Mention) -> str:
    interpreter = {True: "needs an interpreter", False: "no interpreter"}.get(own.interpreter_needed, "")
    return ", ".join(filter(None, (own.language, interpreter)))


def _address(said: Mention) -> str:
    return ", ".join(filter(None, (said.address, said.postcode)))


def _spaced(nhs_number: str | None) -> str:
    return f"{nhs_number[:3]} {nhs_number[3:6]} {nhs_number[6:]}" if nhs_number else ""


def _warnings(said: Sequence[Said], today: date) -> Iterable[str]:
    """Of every agency: whoever visits must know. None that has expired."""
    found = {word.mention.staff_safety_warning for word in said} - {None}
    for warning in sorted(found, key=lambda warning: warning.expires_on):
        if warning.expires_on >= today:
            yield f"{warning.text} ({warning.author}, to be reviewed {day(warning.review_on)})"


def _words(said: Sequence[Said], agencies: dict[str, AgencyKnown]) -> Iterable[Word]:
    """Everything that anybody said, newest first, each once: with whose word it is."""
    for about, read in (
        ("Name", name),
        ("Former last name", lambda m: m.former_family_name or ""),
        ("Born", born),
        ("Address", _address),
        ("Telephone", lambda m: m.phone or ""),
        ("School", lambda m: m.school or ""),
        ("Practice", lambda m: m.practice or ""),
        ("Worker", lambda m: m.allocated_worker or ""),
    ):
        found: dict[str, dict[str, datetime]] = {}
        for word in sorted(said, key=lambda word: word.at):
            if value := read(word.mention):
                by = found.pop(value, {})
                found[value] = by | {agencies[word.agency].name: word.at}
        for value, by in reversed(found.items()):
            yield Word(about, value, tuple(sorted(by.items(), key=lambda item: item[1], reverse=True)))
