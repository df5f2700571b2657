"""A kind of notice as its file declares it: to whom it goes, and the words that it begins with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
LONGEST = {"inside": 2000, "outside": 459}


class To(StrEnum):
    """An agency reads behind sign-in; somebody outside reads on a screen that anybody may look at."""

    INSIDE = "inside"
    OUTSIDE = "outside"


# What each place in a template becomes. Nothing that goes outside carries a name, a place or a reason.
PLACES: Mapping[To, Mapping[str, str]] = {
    To.INSIDE: {
        "{words}": "what the sender writes",
        "{person}": "the number of the person whom it is about",
        "{case}": "the number of the case",
        "{agency}": "your agency",
        "{telephone}": "your agency's duty desk",
        "{sent_on}": "the day on which it is sent",
        "{answer_by}": "by when it is to be acknowledged",
    },
    To.OUTSIDE: {
        "{reference}": "a number of its own, by which you find it again",
        "{sent_on}": "the day on which it is sent",
    },
}

# Whoever else looks at the screen would know by these what it is about.
BETRAYS = re.compile(
    r"\b(abus\w*|assault\w*|safeguard\w*|child\w*|social|worker|police|officer|crime\w*|victim\w*|violen\w*|refuge|neglect\w*"
    r"|harm\w*|school|hospital|mental|drug\w*|alcohol|referral\w*|investigat\w*|domestic|partner|husband|wife|baby)\b",
    re.IGNORECASE,
)


# Whoever alone writes the words must not lead all who read them to a telephone or a page of their own: 999 and 101 may stand.
LEADS_AWAY = re.compile(r"\+?[0-9](?:[ ()-]*[0-9]){6,}|\S*(?:@|://|www\.)\S*", re.IGNORECASE)


class WrongWords(ValueError):
    """Says what is wrong with a template, in words for whoever writes it."""


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """`name` is kept with each notice. `words` hold until an agency writes its own."""

    name: str
    title: str
    to: To
    explains: str
    words: str

    def __post_init__(self) -> None:
        check(self.to, self.words)


def check(to: To, words: str) -> None:
    """Raise WrongWords where a template could not be sent safely."""
    if not words.strip():
        raise WrongWords("Write the words that are sent")
    if len(words) > LONGEST[to]:
        raise WrongWords(f"Write at most {LONGEST[to]:,} characters")
    unknown = [place for place in PLACEHOLDER.findall(words) if place not in PLACES[to]]
    if unknown:
        raise WrongWords(f"{unknown[0]} has no place in these words: there are {', '.join(PLACES[to])}")
    if "{" in PLACEHOLDER.sub("", words) or "}" in PLACEHOLDER.sub("", words):
        raise WrongWords("A brace stands alone: a place is written as {sent_on}")
    if found := LEADS_AWAY.search(words):
        instead = "no number or address leaves with these words"
        raise WrongWords(
            f"“{found[0]}” leads elsewhere: {instead if to is To.OUTSIDE else 'your agency’s own number is {telephone}'}"
        )
    if to is To.OUTSIDE and (found := BETRAYS.search(words)):
        raise WrongWords(f"“{found[0]}” would tell whoever looks at the screen what it is about")


@cache
def kinds() -> Mapping[str, NoticeKind]:
    """Every kind by name, those to agencies first."""
    from commonthread.notices import catalogue

    found = {
        value.name: value
        for file in iter_modules(catalogue.__path__)
        for value in vars(import_module(f"{catalogue.__name__}.{file.name}")).values()
        if isinstance(value, NoticeKind)
    }
    return dict(sorted(found.items(), key=lambda item: (item[1].to, item[1].title)))
