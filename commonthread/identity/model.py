"""The pinned model: what is compared, in which levels, and what each level is worth."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from math import log2
from pathlib import Path
from typing import Any

from commonthread.identity.conditions import Condition

FOLDER = Path(__file__).parent / "model"
CURRENT = "2026-11"


HOME: Condition = ["is", "home"]
BOTH_NAMES: Condition = ["all", ["same", "given"], ["same", "family"]]


@dataclass(frozen=True)
class Level:
    """`m` of pairs of one person and `u` of pairs of two people fall in the level.

    With `rarity`, u is replaced by the frequency of the value of that field. `fixed` names what training
    leaves alone: "u" where it is too rare to be counted, "mu" where nothing can be learnt.
    """

    label: str
    when: Condition | None
    m: float
    u: float
    rarity: str = ""
    fixed: str = ""

    @property
    def weight(self) -> float:
        return log2(self.m / self.u)


@dataclass(frozen=True)
class Comparison:
    """The first level whose condition holds counts; where `unless` holds there is nothing to compare.

    Two mentions of one home are compared by `at_home`, if there are such levels: whom they would be
    confused with is a relative and not a stranger.
    """

    field: str
    unless: Condition
    away: tuple[Level, ...]
    at_home: tuple[Level, ...] = ()

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """All levels in order, each with its whole condition."""
        return tuple(replace(level, when=_at_home(level.when)) for level in self.at_home) + self.away


def _at_home(when: Condition | None) -> Condition:
    return HOME if when is None else ["all", HOME, when]


def _both_rarer(bits: int) -> Condition:
    return ["all", BOTH_NAMES, ["rarer", "given", "family", bits]]


@dataclass(frozen=True)
class Rarity:
    """How often each value of a field occurs; `floor` is for values that are not listed."""

    floor: float
    frequency: Mapping[str, float]

    def of(self, value: str) -> float:
        return self.frequency.get(value, self.floor)


@dataclass(frozen=True)
class Model:
    """`partners` is how many other mentions of the same person a mention has among `mentions`.

    `together` says how many times more often strangers share both names than the rarities of the two say,
    for names that are rarer than one in two to so many bits, the rarest first.
    `home` says when two mentions are of one home, `home_odds` what the odds then are that they are one
    person, before anything else is compared.
    """

    version: str
    mentions: int
    partners: float
    together: tuple[tuple[int, float], ...]
    home: Condition
    home_odds: float
    link_at: float
    review_at: float
    most_mentions: int
    compared: tuple[Comparison, ...]
    rarity: Mapping[str, Rarity]

    @property
    def prior(self) -> float:
        """The weight of a pair of which nothing is known."""
        return log2(self.partners / self.mentions)

    @property
    def defined(self) -> Mapping[str, Condition]:
        return {HOME[1]: self.home}

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """What is compared, with the step from strangers to one home and what names share first."""
        most = max(self.home_odds, 1.0)
        same = Level("same", HOME, self.home_odds / most, self.partners / self.mentions / most, fixed="mu")
        other = Level("different", None, 1.0, 1.0, fixed="mu")
        both = (
            Level(f"rarer than 1 in {2**bits:,}", _both_rarer(bits), 1 / times, 1.0, fixed="mu")
            for bits, times in self.together
        )
        return (
            Comparison("home", ["not", HOME], (same, other)),
            Comparison("names that go together", ["any", HOME, ["not", BOTH_NAMES]], (*both, other)),
            *self.compared,
        )

    def among(self, mentions: int) -> "Model":
        """The model for so many mentions, counted in whole powers of two so that growth seldom changes it."""
        return replace(self, mentions=1 << max(1, mentions - 1).bit_length())


@cache
def load(version: str = CURRENT) -> Model:
    return from_mapping(json.loads((FOLDER / f"{version}.json").read_text()))


def from_mapping(values: Mapping[str, Any]) -> Model:
    def levels(told: Iterable[Mapping[str, Any]]) -> tuple[Level, ...]:
        return tuple(Level(**level) for level in told)

    compared = tuple(
        Comparison(c["field"], c["unless"], levels(c["away"]), levels(c.get("at_home", ())))
        for c in values["compared"]
    )
    rarity = {field: Rarity(**rarity) for field, rarity in values["rarity"].items()}
    together = tuple((bits, times) for bits, times in values["together"])
    return Model(**{**values, "compared": compared, "rarity": rarity, "together": together})


def as_mapping(model: Model) -> dict[str, Any]:
    def levels(told: Iterable[Level]) -> list[dict[str, Any]]:
        always = ("label", "when", "m", "u")
        return [{name: v for name, v in vars(level).items() if name in always or v} for level in told]

    compared = [
        {"field": c.field, "unless": c.unless, "away": levels(c.away)}
        | ({"at_home": levels(c.at_home)} if c.at_home else {})
        for c in model.compared
    ]
    values = {field.name: getattr(model, field.name) for field in fields(model)}
    return values | {"compared": compared, "rarity": {name: vars(r) for name, r in model.rarity.items()}}


def write(model: Model, folder: Path = FOLDER) -> Path:
    """Stores the model as a file that people can read and compare."""
    path = folder / f"{model.version}.json"
    path.write_text(_laid_out(as_mapping(model)) + "\n")
    return path


def _laid_out(value: Any, indent: int = 0, width: int = 100) -> str:
    """JSON with one line for whatever fits into one."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= width or not isinstance(value, dict | list):
        return line
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {_laid_out(part, indent + 2)}" for key, part in value.items()]
    else:
        parts = [_laid_out(part, indent + 2) for part in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{pad}" + f",\n{pad}".join(parts) + f"\n{' ' * indent}{closing}"
