"""The model and the mentions as Splink wants them: for training, and where one machine is too small."""

from typing import Any

import pyarrow as pa

from commonthread.identity.columns import LISTS, NUMBERS, WORDS, Columns
from commonthread.identity.model import Comparison, Level, Model
from commonthread.identity.sql import sql

NEVER_NULL = ("number", "born_day_known")


def settings(model: Model, blocking_rules: tuple[str, ...] = ("1 = 1",)) -> dict[str, Any]:
    """Splink's settings for the model. Its weights are the model's, level by level."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "number",
        "probability_two_random_records_match": 1 / (1 + model.mentions / model.partners),
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in blocking_rules],
        "comparisons": [_comparison(comparison, model) for comparison in model.comparisons],
    }


def gamma(model: Model, comparison: Comparison, level: int) -> int:
    """Splink counts levels from the last; -1 is nothing to compare in both."""
    return level if level < 0 else len(comparison.levels) - 1 - level


def _comparison(comparison: Comparison, model: Model) -> dict[str, Any]:
    nothing = {
        "sql_condition": sql(comparison.unless, model.defined),
        "label_for_charts": "nothing to compare",
        "is_null_level": True,
    }
    return {
        "output_column_name": output_name(comparison),
        "comparison_levels": [nothing, *(_level(level, model) for level in comparison.levels)],
    }


def output_name(comparison: Comparison) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in comparison.field.lower())


def _level(level: Level, model: Model) -> dict[str, Any]:
    told = {
        "sql_condition": "ELSE" if level.when is None else sql(level.when, model.defined),
        "label_for_charts": level.label,
        "m_probability": level.m,
        "u_probability": level.u,
        "fix_m_probability": "m" in level.fixed,
        "fix_u_probability": "u" in level.fixed,
    }
    if level.rarity:
        told |= {
            "tf_adjustment_column": level.rarity,
            "tf_adjustment_weight": 1.0,
            "disable_tf_exact_match_detection": True,
        }
    return told


def table(mentions: Columns, model: Model) -> pa.Table:
    """One row for each mention; what is not known is null; `tf_` columns hold the model's frequencies."""
    words = mentions.vocabulary
    values: dict[str, pa.Array] = {
        name: pa.array([words[i] or None for i in mentions[name].tolist()], pa.string()) for name in WORDS
    }
    for name in LISTS:
        lists = ([words[i] for i in row if i] or None for row in mentions[name].tolist())
        values[name] = pa.array(list(lists), pa.list_(pa.string()))
    for name in NUMBERS:
        known = mentions[name] != 0
        values[name] = pa.array(mentions[name], mask=None if name in NEVER_NULL else ~known)
    for field, rarity in model.rarity.items():
        frequencies = (rarity.of(words[i]) if i else None for i in mentions[field].tolist())
        values[f"tf_{field}"] = pa.array(list(frequencies), pa.float64())
    return pa.table(values)
