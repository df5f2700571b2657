"""Known mentions held in memory, found by key or number: for measuring, and for work without a database."""

from array import array
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from commonthread.identity.block import Key, keys
from commonthread.identity.standardise import Standard


class InMemory:
    """A `Known` for `link_delta`."""

    def __init__(self, mentions: Sequence[Standard]) -> None:
        borne, bearers = array("q"), array("q")
        for place, mention in enumerate(mentions):
            for _, key in keys(mention):
                borne.append(key)
                bearers.append(place)
        order = np.argsort(np.frombuffer(borne, dtype=np.int64), kind="stable")
        self.keys = np.frombuffer(borne, dtype=np.int64)[order]
        self.bearers = np.frombuffer(bearers, dtype=np.int64)[order]
        self.mentions = mentions
        self.places = {mention.number: place for place, mention in enumerate(mentions)}

    def sharing(self, asked: Collection[Key]) -> Iterable[Standard]:
        wanted = np.array(sorted({key for _, key in asked}), dtype=np.int64)
        first = np.searchsorted(self.keys, wanted, side="left").tolist()
        after = np.searchsorted(self.keys, wanted, side="right").tolist()
        found = {place for i, j in zip(first, after, strict=True) for place in self.bearers[i:j].tolist()}
        return [self.mentions[place] for place in sorted(found)]

    def numbered(self, numbers: Collection[int]) -> Iterable[Standard]:
        return [self.mentions[self.places[number]] for number in numbers if number in self.places]
