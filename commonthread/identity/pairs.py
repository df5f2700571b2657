"""From blocking keys to the pairs of rows that share one."""

from dataclasses import dataclass

import numpy as np

NO_PAIRS = np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class KeyTable:
    """Row `rows[i]` bears the key `keys[i]` of one rule; sorted by key, then row."""

    most: int
    keys: np.ndarray
    rows: np.ndarray

    def pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Each two rows that share a key which no more than `most` rows bear."""
        starts = np.flatnonzero(np.r_[True, self.keys[1:] != self.keys[:-1]]) if len(self.keys) else NO_PAIRS
        sizes = np.diff(np.r_[starts, len(self.keys)])
        lefts, rights = [NO_PAIRS], [NO_PAIRS]
        for size in np.unique(sizes[(sizes > 1) & (sizes <= self.most)]):
            blocks = self.rows[starts[sizes == size, None] + np.arange(size)]
            one, other = np.triu_indices(size, k=1)
            lefts.append(blocks[:, one].ravel())
            rights.append(blocks[:, other].ravel())
        return np.concatenate(lefts), np.concatenate(rights)

    def usable(self) -> tuple[np.ndarray, np.ndarray]:
        """The keys that are not too common, and the rows that bear them."""
        starts = np.flatnonzero(np.r_[True, self.keys[1:] != self.keys[:-1]]) if len(self.keys) else NO_PAIRS
        sizes = np.diff(np.r_[starts, len(self.keys)])
        kept = np.repeat(sizes <= self.most, sizes)
        return self.keys[kept], self.rows[kept]

    def sharing(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each asked key that is not too common: its place in `keys` and a row that bears it."""
        first = np.searchsorted(self.keys, keys, side="left")
        count = np.searchsorted(self.keys, keys, side="right") - first
        count[count > self.most] = 0
        asked = np.repeat(np.arange(len(keys)), count)
        within = np.arange(len(asked)) - np.repeat(np.cumsum(count) - count, count)
        return asked, self.rows[np.repeat(first, count) + within]


def key_table(keys: np.ndarray, rows: np.ndarray, most: int) -> KeyTable:
    order = np.lexsort((rows, keys))
    return KeyTable(most, keys[order], rows[order])


def distinct(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs without repeats, each with its smaller row first, in order."""
    packed = np.unique(np.minimum(left, right).astype(np.int64) << 32 | np.maximum(left, right))
    packed = packed[packed >> 32 != packed & 0xFFFFFFFF]
    return packed >> 32, packed & 0xFFFFFFFF
