"""Mentions as columns of numbers, so that millions of pairs are compared at once."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from commonthread.identity.standardise import Standard

WORDS = (
    *("given", "first", "middle", "family", "sex", "pnc", "other_identifier"),
    *("unit", "sector", "outcode", "street", "town", "phone", "email", "email_user"),
)
LISTS = {"given_names": 4, "aliases": 6, "family_names": 4, "upns": 2, "houses": 2}
NUMBERS = {
    "number": np.int64,
    "agency": np.int64,
    "own_number": np.int64,
    "born": np.int32,
    "born_year": np.int16,
    "born_day_known": np.bool_,
    "nhs": np.int64,
}

WORDS_OF, NUMBERS_OF = attrgetter(*WORDS), attrgetter(*NUMBERS)
NOTHING = [(0,) * count for count in range(max(LISTS.values()) + 1)]


@dataclass(frozen=True)
class Columns:
    """One array for each field: words as their place in `vocabulary` (0 is not known), lists as a matrix."""

    vocabulary: tuple[str, ...]
    arrays: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.arrays["number"])

    def __getitem__(self, name: str) -> np.ndarray:
        return self.arrays[name]

    def take(self, rows: np.ndarray) -> "Columns":
        return Columns(self.vocabulary, {name: array[rows] for name, array in self.arrays.items()})

    @cached_property
    def lengths(self) -> np.ndarray:
        return np.array([len(word) for word in self.vocabulary], dtype=np.int16)

    @cached_property
    def initials(self) -> np.ndarray:
        return np.array([ord(word[0]) if word else 0 for word in self.vocabulary], dtype=np.int32)


class _Places(dict[str, int]):
    """The place of each word, in order of arrival."""

    def __missing__(self, word: str) -> int:
        self[word] = place = len(self)
        return place


def columns(mentions: Iterable["Standard"]) -> Columns:
    """Reads the mentions once, without keeping them."""
    places = _Places({"": 0})
    words, lists, numbers = array("i"), array("i"), array("q")
    place_of = places.__getitem__
    for mention in mentions:
        words.extend(map(place_of, WORDS_OF(mention)))
        for name, width in LISTS.items():
            some = getattr(mention, name)[:width]
            lists.extend(map(place_of, some))
            lists.extend(NOTHING[width - len(some)])
        numbers.extend(NUMBERS_OF(mention))
    arrays = _split(np.frombuffer(words, dtype=np.int32), dict.fromkeys(WORDS, 1))
    arrays |= _split(np.frombuffer(lists, dtype=np.int32), LISTS)
    told = _split(np.frombuffer(numbers, dtype=np.int64), dict.fromkeys(NUMBERS, 1))
    arrays |= {name: told[name].astype(kind) for name, kind in NUMBERS.items()}
    return Columns(tuple(places), arrays)


def _split(flat: np.ndarray, widths: Mapping[str, int]) -> dict[str, np.ndarray]:
    """The columns of rows that were written one after the other; a column of width 1 is a plain array."""
    table = flat.reshape(-1, sum(widths.values()))
    found, start = {}, 0
    for name, width in widths.items():
        column = table[:, start : start + width]
        found[name] = np.ascontiguousarray(column if name in LISTS else column[:, 0])
        start += width
    return found
