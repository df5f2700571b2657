"""A weight as a waterfall: what each field adds, from before anything was compared to the whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10

from commonthread.identity.score import Explanation

WIDTH = 220
HARDLY = 0.5


@dataclass(frozen=True)
class Part:
    """One step. `x` and `width` are of the bar; `at` is where the sum stands after it."""

    field: str
    level: str
    says: str
    speaks_for: bool
    x: float
    width: float
    at: float


@dataclass(frozen=True)
class Waterfall:
    """`even` is where one person is as likely as two, `enough` where the model links by itself."""

    parts: tuple[Part, ...]
    total: str
    even: float
    enough: float
    is_enough: bool


def waterfall(weight: float, because: Iterable[Explanation], link_at: float) -> Waterfall:
    found = list(because)
    steps = [
        ("before comparing", "how seldom two mentions are one person", weight - sum(p.weight for p in found))
    ]
    steps += [(part.field, part.level, part.weight) for part in found]
    sums = [0.0]
    for _, _, part in steps:
        sums.append(sums[-1] + part)
    low, high = min(*sums, 0), max(*sums, link_at)

    def place(value: float) -> float:
        return round(WIDTH * (value - low) / (high - low), 1)

    parts = tuple(
        Part(
            field, level, in_words(part), part > 0, place(min(before, after)),
            max(round(abs(place(after) - place(before)), 1), 1.5), place(after),
        )
        for (field, level, part), before, after in zip(steps, sums, sums[1:], strict=False)
    )  # fmt: skip
    return Waterfall(parts, in_words(weight), place(0), place(link_at), weight >= link_at)


def in_words(weight: float) -> str:
    """Bits as odds: 190 times for, 30 times against."""
    if abs(weight) < HARDLY:
        return "hardly counts"
    return f"{_rounded(2 ** abs(weight))} times {'for' if weight > 0 else 'against'}"


def _rounded(times: float) -> str:
    """Two figures, and words for what nobody can count."""
    if times >= 1e9:
        return "over a billion"
    if times < 10:
        return f"{times:.1f}".removesuffix(".0")
    step = 10 ** (int(log10(times)) - 1)
    whole = round(times / step) * step
    return f"{whole / 1e6:g} million" if whole >= 1e6 else f"{whole:,}"
