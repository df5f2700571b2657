"""Learns m and u from the mentions themselves, by Splink's expectation–maximisation; no truth is used."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from splink import DuckDBAPI, Linker

from commonthread.identity.conditions import Pairs
from commonthread.identity.link import blocked_pairs
from commonthread.identity.model import HOME, Comparison, Level, Model
from commonthread.identity.rarity import going_together, rarity
from commonthread.identity.rows import Rows
from commonthread.identity.score import Scorer
from commonthread.identity.splink_form import output_name, settings, table

SEED = 1
RANDOM_PAIRS = 5_000_000
MOST_PAIRS = 5e6
BORN_TOGETHER = "l.born = r.born"
ONE_HOME = "l.unit = r.unit and list_has_any(l.houses, r.houses)"
LEAST_M, LEAST_U = 1e-3, 1e-8
# Learning on drives levels that hardly occur to numbers that Splink refuses as too small.
SETTLED = 1e-3
BESIDE = ("home", "names_that_go_together")
FIRST = len(BESIDE)
BIRTH_DATE = "birth date"
ROUNDS = 6


def train(rows: Rows, start: Model, version: str) -> Model:
    """The start model with what these rows teach: rarities, then strangers, then one home, then the prior."""
    model = replace(
        start,
        version=version,
        mentions=len(rows),
        rarity={field: rarity(rows, field, start) for field in start.rarity},
    )
    model = replace(model, together=going_together(rows, model))
    model = _away(rows, model)
    model = _at_home(rows, model)
    model = _birth_date(rows, model)
    return _partners(rows, model)


def _away(rows: Rows, model: Model) -> Model:
    """Mentions that are not of one home: u from random pairs, m from those born on one day."""
    model = replace(model, compared=tuple(_random_pairs(rows, model)))
    strangers = (replace(c, unless=["any", HOME, c.unless], at_home=()) for c in model.compared)
    learnt, _ = _splinks(rows, model, strangers, BORN_TOGETHER, fix_u=True)
    compared = (replace(c, away=_taught(c.away, learnt[output_name(c)])) for c in model.compared)
    return replace(model, compared=tuple(compared))


def _random_pairs(rows: Rows, model: Model) -> Iterator[Comparison]:
    """u of each level as often as it is met among pairs drawn by chance."""
    chance = np.random.default_rng(SEED)
    left, right = chance.integers(len(rows), size=(2, min(RANDOM_PAIRS, len(rows) ** 2 // 4)))
    kept = left != right
    scorer = Scorer(rows.columns, model)
    met = [Counter() for _ in model.comparisons]
    for levels in scorer.levels(left[kept], right[kept]):
        for place, counter in enumerate(met):
            counter.update(dict(zip(*np.unique(levels[:, place], return_counts=True), strict=True)))
    for counter, comparison in zip(met[FIRST:], model.compared, strict=True):
        counts = [counter[len(comparison.at_home) + place] for place in range(len(comparison.away))]
        total = max(1, sum(counts))
        away = (
            level if "u" in level.fixed else replace(level, u=_short(max(LEAST_U, count / total)))
            for level, count in zip(comparison.away, counts, strict=True)
        )
        yield replace(comparison, away=tuple(away)) if sum(counts) else comparison


def _at_home(rows: Rows, model: Model) -> Model:
    """Mentions of one home: m, u and the odds together, for a relative is no random stranger."""
    relatives = (replace(c, away=c.at_home or c.away, at_home=()) for c in model.compared)
    learnt, odds = _splinks(rows, model, relatives, ONE_HOME, fix_u=False)
    compared = (replace(c, at_home=_taught(c.at_home, learnt[output_name(c)])) for c in model.compared)
    return replace(model, compared=tuple(compared), home_odds=odds)


def _birth_date(rows: Rows, model: Model) -> Model:
    """m of birth dates away from home, which cannot be seen among those born on one day.

    Whoever writes a date wrongly does so at home and away; but away from home few pairs of one name are one
    person, and there expectation-maximisation takes namesakes for errors.
    """
    every_level = (
        replace(c, away=c.away if c.field == BIRTH_DATE else c.at_home or c.away, at_home=())
        for c in model.compared
    )
    learnt, _ = _splinks(rows, model, every_level, ONE_HOME, fix_u=False)
    compared = (
        replace(c, away=_taught(c.away, learnt[output_name(c)], "m")) if c.field == BIRTH_DATE else c
        for c in model.compared
    )
    return replace(model, compared=tuple(compared))


def _splinks(
    rows: Rows, model: Model, compared: Iterable[Comparison], rule: str, *, fix_u: bool
) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """What Splink learns of the pairs of a rule: its levels of each comparison, and the odds of a match."""
    told = settings(replace(model, compared=tuple(compared))) | {"em_convergence": SETTLED}
    told["comparisons"] = [c for c in told["comparisons"] if c["output_column_name"] not in BESIDE]
    engine = DuckDBAPI()
    linker = Linker(engine.register(table(rows.columns, model)), told, log_level=None)
    session = linker.training.estimate_parameters_using_expectation_maximisation(
        rule, fix_u_probabilities=fix_u, max_pairs=MOST_PAIRS
    )
    share = session.core_model_settings.probability_two_random_records_match
    return _learnt(linker), _short(share / (1 - share))


def _learnt(linker: Linker) -> dict[str, list[dict[str, Any]]]:
    """Splink's levels of each comparison, in our order."""
    return {
        c["output_column_name"]: [level for level in c["comparison_levels"] if not level.get("is_null_level")]
        for c in linker.misc.save_model_to_json()["comparisons"]
    }


def _taught(levels: tuple[Level, ...], learnt: list[dict[str, Any]], of: str = "mu") -> tuple[Level, ...]:
    """The levels with what was learnt; what training saw nothing of stays as it was."""

    def value(level: Level, told: dict[str, Any], which: str, least: float) -> float:
        before = getattr(level, which)
        if which in level.fixed or which not in of:
            return before
        return _short(max(least, told.get(f"{which}_probability", before)))

    return tuple(
        replace(level, m=value(level, told, "m", LEAST_M), u=value(level, told, "u", LEAST_U))
        for level, told in zip(levels, learnt, strict=bool(levels))
    )


def _partners(rows: Rows, model: Model) -> Model:
    """How many others a mention has, such that the weights of all pairs add up to as many."""
    pairs = blocked_pairs(rows)
    weights = Scorer(rows.columns, model).weigh(*pairs)
    at_home = Pairs(rows.columns, *pairs, model.defined).holds(HOME)
    evidence = np.where(at_home, weights, weights - model.prior)
    partners = model.partners
    for _ in range(ROUNDS):
        prior = np.where(at_home, 0.0, np.log2(partners / len(rows)))
        partners = 2 * float((1 / (1 + np.exp2(-(evidence + prior)))).sum()) / len(rows)
    return replace(model, partners=_short(partners))


def _short(value: float) -> float:
    return float(f"{value:.4g}")
