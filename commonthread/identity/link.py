"""From mentions to people: all of them in one batch, or new ones beside those that are known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from commonthread.identity.cluster import Decided, Identifiers, cluster
from commonthread.identity.constraints import NONE, Constraints
from commonthread.identity.model import Model
from commonthread.identity.pairs import distinct
from commonthread.identity.rows import Rows, read
from commonthread.identity.score import Scorer
from commonthread.identity.standardise import Standard


class Why(StrEnum):
    """Why a human should look at a pair."""

    BETWEEN = "between the thresholds"
    IDENTIFIERS = "alike, but with two different identifiers"
    GROUP = "alike, but the others of the group are not"


@dataclass(frozen=True)
class Reviewable:
    left: int
    right: int
    weight: float
    why: Why


@dataclass(frozen=True)
class Linked:
    """`persons[i]` is the smallest mention number of the person of mention `numbers[i]`.

    `weights[i]` is the mention's weight beside `beside[i]`, the mention of the same person with which it
    agrees best; a mention alone has weight 0 and stands beside itself.
    """

    numbers: np.ndarray
    persons: np.ndarray
    weights: np.ndarray
    beside: np.ndarray
    reviewables: tuple[Reviewable, ...]

    def clusters(self) -> Iterator[tuple[int, ...]]:
        """The mention numbers of each person, in order."""
        order = np.lexsort((self.numbers, self.persons))
        ends = np.flatnonzero(np.diff(self.persons[order])) + 1
        for members in np.split(self.numbers[order], ends) if len(order) else ():
            yield tuple(members.tolist())


@dataclass(frozen=True)
class Weighed:
    """Pairs of rows with the weights that are worth keeping: `review_at` and more."""

    left: np.ndarray
    right: np.ndarray
    weights: np.ndarray

    def by_number(self, numbers: np.ndarray) -> dict[tuple[int, int], float]:
        pairs = zip(numbers[self.left].tolist(), numbers[self.right].tolist(), strict=True)
        return dict(zip(pairs, self.weights.tolist(), strict=True))


def link_batch(mentions: Iterable[Standard], model: Model, constraints: Constraints = NONE) -> Linked:
    """Links all mentions with each other; they are read once."""
    rows = read(mentions, model, alone=constraints.touched())
    return linked(rows, weighed(rows, *blocked_pairs(rows), model), constraints, model)


def blocked_pairs(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Every two rows that share a key, once."""
    blocked = [table.pairs() for table in rows.tables.values()]
    return distinct(*(np.concatenate(side) for side in zip(*blocked, strict=True)))


def weighed(rows: Rows, left: np.ndarray, right: np.ndarray, model: Model) -> Weighed:
    weights = Scorer(rows.columns, model).weigh(left, right)
    kept = weights >= model.review_at
    return Weighed(left[kept], right[kept], weights[kept])


def linked(rows: Rows, pairs: Weighed, constraints: Constraints, model: Model) -> Linked:
    """The persons among the rows, of which every pair that shares a key has been weighed."""
    scorer = Scorer(rows.columns, model)
    identifiers = Identifiers(rows.columns["nhs"], rows.columns["upns"])
    decided = _decided(rows, constraints)
    label = cluster(
        len(rows),
        pairs.left,
        pairs.right,
        pairs.weights,
        scorer.says,
        identifiers,
        decided,
        model.link_at,
        model.most_mentions,
    )
    weights, beside = _best_partners(rows, pairs, label, scorer)
    return Linked(
        numbers=rows.numbers,
        persons=rows.first_numbers[label][rows.row],
        weights=weights[rows.row],
        beside=beside[rows.row],
        reviewables=tuple(_reviewables(rows, pairs, label, identifiers, decided, model)),
    )


def _decided(rows: Rows, constraints: Constraints) -> Decided:
    place = dict(zip(rows.numbers.tolist(), rows.row.tolist(), strict=True)) if constraints != NONE else {}

    def placed(pairs: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        found = ((place[one], place[other]) for one, other in pairs if one in place and other in place)
        return frozenset((min(pair), max(pair)) for pair in found)

    barred = placed(constraints.barred())
    return Decided(barred, placed(constraints.together) - barred)


def _best_partners(
    rows: Rows, pairs: Weighed, label: np.ndarray, scorer: Scorer
) -> tuple[np.ndarray, np.ndarray]:
    """For each row its best weight within its cluster, and the number of the mention on the other side."""
    weights, beside = np.zeros(len(rows)), rows.first_numbers.copy()
    shared = np.flatnonzero(np.bincount(rows.row, minlength=len(rows)) > 1)
    weights[shared] = scorer.weigh(shared, shared)
    inside = label[pairs.left] == label[pairs.right]
    left, right, weight = pairs.left[inside], pairs.right[inside], pairs.weights[inside]
    row, other, weight = np.r_[left, right], np.r_[right, left], np.r_[weight, weight]
    order = np.lexsort((-other, weight))
    row, other, weight = row[order], other[order], weight[order]
    better = weight > weights[row]
    weights[row[better]], beside[row[better]] = weight[better], rows.first_numbers[other[better]]
    return weights, beside


def _reviewables(
    rows: Rows, pairs: Weighed, label: np.ndarray, identifiers: Identifiers, decided: Decided, model: Model
) -> Iterator[Reviewable]:
    """The heaviest pair between each two clusters that weigh enough; nothing that people have decided."""
    between = label[pairs.left] != label[pairs.right]
    left, right, weights = pairs.left[between], pairs.right[between], pairs.weights[between]
    order = np.lexsort((right, left, -weights))
    conflict = identifiers.conflict(left, right)
    kept_apart = {frozenset((int(label[a]), int(label[b]))) for a, b in decided.barred}
    seen: set[frozenset[int]] = set()
    for i in order.tolist():
        people = frozenset((int(label[left[i]]), int(label[right[i]])))
        if people in seen or people in kept_apart:
            continue
        seen.add(people)
        why = Why.GROUP if weights[i] >= model.link_at else Why.BETWEEN
        numbers = rows.first_numbers[[left[i], right[i]]].tolist()
        yield Reviewable(*numbers, weight=float(weights[i]), why=Why.IDENTIFIERS if conflict[i] else why)
