"""The filters of a chronology, read from the address and shown again as chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from urllib.parse import urlencode

from commonthread.chronology.story import Story

PERIODS = {"": "all time", "90": "last 3 months", "365": "last 12 months", "1826": "last 5 years"}
EMPTY: Mapping[int, str | None] = MappingProxyType({})
NAMES = ("agency", "kind", "period", "person")


@dataclass(frozen=True)
class Option:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Select:
    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Choices:
    selects: tuple[Select, ...]
    kept: tuple[tuple[str, str], ...]
    any_chosen: bool

    @property
    def cleared(self) -> str:
        return urlencode(self.kept)


def choices(
    story: Story,
    asked: Mapping[str, str],
    people: Iterable[int] = (),
    names: Mapping[int, str | None] = EMPTY,
) -> Choices:
    """What there is to choose from in this story. What the address asks and is not there is left out."""
    options = {
        "agency": ("Agency", [("", "all agencies"), *((a.code, a.name) for a in story.agencies)]),
        "kind": ("Kind", [("", "all kinds"), *story.kinds]),
        "period": ("Period", list(PERIODS.items())),
        "person": ("About", [("", "everyone"), *((str(p), names.get(p) or f"P-{p}") for p in people)]),
    }
    selects = tuple(
        Select(
            name, label, tuple(Option(value, words, asked.get(name, "") == value) for value, words in given)
        )
        for name, (label, given) in options.items()
        if len(given) > 2 or asked.get(name)
    )
    kept = tuple((name, asked[name]) for name in ("view",) if asked.get(name))
    return Choices(selects, kept, any(asked.get(name) for name in NAMES))


def chosen(story: Story, asked: Mapping[str, str], today: date) -> Story:
    """The story through the filters. A period or person that cannot be read filters nothing."""
    if agency := asked.get("agency"):
        story = story.by(agency)
    if kind := asked.get("kind"):
        story = story.of(kind)
    if asked.get("period", "") in PERIODS and asked.get("period"):
        story = story.since(date.fromordinal(today.toordinal() - int(asked["period"])))
    if (person := asked.get("person", "")).isdecimal():
        story = story.about(int(person))
    return story
