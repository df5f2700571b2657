"""Mentions read once into rows: mentions that say exactly the same stand in one row."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from commonthread.identity.block import RULES, Key, Rule, keys
from commonthread.identity.columns import Columns, columns
from commonthread.identity.model import Model
from commonthread.identity.pairs import KeyTable, key_table
from commonthread.identity.score import Scorer
from commonthread.identity.standardise import SAID, Standard


@dataclass(frozen=True)
class Rows:
    """`row[i]` is the row of mention `numbers[i]`; a row's mentions are one person if any are.

    Rows stand in order of their smallest number, so that nothing depends on the order of reading.
    """

    columns: Columns
    numbers: np.ndarray
    row: np.ndarray
    tables: dict[str, KeyTable]

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def first_numbers(self) -> np.ndarray:
        """The smallest mention number of each row."""
        return self.columns["number"]


def read(
    mentions: Iterable[Standard],
    model: Model,
    alone: frozenset[int] = frozenset(),
    rules: tuple[Rule, ...] = RULES,
    keys_of: Callable[[Standard], tuple[Key, ...]] | None = None,
) -> Rows:
    """Rows of the mentions, which are read once and not kept. Those numbered in `alone` share no row. `keys_of` knows
    their keys where somebody has worked them out before."""
    reader = _Reader(alone, rules, keys_of or partial(keys, rules=rules))
    told = columns(reader.different(mentions))
    contents = np.frombuffer(reader.contents, dtype=np.int64)
    numbers = np.frombuffer(reader.numbers, dtype=np.int64)
    row = _rows_of_mentions(told, contents, numbers, model)
    first = np.full(row.max(initial=-1) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, row, numbers)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    row = rank[row]
    content_of_row = np.empty(len(order), dtype=np.int64)
    content_of_row[row] = contents
    taken = told.take(content_of_row)
    taken.arrays["number"] = first[order]
    by_content = np.argsort(content_of_row, kind="stable")
    return Rows(taken, numbers, row, dict(reader.tables(content_of_row[by_content], by_content)))


def _rows_of_mentions(told: Columns, contents: np.ndarray, numbers: np.ndarray, model: Model) -> np.ndarray:
    """One row for each content that is sure to be one person, else one row for each mention."""
    sure = np.zeros(len(told), dtype=bool)
    repeated = np.flatnonzero(np.bincount(contents, minlength=len(told)) > 1)
    sure[repeated] = Scorer(told, model).weigh(repeated, repeated) >= model.link_at
    row = np.where(sure[contents], contents, len(told) + np.arange(len(numbers)))
    return np.unique(row, return_inverse=True)[1]


class _Reader:
    def __init__(
        self, alone: frozenset[int], rules: tuple[Rule, ...], keys_of: Callable[[Standard], tuple[Key, ...]]
    ) -> None:
        self.alone, self.rules, self.keys_of = alone, rules, keys_of
        self.contents, self.numbers = array("q"), array("q")
        self.keys = {rule.name: (array("q"), array("q")) for rule in rules}

    def different(self, mentions: Iterable[Standard]) -> Iterator[Standard]:
        """Each mention whose content was not read before."""
        places: dict[object, int] = {}
        for mention in mentions:
            # The hash of 64 bits instead of the content: millions of contents would not fit in memory.
            content = ("alone", mention.number) if mention.number in self.alone else hash(SAID(mention))
            known = content in places
            place = places.setdefault(content, len(places))
            self.contents.append(place)
            self.numbers.append(mention.number)
            if not known:
                for rule, key in self.keys_of(mention):
                    bearers, values = self.keys[rule]
                    bearers.append(place)
                    values.append(key)
                yield mention

    def tables(self, contents: np.ndarray, rows: np.ndarray) -> Iterator[tuple[str, KeyTable]]:
        """The key table of each rule, where content `contents[i]`, in order, stands in row `rows[i]`."""
        for rule in self.rules:
            bearers, values = self.keys[rule.name]
            bearer = np.frombuffer(bearers, dtype=np.int64)
            first = np.searchsorted(contents, bearer, side="left")
            count = np.searchsorted(contents, bearer, side="right") - first
            within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
            keys_of_rows = np.repeat(np.frombuffer(values, dtype=np.int64), count)
            yield rule.name, key_table(keys_of_rows, rows[np.repeat(first, count) + within], rule.most)
