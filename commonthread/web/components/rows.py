"""Places in a row: as near as can be to where each wants to stand, in order and clear of each other."""

from collections.abc import Sequence
from itertools import accumulate


def spread(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Left edges with the least sum of squared distances from those wanted (pool adjacent violators)."""
    before = [0.0, *accumulate(widths)][: len(widths)]
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, before, strict=True):
        mean, size = place - offset, 1
        while pools and pools[-1][0] > mean:
            earlier, count = pools.pop()
            mean, size = (earlier * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    starts = [mean for mean, size in pools for _ in range(size)]
    return [start + offset for start, offset in zip(starts, before, strict=True)]
