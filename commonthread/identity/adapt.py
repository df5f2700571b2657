"""Fits the pinned model to data of another kind: expectation–maximisation from the model's own values.

Each level starts from the pinned m and u, and keeps them as far as the data say little: they count as many
pairs as `PINNED` and `PINNED_U` say. No truth is used.
"""

from dataclasses import dataclass, replace

import numpy as np

from commonthread.identity.model import Level, Model
from commonthread.identity.rarity import going_together, rarity
from commonthread.identity.rows import Rows
from commonthread.identity.score import AT_ONCE, Scorer

PINNED = 30.0
PINNED_U = 1000.0
PINNED_ODDS = 3.0
RELATIVES = 0.1
FIRST = 2
LEAST_M, LEAST_U = 1e-3, 1e-8
ROUNDS = 25
SETTLED = 1e-3
SURE = 0.9


@dataclass(frozen=True)
class Sample:
    """Pairs with their levels, and the part of each weight that rarity decides."""

    levels: np.ndarray
    rare: np.ndarray
    at_home: np.ndarray


def adapt(
    rows: Rows,
    pinned: Model,
    blocked: tuple[np.ndarray, np.ndarray],
    chance: tuple[np.ndarray, np.ndarray],
) -> Model:
    """The model for these rows: m and the prior from the blocked pairs, u from the pairs met by chance."""
    counted = replace(pinned, mentions=len(rows), partners=min(pinned.partners, len(rows) / 2))
    model = replace(counted, rarity={field: rarity(rows, field, counted) for field in counted.rarity})
    model = replace(model, together=going_together(rows, model))
    likely, met = _sample(rows, model, blocked), _sample(rows, model, chance)
    for _ in range(ROUNDS):
        before = model
        model = _learn(model, pinned, likely, met)
        if _distance(before, model) < SETTLED:
            break
    return model


def _sample(rows: Rows, model: Model, pairs: tuple[np.ndarray, np.ndarray]) -> Sample:
    scorer = Scorer(rows.columns, model)
    tables = _tables(model)
    levels, rare = [np.empty((0, len(tables)), dtype=np.int8)], [np.empty(0)]
    for i in range(0, len(pairs[0]), AT_ONCE):
        scores = scorer.score(*(side[i : i + AT_ONCE] for side in pairs))
        levels.append(scores.levels)
        rare.append(scores.weights - _weights(model, tables, scores.levels))
    every = np.concatenate(levels)
    return Sample(every, np.concatenate(rare), every[:, 0] == 0)


def _tables(model: Model) -> list[np.ndarray]:
    """For each comparison the weights of its levels without rarity, and 0 for nothing to compare."""
    return [
        np.log2([*(level.m / (1.0 if level.rarity else level.u) for level in c.levels), 1.0])
        for c in model.comparisons
    ]


def _weights(model: Model, tables: list[np.ndarray], levels: np.ndarray) -> np.ndarray:
    return model.prior + sum(table[levels[:, place]] for place, table in enumerate(tables))


def _same_person(model: Model, sample: Sample) -> np.ndarray:
    """For each pair how probable it is that the two are one person."""
    return 1 / (1 + np.exp2(-(_weights(model, _tables(model), sample.levels) + sample.rare)))


def _learn(model: Model, pinned: Model, likely: Sample, met: Sample) -> Model:
    same, other = _same_person(model, likely), 1 - _same_person(model, met)
    # Only the sure teach what matches look like: namesakes are many, and each half believed would draw on more.
    matches = _counts(model, likely.levels, np.where(same >= SURE, same, 0.0))
    strangers = _counts(model, met.levels, other)
    joined, apart = (float(share[likely.at_home].sum()) for share in (same, 1 - same))
    # Where relatives are seen, what is fixed because of them stays; made-up files often have none.
    fixed = "m" if apart > max(PINNED, RELATIVES * joined) else "never"
    return replace(
        model,
        partners=2 * max(1.0, float(same.sum())) / model.mentions,
        home_odds=(joined + PINNED_ODDS * pinned.home_odds) / (apart + PINNED_ODDS),
        compared=tuple(
            replace(
                comparison,
                # How relatives differ stays as pinned: learnt as well, errors would pass for relatives.
                at_home=_taught(start.at_home, matches[place], None, 0, fixed),
                away=_taught(start.away, matches[place], strangers[place], len(start.at_home), fixed),
            )
            for place, (comparison, start) in enumerate(
                zip(model.compared, pinned.compared, strict=True), FIRST
            )
        ),
    )


def _counts(model: Model, levels: np.ndarray, share: np.ndarray) -> list[np.ndarray]:
    """For each comparison how much of the pairs falls in each level; the last is nothing to compare."""
    return [
        np.bincount(levels[:, place] % (len(c.levels) + 1), weights=share, minlength=len(c.levels) + 1)
        for place, c in enumerate(model.comparisons)
    ]


def _taught(
    start: tuple[Level, ...], same: np.ndarray, other: np.ndarray | None, first: int, fixed: str
) -> tuple[Level, ...]:
    own = slice(first, first + len(start))
    m = _blend(np.array([level.m for level in start]), same[own], PINNED)
    u = np.array([level.u for level in start])
    if other is not None:
        u = _blend(u, other[own], PINNED_U)
    return tuple(
        level
        if level.fixed == fixed or level.m == level.u
        # A level that says nothing does so by design: another comparison counts what it sees.
        else replace(level, m=max(LEAST_M, float(new_m)), u=max(LEAST_U, float(new_u)))
        for level, new_m, new_u in zip(start, m, u, strict=True)
    )


def _blend(start: np.ndarray, counted: np.ndarray, worth: float) -> np.ndarray:
    return (counted + worth * start) / (counted.sum() + worth)


def _distance(one: Model, other: Model) -> float:
    """The largest change of any level's m."""
    changes = (
        abs(before.m - after.m)
        for a, b in zip(one.compared, other.compared, strict=True)
        for before, after in zip(a.levels, b.levels, strict=True)
    )
    return max(changes, default=0.0)
