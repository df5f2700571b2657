"""Splink as its own documentation uses it: the measure to compare with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from commonthread.identity.components import components
from commonthread.identity.model import load
from commonthread.identity.rows import Rows
from commonthread.identity.splink_form import table

SEED = 1
LEAST_PROBABILITY = 0.01


@dataclass(frozen=True)
class Predicted:
    """Pairs of rows with Splink's match probability, `least` and more."""

    rows: int
    left: np.ndarray
    right: np.ndarray
    probability: np.ndarray
    row: np.ndarray | None = None

    def persons(self, at: float) -> np.ndarray:
        """The cluster of each row, or of each mention: plain connected components at a probability."""
        kept = self.probability >= at
        label = components(self.rows, self.left[kept], self.right[kept])
        return label if self.row is None else label[self.row]

    def of_mentions(self, row: np.ndarray) -> "Predicted":
        """The same for mentions, of which the i-th stands in row `row[i]`."""
        return replace(self, row=row)


def same_blocking(rows: Rows) -> Predicted:
    """Plain Splink on the rows, with our own blocking: the comparisons of its library, trained as it says."""
    told = table(rows.columns, load())
    told = told.drop_columns([name for name in told.column_names if name.startswith("tf_")])
    names = [f"keys_{place}" for place in range(len(rows.tables))]
    for name, keys in zip(names, rows.tables.values(), strict=True):
        told = told.append_column(name, _lists(len(rows), *keys.usable()))
    told = told.append_column("dob", [_each(rows.columns["born"].tolist(), _dashed)])
    told = told.append_column(
        "postcode", [_each(told["unit"].to_pylist(), lambda unit: f"{unit[:-3]} {unit[-3:]}")]
    )
    names_told = zip(told["given"].to_pylist(), told["family"].to_pylist(), strict=True)
    told = told.append_column("full_name", [_each([all(n) and n for n in names_told], " ".join)])
    compared = [
        cl.ForenameSurnameComparison("given", "family", forename_surname_concat_col_name="full_name"),
        cl.DateOfBirthComparison("dob", input_is_string=True, invalid_dates_as_null=True),
        cl.PostcodeComparison("postcode"),
        cl.JaroWinklerAtThresholds("street", [0.9]),
        cl.JaroWinklerAtThresholds("middle", [0.9]),
        *(cl.ExactMatch(name) for name in ("sex", "nhs", "pnc", "phone", "email")),
        cl.ArrayIntersectAtSizes("upns", [1]),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="number",
        comparisons=compared,
        blocking_rules_to_generate_predictions=[block_on(name, arrays_to_explode=[name]) for name in names],
    )
    deterministic = [block_on("given", "family", "dob"), block_on("nhs"), "l.dob = r.dob and l.unit = r.unit"]
    linker = Linker(DuckDBAPI().register(told), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(deterministic, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=SEED)
    for rule in (block_on("given", "family"), block_on("dob")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True
        )
    return predicted(linker, rows.first_numbers, "number")


def _each(values: Iterable[Any], form: Callable[[Any], str]) -> pa.Array:
    return pa.array([form(value) if value else None for value in values], pa.string())


def _dashed(born: int) -> str:
    return f"{born // 10000:04}-{born // 100 % 100:02}-{born % 100:02}"


def _lists(rows: int, keys: np.ndarray, bearers: np.ndarray) -> pa.Array:
    """For each row the list of its keys."""
    order = np.argsort(bearers, kind="stable")
    offsets = np.searchsorted(bearers[order], np.arange(rows + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, keys[order])


def predicted(linker: Linker, ids: Sequence[int], id_column: str) -> Predicted:
    """`ids` in order: a row's place is that of its id."""
    found = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY).as_pyarrow_table()
    left, right = (np.searchsorted(ids, found[f"{id_column}_{side}"].to_numpy()) for side in "lr")
    return Predicted(len(ids), left, right, found["match_probability"].to_numpy())
