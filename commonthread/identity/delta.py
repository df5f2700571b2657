"""Links new mentions beside those that are known, at a cost that grows with what is new.

The answer is that of a batch over all mentions, for every person that a new mention touches; the others are
as they were. It differs only where a new mention makes a blocking key too common (`Rule.most`): a batch would
then no longer compare the known mentions that only that key brought together, a delta leaves them linked
until their person is touched.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from commonthread.identity.block import Key, keys
from commonthread.identity.constraints import NONE, Constraints
from commonthread.identity.link import Linked, Reviewable, Weighed, Why, linked, weighed
from commonthread.identity.model import Model
from commonthread.identity.pairs import NO_PAIRS, distinct
from commonthread.identity.rows import Rows, read
from commonthread.identity.standardise import SAID, Standard


class Known(Protocol):
    """The mentions that are linked already, found by key or number."""

    def sharing(self, asked: Collection[Key]) -> Iterable[Standard]:
        """Every known mention that bears any of the keys; a key too common to be compared may be passed over."""

    def numbered(self, numbers: Collection[int]) -> Iterable[Standard]:
        """The known mentions among these numbers."""


def link_delta(
    new: Sequence[Standard], known: Known, model: Model, constraints: Constraints = NONE
) -> Linked:
    """The persons of the new mentions, and of all known mentions that they draw in or part.

    Whoever stores the answer replaces the persons of exactly the mentions that it numbers.
    """
    alone, agreed = constraints.touched(), constraints.agreed()
    reached = {mention.number: mention for mention in new}
    frontier = set(reached)
    keys_of = _keys_once()
    found: dict[tuple[int, int], float] = {}
    while frontier:
        wanted = {other for number in frontier for other in agreed.get(number, ())} - reached.keys()
        asked = {key for number in frontier for key in keys_of(reached[number])}
        met = (*known.sharing(asked), *known.numbered(wanted))
        near = {mention.number: mention for mention in met} | reached
        rows = read(near.values(), model, alone, keys_of=keys_of)
        pairs = _pairs_of(rows, frontier, model)
        found |= pairs.by_number(rows.first_numbers)
        drawn_in = _linked_with(rows, frontier, pairs, model) | wanted & near.keys()
        frontier = drawn_in - reached.keys()
        reached |= {number: near[number] for number in frontier}
    rows = read(reached.values(), model, alone, keys_of=keys_of)
    place = dict(zip(rows.numbers.tolist(), rows.row.tolist(), strict=True))
    inside = {pair: weight for pair, weight in found.items() if pair[0] in place and pair[1] in place}
    answer = linked(rows, _weighed(inside, place), constraints, model)
    beyond = {pair: weight for pair, weight in found.items() if pair not in inside}
    return replace(answer, reviewables=(*answer.reviewables, *_beyond(answer, beyond, constraints)))


def _keys_once() -> Callable[[Standard], tuple[Key, ...]]:
    """The keys of a mention, worked out once for all that say the same."""
    known: dict[object, tuple[Key, ...]] = {}

    def keys_of(mention: Standard) -> tuple[Key, ...]:
        said = SAID(mention)
        if said not in known:
            known[said] = keys(mention)
        return known[said]

    return keys_of


def _pairs_of(rows: Rows, frontier: set[int], model: Model) -> Weighed:
    """The weighed pairs that at least one mention of the frontier is in."""
    mine = np.zeros(len(rows), dtype=bool)
    mine[rows.row[np.isin(rows.numbers, list(frontier))]] = True
    lefts, rights = [NO_PAIRS], [NO_PAIRS]
    for table in rows.tables.values():
        own = mine[table.rows]
        asked, others = table.sharing(table.keys[own])
        lefts.append(table.rows[own][asked])
        rights.append(others)
    left, right = distinct(np.concatenate(lefts), np.concatenate(rights))
    return weighed(rows, left, right, model)


def _linked_with(rows: Rows, frontier: set[int], pairs: Weighed, model: Model) -> set[int]:
    """The mentions in a row of the frontier, or linked with one."""
    strong = pairs.weights >= model.link_at
    drawn_in = np.zeros(len(rows), dtype=bool)
    drawn_in[pairs.left[strong]] = drawn_in[pairs.right[strong]] = True
    drawn_in[rows.row[np.isin(rows.numbers, list(frontier))]] = True
    return set(rows.numbers[drawn_in[rows.row]].tolist())


def _weighed(pairs: Mapping[tuple[int, int], float], place: Mapping[int, int]) -> Weighed:
    placed = sorted((place[one], place[other], weight) for (one, other), weight in pairs.items())
    left, right, weights = zip(*placed, strict=True) if placed else ((), (), ())
    return Weighed(np.array(left, dtype=np.int64), np.array(right, dtype=np.int64), np.array(weights))


def _beyond(
    answer: Linked, pairs: Mapping[tuple[int, int], float], constraints: Constraints
) -> Iterator[Reviewable]:
    """The heaviest pair between each person of the answer and each mention of another person."""
    person = dict(zip(answer.numbers.tolist(), answer.persons.tolist(), strict=True))
    barred = {(person.get(one), other) for pair in constraints.barred() for one, other in (pair, pair[::-1])}
    seen: set[tuple[int, int]] = set()
    for (one, other), weight in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        mine, outside = (one, other) if one in person else (other, one)
        between = (person[mine], outside)
        if between not in seen and between not in barred:
            seen.add(between)
            yield Reviewable(mine, outside, weight, Why.BETWEEN)
