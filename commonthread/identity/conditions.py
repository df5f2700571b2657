"""Conditions of the model's levels, read by numpy for many pairs at once.

A condition is a list: a word and what it is about, such as `["similar", "family", 0.92]` or
`["all", ["same", "unit"], ["not", ["same", "house"]]]`. A field that is not known on either side makes
every question about it untrue. `sql.py` writes the same language as SQL.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.process import cpdist

from commonthread.identity.columns import Columns

Condition = list | tuple
DIGITS_OF_A_DATE = 8


@dataclass
class Pairs:
    """Row `left[i]` beside row `right[i]` of the same columns; answers are kept while the pairs live."""

    columns: Columns
    left: np.ndarray
    right: np.ndarray
    defined: Mapping[str, Condition] = field(default_factory=dict)
    rarities: Mapping[str, np.ndarray] = field(default_factory=dict)
    answers: dict[str, np.ndarray] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.left)

    def of(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        key = f"column {name}"
        if key not in self.answers:
            values = self.columns[name]
            self.answers[key] = (values[self.left], values[self.right])
        return self.answers[key]

    def holds(self, condition: Condition) -> np.ndarray:
        """For each pair whether the condition is true."""
        key = repr(condition)
        if key not in self.answers:
            word, *about = condition
            self.answers[key] = MASKS[word](self, *about)
        return self.answers[key]

    def distance(self, name: str, scorer: Callable, kind: type) -> np.ndarray:
        """The scorer's value for each pair; each two different words are compared once."""
        key = f"{scorer.__module__} {name}"
        if key not in self.answers:
            left, right = self.of(name)
            packed = np.minimum(left, right).astype(np.int64) << 32 | np.maximum(left, right)
            unique, place = np.unique(packed, return_inverse=True)
            words = self.columns.vocabulary
            values = cpdist(
                [words[i] for i in (unique >> 32).tolist()],
                [words[i] for i in (unique & 0xFFFFFFFF).tolist()],
                scorer=scorer,
                dtype=kind,
                workers=-1 if len(unique) > 20_000 else 1,
            )
            self.answers[key] = values[place]
        return self.answers[key]


def _known(pairs: Pairs, name: str) -> np.ndarray:
    left, right = pairs.of(name)
    if left.ndim == 2:
        left, right = left[:, 0], right[:, 0]
    return (left != 0) & (right != 0)


def _same(pairs: Pairs, name: str) -> np.ndarray:
    left, right = pairs.of(name)
    return (left == right) & (left != 0)


def _crossed(pairs: Pairs, one: str, other: str) -> np.ndarray:
    (one_left, one_right), (other_left, other_right) = pairs.of(one), pairs.of(other)
    known = (one_left != 0) & (one_right != 0)
    return known & (one_left == other_right) & (other_left == one_right)


def _similar(pairs: Pairs, name: str, at: float) -> np.ndarray:
    return _known(pairs, name) & (pairs.distance(name, JaroWinkler.similarity, np.float64) >= at)


def _within(pairs: Pairs, name: str, edits: int) -> np.ndarray:
    return _known(pairs, name) & (pairs.distance(name, Levenshtein.distance, np.int32) <= edits)


def _overlap(pairs: Pairs, name: str) -> np.ndarray:
    left, right = pairs.of(name)
    found = np.zeros(len(pairs), dtype=bool)
    for a in range(left.shape[1]):
        for b in range(right.shape[1]):
            found |= (left[:, a] == right[:, b]) & (left[:, a] != 0)
    return found


def _initial(pairs: Pairs, name: str) -> np.ndarray:
    left, right = pairs.of(name)
    lengths, initials = pairs.columns.lengths, pairs.columns.initials
    return (initials[left] == initials[right]) & (np.minimum(lengths[left], lengths[right]) == 1)


def _digits_differ(pairs: Pairs, name: str, most: int) -> np.ndarray:
    left, right = pairs.of(name)
    count = np.zeros(len(pairs), dtype=np.int8)
    for place in range(DIGITS_OF_A_DATE):
        count += left // 10**place % 10 != right // 10**place % 10
    return _known(pairs, name) & (count <= most)


def _neighbours_swapped(pairs: Pairs, name: str) -> np.ndarray:
    left, right = pairs.of(name)
    found = np.zeros(len(pairs), dtype=bool)
    for place in range(DIGITS_OF_A_DATE - 1):
        unit = 10**place
        one, two = left // unit % 10, left // unit // 10 % 10
        found |= (left != right) & (left + (one - two) * 9 * unit == right)
    return _known(pairs, name) & found


def _day_month_swapped(pairs: Pairs, name: str) -> np.ndarray:
    left, right = pairs.of(name)
    swapped = left // 10000 * 10000 + left % 100 * 100 + left // 100 % 100
    return _known(pairs, name) & (swapped == right) & (left != right)


def _parts_same(pairs: Pairs, name: str, least: int) -> np.ndarray:
    left, right = pairs.of(name)
    count = sum(
        (left // low % size == right // low % size).astype(np.int8)
        for low, size in ((1, 100), (100, 100), (10000, 10000))
    )
    return _known(pairs, name) & (count >= least)


def _apart(pairs: Pairs, name: str, least: int) -> np.ndarray:
    left, right = pairs.of(name)
    return _known(pairs, name) & (np.abs(left.astype(np.int32) - right) >= least)


def _both(pairs: Pairs, name: str) -> np.ndarray:
    left, right = pairs.of(name)
    return left & right


def _rarer(pairs: Pairs, one: str, other: str, bits: int) -> np.ndarray:
    both = pairs.rarities[one][pairs.of(one)[0]] * pairs.rarities[other][pairs.of(other)[0]]
    return _known(pairs, one) & _known(pairs, other) & (both < 2.0**-bits)


def _all(pairs: Pairs, *conditions: Condition) -> np.ndarray:
    return np.logical_and.reduce([pairs.holds(condition) for condition in conditions])


def _any(pairs: Pairs, *conditions: Condition) -> np.ndarray:
    return np.logical_or.reduce([pairs.holds(condition) for condition in conditions])


MASKS: dict[str, Callable[..., np.ndarray]] = {
    "all": _all,
    "any": _any,
    "not": lambda pairs, condition: ~pairs.holds(condition),
    "is": lambda pairs, name: pairs.holds(pairs.defined[name]),
    "known": _known,
    "same": _same,
    "crossed": _crossed,
    "similar": _similar,
    "within": _within,
    "overlap": _overlap,
    "initial": _initial,
    "digits differ": _digits_differ,
    "neighbours swapped": _neighbours_swapped,
    "day and month swapped": _day_month_swapped,
    "parts same": _parts_same,
    "apart": _apart,
    "both": _both,
    "rarer": _rarer,
}
