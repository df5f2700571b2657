"""Splink and our own scorer give every pair the same levels and weight."""

import numpy as np
import pytest
from splink import DuckDBAPI, Linker

from commonthread.identity.model import load
from commonthread.identity.rows import read
from commonthread.identity.score import Scorer
from commonthread.identity.splink_form import gamma, output_name, settings, table

RULES = ("l.born_year = r.born_year", "l.family = r.family", "l.given = r.given", "l.unit = r.unit")


@pytest.fixture(scope="module")
def model():
    return load()


@pytest.fixture(scope="module")
def rows(town, model):
    return read(town, model)


@pytest.fixture(scope="module")
def splinks(rows, model):
    engine = DuckDBAPI()
    told = settings(model, RULES) | {
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }
    linker = Linker(engine.register(table(rows.columns, model)), told)
    return linker.inference.predict().as_pyarrow_table()


@pytest.fixture(scope="module")
def ours(splinks, rows, model):
    sides = (splinks[f"number_{side}"].to_numpy() for side in "lr")
    left, right = (np.searchsorted(rows.first_numbers, side) for side in sides)
    return Scorer(rows.columns, model).score(left, right)


def test_there_is_something_to_compare(splinks):
    assert len(splinks) > 5_000


def test_every_weight_is_the_same(splinks, ours):
    np.testing.assert_allclose(ours.weights, splinks["match_weight"].to_numpy(), rtol=0, atol=1e-9)


def test_every_level_is_the_same(splinks, ours, model):
    for place, comparison in enumerate(model.comparisons):
        levels = [gamma(model, comparison, level) for level in ours.levels[:, place].tolist()]
        assert levels == splinks[f"gamma_{output_name(comparison)}"].to_pylist(), comparison.field
