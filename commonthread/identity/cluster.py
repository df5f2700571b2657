"""Which rows are one person: the weights of pairs brought together, with what bars it.

Not plain connected components: two mentions that are each like a third need not be like each other. Within
a component every pair is weighed, and groups join from the most alike down, by the mean of what the pairs
between them say, until what they say is no longer in favour or something bars it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from commonthread.identity.components import components, members_by_size

Said = Callable[[np.ndarray, np.ndarray], np.ndarray]
Matrix = np.ndarray

AGREED = 1000.0
IN_FAVOUR = 0.0
MOST_AT_ONCE = 300
STRICTER_BY = 2.0
STRICTEST = 60.0


@dataclass(frozen=True)
class Decided:
    """What is decided about pairs of rows, smaller row first. People outweigh identifiers."""

    barred: frozenset[tuple[int, int]] = frozenset()
    together: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def rows(self) -> np.ndarray:
        return np.array(sorted({row for pair in self.barred | self.together for row in pair}), dtype=np.int64)

    @cached_property
    def barred_of(self) -> Mapping[int, list[int]]:
        return _by_first(self.barred)

    @cached_property
    def together_of(self) -> Mapping[int, list[int]]:
        return _by_first(self.together)


def _by_first(pairs: Iterable[tuple[int, int]]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
    return found


@dataclass(frozen=True)
class Identifiers:
    """Numbers meant to be one per person: `single` a column of them, `several` a matrix of numbers that
    succeed each other; 0 is not known."""

    single: np.ndarray
    several: np.ndarray

    def conflict(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        one, other = self.single[left], self.single[right]
        found = (one != other) & (one != 0) & (other != 0)
        ones, others = self.several[left], self.several[right]
        overlap = ((ones[:, :, None] == others[:, None, :]) & (ones[:, :, None] != 0)).any(axis=(1, 2))
        return found | ((ones[:, 0] != 0) & (others[:, 0] != 0) & ~overlap)

    def conflicts_within(self, rows: np.ndarray) -> Matrix:
        """As `conflict` for each two of the rows, where a third may show that one number succeeds another."""
        single = self.single[rows]
        found = (single[:, None] != single) & (single[:, None] != 0) & (single != 0)
        successions = [set(numbers[numbers != 0].tolist()) for numbers in self.several[rows]]
        merged: list[set[int]] = []
        for numbers in successions:
            joined = numbers.union(*(m for m in merged if m & numbers))
            merged = [m for m in merged if not m & numbers] + [joined]
        line = np.array([next((i for i, m in enumerate(merged) if n and n <= m), -1) for n in successions])
        return found | ((line[:, None] != line) & (line[:, None] >= 0) & (line >= 0))


def cluster(
    rows: int,
    left: np.ndarray,
    right: np.ndarray,
    weights: np.ndarray,
    said: Said,
    identifiers: Identifiers,
    decided: Decided,
    link_at: float,
    most: int,
) -> np.ndarray:
    """For each row the smallest row of its cluster.

    The pairs with their `weights` connect rows; `said` tells of any pair what speaks for one person.
    The same rows and pairs give the same clusters in whatever order they come.
    """
    label = np.arange(rows)
    together = np.array(sorted(decided.together), dtype=np.int64).reshape(-1, 2)
    linked = weights >= link_at
    left, right, weights = left[linked], right[linked], weights[linked]
    left, right = np.r_[left, together[:, 0]], np.r_[right, together[:, 1]]
    weights = np.r_[weights, np.full(len(together), np.inf)]
    for group in members_by_size(_bounded_components(rows, left, right, weights, link_at)):
        size = group.shape[1]
        if size == 1 or size > MOST_AT_ONCE:
            continue
        one, other = np.triu_indices(size, k=1)
        lefts, rights = group[:, one], group[:, other]
        flat_left, flat_right = lefts.ravel(), rights.ravel()
        says = said(flat_left, flat_right).reshape(lefts.shape)
        barred = identifiers.conflict(flat_left, flat_right).reshape(lefts.shape)
        plain = (says >= IN_FAVOUR).all(axis=1) & ~barred.any(axis=1) & (size <= most)
        if len(decided.rows):
            plain &= ~np.isin(group, decided.rows).any(axis=1)
        label[group[plain]] = group[plain, :1]
        for place in np.flatnonzero(~plain):
            members = group[place]
            matrix = np.zeros((size, size))
            matrix[one, other] = matrix[other, one] = says[place]
            label[members] = members[_join(members, matrix, identifiers, decided, link_at, most)]
    return label


def _bounded_components(
    rows: int, left: np.ndarray, right: np.ndarray, weights: np.ndarray, link_at: float
) -> np.ndarray:
    """Components of at most MOST_AT_ONCE rows: in larger ones only stronger pairs count, until they are."""
    at = link_at
    while True:
        label = components(rows, left, right)
        sizes = np.bincount(label, minlength=rows)
        at += STRICTER_BY
        if sizes.max(initial=0) <= MOST_AT_ONCE or at > STRICTEST:
            return label
        kept = (sizes[label[left]] <= MOST_AT_ONCE) | (weights >= at)
        left, right, weights = left[kept], right[kept], weights[kept]


def _join(
    members: np.ndarray, says: Matrix, identifiers: Identifiers, decided: Decided, link_at: float, most: int
) -> np.ndarray:
    """For each member the place of the first member of its group."""
    size = len(members)
    place = {row: i for i, row in enumerate(members.tolist())}
    barred = identifiers.conflicts_within(members)
    for one, other in _within(decided.together_of, place):
        says[one, other] = says[other, one] = AGREED
        barred[one, other] = barred[other, one] = False
    for one, other in _within(decided.barred_of, place):
        barred[one, other] = barred[other, one] = True
    linked = says >= link_at
    group = np.arange(size)
    counts = np.ones(size)
    totals = says.copy()
    possible = np.triu(np.ones((size, size), dtype=bool), k=1)
    while True:
        mean = totals / (counts[:, None] * counts)
        may = possible & linked & ~barred & (mean >= IN_FAVOUR) & (counts[:, None] + counts <= most)
        if not may.any():
            return group
        into, away = np.unravel_index(np.argmax(np.where(may, mean, -np.inf)), mean.shape)
        group[group == away] = into
        totals[into] += totals[away]
        totals[:, into] = totals[into]
        counts[into] += counts[away]
        linked[into] |= linked[away]
        linked[:, into] = linked[into]
        barred[into] |= barred[away]
        barred[:, into] = barred[into]
        possible[away] = possible[:, away] = False


def _within(pairs: Mapping[int, list[int]], place: Mapping[int, int]) -> list[tuple[int, int]]:
    return [(place[one], place[other]) for one in place for other in pairs.get(one, ()) if other in place]
