"""From weights of pairs to people."""

import numpy as np
import pytest

from commonthread.identity.cluster import Decided, Identifiers, cluster
from commonthread.identity.components import components


def people(says: dict[str, float], nhs: str = "", upns=(), barred=(), together=(), most=100) -> str:
    """Rows are letters; `says` gives what speaks for a pair; the answer is such as "ab c"."""
    names = sorted({letter for pair in says for letter in pair})
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(names), len(names)))
    for (one, other), value in says.items():
        matrix[place[one], place[other]] = matrix[place[other], place[one]] = value
    left, right = np.nonzero(np.triu(matrix >= 3))
    single = np.array([ord(c) - ord(".") for c in (nhs or "." * len(names))])
    several = np.zeros((len(names), 2), dtype=np.int64)
    for row, numbers in enumerate(upns):
        several[row, : len(numbers)] = [ord(c) for c in numbers]

    def rows(pairs):
        return frozenset(tuple(sorted(place[letter] for letter in pair)) for pair in pairs)

    label = cluster(
        len(names),
        left,
        right,
        matrix[left, right],
        lambda one, other: matrix[one, other],
        Identifiers(single, several),
        Decided(rows(barred), rows(together)),
        link_at=3.0,
        most=most,
    )
    groups = {first: "".join(n for n, k in zip(names, label, strict=True) if k == first) for first in label}
    return " ".join(groups[first] for first in sorted(groups))


@pytest.mark.parametrize(
    ("says", "answer"),
    [
        ({"ab": 5, "cd": 5}, "ab cd"),
        ({"ab": 2}, "a b"),
        ({"ab": 5, "bc": 5, "ac": 0}, "abc"),
        ({"ab": 5, "bc": 6, "ac": -9}, "a bc"),
        ({"ab": 9, "cd": 9, "bc": 4, "ac": -5, "bd": -5, "ad": -5}, "ab cd"),
    ],
)
def test_groups_form_from_the_most_alike_down(says, answer):
    assert people(says) == answer


def test_two_nhs_numbers_are_never_in_one_cluster():
    assert people({"ab": 9, "bc": 8, "ac": 9}, nhs="1.2") in ("ab c", "ac b", "a bc")
    assert people({"ab": 9, "bc": 8, "ac": 0}, nhs="1.2") == "ab c"


def test_a_pupil_number_that_succeeds_another_is_no_conflict():
    assert people({"ab": 9, "bc": 9, "ac": 9}, upns=("P", "", "Q")) != "abc"
    assert people({"ab": 9, "bc": 9, "ac": 9}, upns=("P", "QP", "Q")) == "abc"


def test_definitely_apart_outweighs_any_weight():
    assert people({"ab": 15, "bc": 14, "ac": 15}, barred=["ac"]) == "ab c"


def test_people_who_said_the_same_person_are_believed():
    assert people({"ab": -15, "cd": 5}, together=["ab"]) == "ab cd"
    assert people({"ab": -15}, nhs="12", together=["ab"]) == "ab"


def test_no_cluster_grows_beyond_what_is_plausible():
    assert people({"ab": 9, "bc": 8, "ac": 8}, most=2) == "ab c"


def test_components_reach_along_chains():
    left, right = np.array([5, 1, 3, 7]), np.array([1, 3, 9, 8])
    assert components(10, left, right).tolist() == [0, 1, 2, 1, 4, 1, 6, 7, 7, 1]
