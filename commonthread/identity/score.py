"""Weights of pairs of mentions, with what each field contributed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from commonthread.identity.columns import Columns, columns
from commonthread.identity.conditions import Pairs
from commonthread.identity.model import Comparison, Model
from commonthread.identity.standardise import Standard

AT_ONCE = 250_000
NOT_COMPARED = -1
MOST_SAID = 15.0


@dataclass(frozen=True)
class Explanation:
    """What one field contributed to a weight, in bits."""

    field: str
    level: str
    weight: float


@dataclass(frozen=True)
class Scored:
    """A candidate, its weight, and why; the explanations and the prior add up to the weight."""

    number: int
    weight: float
    because: tuple[Explanation, ...]


@dataclass(frozen=True)
class Scores:
    """For each pair its weight, and for each comparison its level (-1: nothing to compare) and part."""

    weights: np.ndarray
    levels: np.ndarray
    parts: np.ndarray

    def because(self, pair: int, model: Model) -> tuple[Explanation, ...]:
        return tuple(
            Explanation(comparison.field, comparison.levels[level].label, float(part))
            for comparison, level, part in zip(
                model.comparisons, self.levels[pair].tolist(), self.parts[pair].tolist(), strict=True
            )
            if level != NOT_COMPARED
        )


def score_pairs(left: Sequence[Standard], right: Sequence[Standard], model: Model) -> Scores:
    """Scores each mention of `left` with the one at the same place of `right`."""
    both = columns([*left, *right])
    places = np.arange(len(left))
    return Scorer(both, model).score(places, places + len(left))


def score_one(query: Standard, candidates: Sequence[Standard], model: Model) -> list[Scored]:
    """The candidates, most likely first."""
    rows = np.arange(1, len(candidates) + 1)
    scores = Scorer(columns([query, *candidates]), model).score(np.zeros_like(rows), rows)
    order = np.lexsort(([c.number for c in candidates], -scores.weights))
    return [
        Scored(candidates[i].number, float(scores.weights[i]), scores.because(i, model))
        for i in order.tolist()
    ]


@dataclass(frozen=True)
class Scorer:
    """Scores rows of the same columns with each other."""

    mentions: Columns
    model: Model

    @cached_property
    def rarities(self) -> dict[str, np.ndarray]:
        return {
            field: np.array([rarity.of(word) for word in self.mentions.vocabulary])
            for field, rarity in self.model.rarity.items()
        }

    def score(self, left: np.ndarray, right: np.ndarray) -> Scores:
        """Row `left[i]` with row `right[i]`, with every level; memory grows with the pairs."""
        pairs = Pairs(self.mentions, left, right, self.model.defined, self.rarities)
        levels = np.empty((len(left), len(self.model.comparisons)), dtype=np.int8)
        parts = np.empty((len(left), len(self.model.comparisons)))
        for place, comparison in enumerate(self.model.comparisons):
            levels[:, place] = _levels(pairs, comparison)
            parts[:, place] = self._parts(pairs, comparison, levels[:, place])
        return Scores(self.model.prior + parts.sum(axis=1), levels, parts)

    def levels(self, left: np.ndarray, right: np.ndarray) -> Iterator[np.ndarray]:
        """The levels of millions of pairs, some at a time."""
        for i in range(0, len(left), AT_ONCE):
            yield self.score(left[i : i + AT_ONCE], right[i : i + AT_ONCE]).levels

    def weigh(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """The weights alone, for millions of pairs."""
        starts = range(0, len(left), AT_ONCE)
        weights = [self.score(left[i : i + AT_ONCE], right[i : i + AT_ONCE]).weights for i in starts]
        return np.concatenate([np.empty(0), *weights])

    def says(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """What speaks for one person where others already connect the two.

        Then a lack of evidence no longer speaks against it, only contradictions do; and no single strong
        agreement outweighs many.
        """
        starts = range(0, len(left), AT_ONCE)
        said = [self.score(left[i : i + AT_ONCE], right[i : i + AT_ONCE]) for i in starts]
        against = [scores.parts.clip(max=0).sum(axis=1) for scores in said]
        best = [np.maximum(s.weights, a) for s, a in zip(said, against, strict=True)]
        return np.concatenate([np.empty(0), *best]).clip(-MOST_SAID, MOST_SAID)

    def _parts(self, pairs: Pairs, comparison: Comparison, levels: np.ndarray) -> np.ndarray:
        parts = np.array([*(level.weight for level in comparison.levels), 0.0])[levels]
        for place, level in enumerate(comparison.levels):
            if level.rarity:
                here = levels == place
                left, right = (self.rarities[level.rarity][side[here]] for side in pairs.of(level.rarity))
                parts[here] += np.log2(level.u) - np.log2(np.maximum(left, right))
        return parts


def _levels(pairs: Pairs, comparison: Comparison) -> np.ndarray:
    found = np.full(len(pairs), NOT_COMPARED, dtype=np.int8)
    undecided = ~pairs.holds(comparison.unless)
    for place, level in enumerate(comparison.levels):
        if not undecided.any():
            break
        here = undecided if level.when is None else undecided & pairs.holds(level.when)
        found[here] = place
        undecided = undecided & ~here
    return found
