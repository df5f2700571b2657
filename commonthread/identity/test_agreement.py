"""Precision, recall and F1 over pairs and over whole persons, by hand."""

import pytest

from commonthread.identity.agreement import agreement, wrongly_joined


@pytest.mark.parametrize(
    ("found", "true", "pairs", "persons"),
    [
        ("aabb", "xxyy", (1, 1), (1, 1)),
        ("aaaa", "xxyy", (2 / 6, 1), (0, 0)),
        ("abcd", "xxyy", (1, 0), (0, 0)),
        ("aabc", "xxyy", (1, 1 / 2), (1 / 3, 1 / 2)),
        ("aaab", "xxyy", (1 / 3, 1 / 2), (0, 0)),
    ],
)
def test_what_is_found_against_what_is_true(found, true, pairs, persons):
    measured = agreement(found, true)
    assert (measured.pairs.precision, measured.pairs.recall) == pytest.approx(pairs)
    assert (measured.persons.precision, measured.persons.recall) == pytest.approx(persons)


def test_f1_is_the_harmonic_mean():
    pairs = agreement("aaab", "xxyy").pairs
    assert pairs.f1 == pytest.approx(2 / (1 / pairs.precision + 1 / pairs.recall))


def test_pairs_of_relatives_that_were_joined_are_counted():
    twins = {"x": ["y"], "y": ["x"]}
    assert wrongly_joined("aaab", ["x", "x", "y", "z"], twins) == 2
    assert wrongly_joined("aabb", ["x", "x", "y", "z"], twins) == 0
