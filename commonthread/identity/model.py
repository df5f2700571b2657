"""The pinned model: what is compared, in which levels, and what each level is worth."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

from commonthread.identity.conditions import Condition

FOLDER = Path(__file__).parent / "model"
CURRENT = "2026-11"


@dataclass(frozen=True)
class Level:
    """`m` of pairs of one person and `u` of pairs of two people fall in the level.

    With `rarity`, u is replaced by the frequency of the value of that field. A level that is `fixed`
    keeps m and u in training.
    """

    label: str
    when: Condition | None
    m: float
    u: float
    rarity: str = ""
    fixed: bool = False

    @property
    def weight(self) -> float:
        return log2(self.m / self.u)


@dataclass(frozen=True)
class Comparison:
    """The first level whose condition holds counts; where `unless` holds there is nothing to compare."""

    field: str
    unless: Condition
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Rarity:
    """How often each value of a field occurs; `floor` is for values that are not listed."""

    floor: float
    frequency: Mapping[str, float]

    def of(self, value: str) -> float:
        return self.frequency.get(value, self.floor)


@dataclass(frozen=True)
class Model:
    """`partners` is how many other mentions of the same person a mention has among `mentions`."""

    version: str
    mentions: int
    partners: float
    link_at: float
    review_at: float
    most_mentions: int
    defined: Mapping[str, Condition]
    comparisons: tuple[Comparison, ...]
    rarity: Mapping[str, Rarity]

    @property
    def prior(self) -> float:
        """The weight of a pair of which nothing is known."""
        return log2(self.partners / self.mentions)

    def among(self, mentions: int) -> "Model":
        """The model for so many mentions, counted in whole powers of two so that growth seldom changes it."""
        return replace(self, mentions=1 << max(1, mentions - 1).bit_length())


@cache
def load(version: str = CURRENT) -> Model:
    return from_mapping(json.loads((FOLDER / f"{version}.json").read_text()))


def from_mapping(values: Mapping[str, Any]) -> Model:
    return Model(
        **{
            **values,
            "comparisons": tuple(
                Comparison(c["field"], c["unless"], tuple(Level(**level) for level in c["levels"]))
                for c in values["comparisons"]
            ),
            "rarity": {field: Rarity(**rarity) for field, rarity in values["rarity"].items()},
        }
    )


def as_mapping(model: Model) -> dict[str, Any]:
    return {
        **vars(model),
        "comparisons": [
            {
                "field": c.field,
                "unless": c.unless,
                "levels": [
                    {k: v for k, v in vars(level).items() if k in ("label", "when", "m", "u") or v}
                    for level in c.levels
                ],
            }
            for c in model.comparisons
        ],
        "rarity": {field: vars(rarity) for field, rarity in model.rarity.items()},
    }
