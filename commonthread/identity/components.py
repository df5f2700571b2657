"""Rows that hang together through pairs, and the pairs within each such component."""

from collections.abc import Iterator

import numpy as np


def components(rows: int, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """For each row the smallest row that it reaches."""
    label = np.arange(rows)
    while True:
        lower = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, left, lower)
        np.minimum.at(label, right, lower)
        np.minimum.at(label, before, label.copy())
        label = label[label]
        if np.array_equal(label, before):
            return label


def members_by_size(label: np.ndarray) -> Iterator[np.ndarray]:
    """Components of one size at a time: a matrix with a component's rows, in order, in each line."""
    order = np.argsort(label, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(label[order]) != 0]) if len(label) else order
    sizes = np.diff(np.r_[starts, len(label)])
    for size in np.unique(sizes):
        yield order[starts[sizes == size, None] + np.arange(size)]
