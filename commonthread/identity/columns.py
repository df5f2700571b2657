"""Mentions as columns of numbers, so that millions of pairs are compared at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
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


def columns(mentions: Iterable["Standard"]) -> Columns:
    """Reads the mentions once, without keeping them."""
    places: dict[str, int] = {"": 0}
    gathered: dict[str, list] = {name: [] for name in (*WORDS, *LISTS, *NUMBERS)}

    def place(word: str) -> int:
        return places.setdefault(word, len(places))

    for mention in mentions:
        for name in WORDS:
            gathered[name].append(place(getattr(mention, name)))
        for name, width in LISTS.items():
            found = [place(word) for word in getattr(mention, name)[:width]]
            gathered[name].append(found + [0] * (width - len(found)))
        for name in NUMBERS:
            gathered[name].append(getattr(mention, name))
    arrays = {name: np.array(gathered[name], dtype=np.int32) for name in WORDS}
    arrays |= {
        name: np.array(gathered[name], dtype=np.int32).reshape(-1, width) for name, width in LISTS.items()
    }
    arrays |= {name: np.array(gathered[name], dtype=kind) for name, kind in NUMBERS.items()}
    return Columns(tuple(places), arrays)
