"""How long it takes to be told nothing: somebody hidden beside nobody at all. `python -m tests.wall.timing [PAIRS]`.

Each pair asks both, in an order drawn by chance, so that what drifts touches both alike. Of the differences the median
and a 99 % interval by bootstrap are printed; it fails where the interval lies wholly beyond what is allowed. Half a
millisecond is allowed: the network's own scatter is many times that, and each opening is one of thirty in a minute.
"""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial

ALLOWED = 0.0005


def differences(
    hers: Callable[[], object], nobodys: Callable[[], object], pairs: int, seed: int = 1
) -> list[float]:
    """In seconds, hidden less absent."""
    chance = random.Random(seed)
    found = []
    for _ in range(pairs):
        first_hers = chance.random() < 0.5
        took = {}
        for is_hers in (first_hers, not first_hers):
            began = time.perf_counter()
            (hers if is_hers else nobodys)()
            took[is_hers] = time.perf_counter() - began
        found.append(took[True] - took[False])
    return found


def interval(found: Sequence[float], draws: int = 500, seed: int = 1) -> tuple[float, float]:
    """The 99 % interval of the median."""
    chance = random.Random(seed)
    medians = sorted(statistics.median(chance.choices(found, k=len(found))) for _ in range(draws))
    return medians[draws // 200], medians[-1 - draws // 200]


def tells(found: Sequence[float], allowed: float = ALLOWED) -> bool:
    low, high = interval(found)
    return low > allowed or high < -allowed


def alike(found: Sequence[float], allowed: float = ALLOWED) -> bool:
    """Whether it is shown that they differ by less than what is allowed: few or scattered pairs do not show it."""
    low, high = interval(found)
    return -allowed < low and high < allowed


def main(pairs: int) -> int:
    from tests.making import Making
    from tests.wall.doors import DOORS
    from tests.wall.test_every_door import Known, ask, restricted

    town = Known.__new__(Known)
    town.make = Making()
    town.__post_init__()
    restricted(town)
    scope = town.callers["a records officer"]
    told = 0
    for door in DOORS:
        found = differences(
            partial(ask, scope, door, town.hers), partial(ask, scope, door, town.nobodys), pairs
        )
        low, high = interval(found)
        told += tells(found)
        print(f"{door:24} median {statistics.median(found) * 1e6:+8.0f} µs  99 % {low * 1e6:+8.0f} … {high * 1e6:+8.0f} µs"  # noqa: T201
              f"{'   TELLS' if tells(found) else ''}")  # fmt: skip
    return told


if __name__ == "__main__":
    import sys

    import conftest

    conftest._copy(conftest.DATABASE)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
