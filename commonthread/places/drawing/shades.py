"""Five shades for a value, light to dark, each with an ink that can be read on it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

SHADES = (
    ("#eaf2f8", "#0b0c0c"),
    ("#bcd7ea", "#0b0c0c"),
    ("#7fb2d9", "#0b0c0c"),
    ("#2b70a8", "#ffffff"),
    ("#123f66", "#ffffff"),
)
PLAIN = ("#ffffff", "#0b0c0c")


class Area(Protocol):
    """A place on the map that lies in a district or is one."""

    @property
    def code(self) -> str: ...
    @property
    def district(self) -> str | None: ...


def value_of(values: Mapping[str, float], area: Area) -> float | None:
    """The area's own value, else that of its district."""
    return values.get(area.code, values.get(area.district or ""))


def used(values: Mapping[str, float], areas: Iterable[Area]) -> list[float]:
    """The values that the map shows, each once for the code that it is given for."""
    codes = {area.code if area.code in values else area.district or "" for area in areas}
    return [values[code] for code in codes if code in values]


@dataclass(frozen=True)
class Shade:
    fill: str
    ink: str
    lowest: float
    highest: float

    @property
    def label(self) -> str:
        return (
            number(self.lowest)
            if self.lowest == self.highest
            else f"{number(self.lowest)} to {number(self.highest)}"
        )


class Shading:
    """Values in up to five groups of about the same number of areas; equal values share a shade."""

    def __init__(self, values: Iterable[float]) -> None:
        ordered = sorted(values)
        cuts = (
            {ordered[len(ordered) * part // len(SHADES)] for part in range(len(SHADES))} if ordered else set()
        )
        self.starts = sorted(cuts)
        self.shades = tuple(self._shade(at, ordered) for at in range(len(self.starts)))

    def _shade(self, at: int, ordered: list[float]) -> Shade:
        after = self.starts[at + 1] if at + 1 < len(self.starts) else None
        within = [value for value in ordered if self.starts[at] <= value and (after is None or value < after)]
        last = len(SHADES) - 1
        fill, ink = SHADES[round(at * last / (len(self.starts) - 1)) if len(self.starts) > 1 else last // 2]
        return Shade(fill, ink, within[0], within[-1])

    def of(self, value: float | None) -> tuple[str, str]:
        if value is None:
            return PLAIN
        shade = self.shades[bisect_right(self.starts, value) - 1]
        return shade.fill, shade.ink


def number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
