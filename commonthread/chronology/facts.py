"""Who somebody is, as one agency supplied it: the newest word on each field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commonthread.records.record import Mention


@dataclass(frozen=True)
class Said:
    """One agency's mention of a person, and when the record that holds it happened."""

    agency: str
    at: datetime
    mention: Mention


@dataclass(frozen=True)
class Fact:
    """A value of a field, whose word it is and from when."""

    value: object
    agency: str
    at: datetime


FIELDS = tuple(name for name in Mention.model_fields if name not in {"role", "relation", "agency_person_id"})


def newest(said: Iterable[Said], agency: str | None = None) -> dict[str, Fact]:
    """For each field its newest known value; of one agency only, where one is given."""
    found: dict[str, Fact] = {}
    for word in sorted(said, key=lambda word: word.at):
        if agency in (None, word.agency):
            for field in FIELDS:
                if field in word.mention.model_fields_set and (value := getattr(word.mention, field)) not in (
                    None,
                    "",
                ):
                    found[field] = Fact(value, word.agency, word.at)
    return found


def others(said: Iterable[Said], field: str, but: object) -> list[Fact]:
    """Every other value that any agency gave for a field, newest first, each once: other and former names, say."""
    found: dict[object, Fact] = {}
    for word in sorted(said, key=lambda word: word.at):
        value = getattr(word.mention, field)
        if value not in (None, "", but):
            found[value] = Fact(value, word.agency, word.at)
    return sorted(found.values(), key=lambda fact: fact.at, reverse=True)
