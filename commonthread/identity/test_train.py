"""The model is learnt from the mentions alone, and the file holds what the scorer reads."""

import json
from dataclasses import replace

import pytest

from commonthread.identity.conftest import townspeople
from commonthread.identity.model import as_mapping, from_mapping, load, write
from commonthread.identity.rows import read
from commonthread.identity.standardise import standardise
from commonthread.identity.train import train


@pytest.fixture(scope="module")
def learnt():
    rows = read((standardise(mention) for mention, _ in townspeople(800, seed=5)), load())
    return train(rows, load(), "learnt")


def level(model, field, label, where="away"):
    comparison = next(c for c in model.compared if c.field == field)
    return next(level for level in getattr(comparison, where) if level.label == label)


def test_training_learns_how_often_the_town_slips(learnt):
    assert 0.6 < level(learnt, "given name", "same").m < 0.9
    assert 0.7 < level(learnt, "birth date", "same").m < 0.99


def test_training_learns_how_common_names_are(learnt):
    common = learnt.rarity["family"].of("khan")
    assert 0.05 < common < 0.12
    assert learnt.rarity["family"].of("featherstonehaugh") < common / 5


def test_what_is_fixed_stays(learnt):
    for before, after in zip(load().compared, learnt.compared, strict=True):
        for one, other in zip(before.levels, after.levels, strict=True):
            assert "m" not in one.fixed or one.m == other.m
            assert "u" not in one.fixed or one.u == other.u


def test_a_model_survives_its_file(learnt, tmp_path):
    path = write(learnt, tmp_path)
    assert from_mapping(json.loads(path.read_text())) == learnt
    assert from_mapping(as_mapping(learnt)) == learnt


def test_every_pinned_level_can_be_weighed():
    for comparison in load().comparisons:
        assert comparison.away[-1].when is None
        assert all(0 < level.m <= 1 and 0 < level.u <= 1 for level in comparison.levels)


def test_a_larger_population_asks_for_more():
    assert load().among(6_000_000).prior < load().among(50_000).prior
    assert load().among(500_000).prior == load().among(501_000).prior
    assert replace(load(), mentions=1 << 20) == load().among(1 << 20)
