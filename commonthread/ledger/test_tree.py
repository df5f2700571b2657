"""The tree is that of RFC 6962: known answers, and what holds for every tree."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.ledger.tree import consistency_path, folded, inclusion_path, root
from commonthread.ledger.verifier import append, is_grown, join, leaf_hash, root_by_inclusion

# The vectors that Certificate Transparency's own implementations share.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUDED = [
    (0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
           "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
           "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
    (5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b "
           "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
           "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
]  # fmt: skip
GROWN = [
    (2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
           "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
    (6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a "
           "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
           "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
]  # fmt: skip
LEAVES = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]


def of(leaves):
    return lambda level, place: folded(leaves[place << level : (place + 1) << level])


def grown(leaves):
    """The right edge, leaf by leaf."""
    edge = []
    for leaf in leaves:
        append(edge, leaf)
    return join(edge)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_known_ones(size):
    assert grown(LEAVES[:size]).hex() == ROOTS[size]
    assert root(size, of(LEAVES)).hex() == ROOTS[size]


@pytest.mark.parametrize(("place", "size", "path"), INCLUDED)
def test_inclusion_paths_are_the_known_ones(place, size, path):
    assert " ".join(one.hex() for one in inclusion_path(place, size, of(LEAVES))) == path


@pytest.mark.parametrize(("first", "second", "path"), GROWN)
def test_consistency_paths_are_the_known_ones(first, second, path):
    assert " ".join(one.hex() for one in consistency_path(first, second, of(LEAVES))) == path


def leaves_of(size):
    return [hashlib.sha256(str(place).encode()).digest() for place in range(size)]


@given(st.data(), st.integers(1, 300))
def test_every_leaf_is_proved_and_nothing_else_in_its_place(data, size):
    leaves, place = leaves_of(size), data.draw(st.integers(0, size - 1))
    path = inclusion_path(place, size, of(leaves))
    assert root_by_inclusion(leaves[place], place, size, path) == grown(leaves)
    assert root_by_inclusion(bytes(32), place, size, path) != grown(leaves)
    if path:
        wrong = data.draw(st.integers(0, len(path) - 1))
        changed = [*path[:wrong], bytes(32), *path[wrong + 1 :]]
        assert root_by_inclusion(leaves[place], place, size, changed) != grown(leaves)


@given(st.data(), st.integers(1, 300))
def test_every_beginning_is_proved_and_no_other_tree(data, second):
    leaves, first = leaves_of(second), data.draw(st.integers(0, second))
    old, new = grown(leaves[:first]), grown(leaves)
    path = consistency_path(first, second, of(leaves))
    assert is_grown(first, second, old, new, path)
    if first:
        changed = data.draw(st.integers(0, first - 1))
        other = grown([*leaves[:changed], bytes(32), *leaves[changed + 1 : first]])
        assert not is_grown(first, second, other, new, path)


@given(st.data(), st.integers(2, 200))
def test_a_tree_that_was_changed_proves_no_older_checkpoint(data, second):
    leaves, first = leaves_of(second), data.draw(st.integers(1, second))
    changed = data.draw(st.integers(0, first - 1))
    other = [*leaves[:changed], bytes(32), *leaves[changed + 1 :]]
    path = consistency_path(first, second, of(other))
    assert not is_grown(first, second, grown(leaves[:first]), grown(other), path)
