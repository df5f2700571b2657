"""Mentions of one person should meet, in spite of what goes wrong."""

from datetime import date

import pytest

from commonthread.identity.block import keys
from commonthread.identity.hashing import hash64
from commonthread.identity.standardise import GivenMention, standardise

ROBERT = {
    "given_name": "Robert",
    "family_name": "Smith",
    "born_on": date(1990, 3, 4),
    "postcode": "ZZ1 1AA",
}


@pytest.mark.parametrize(
    "change",
    [
        {"given_name": "Bob", "postcode": None},
        {"given_name": "Jim", "postcode": None, "family_name": "Smith-Jones"},
        {"family_name": "Jones", "postcode": None},
        {"given_name": "Smith", "family_name": "Robert", "postcode": None, "born_on": date(1990, 1, 1)},
        {"born_on": date(1990, 4, 3), "given_name": "Jim", "postcode": None},
        {"born_on": None, "family_name": "Jones"},
        {"born_on": None, "given_name": "Rob"},
        {"family_name": "Jones", "given_name": "Jim"},
    ],
)
def test_a_person_is_met_again_after(change):
    mention, changed = (standardise(GivenMention(1, **fields)) for fields in (ROBERT, ROBERT | change))
    assert set(keys(mention)) & set(keys(changed))


def test_strangers_do_not_meet():
    other = {"given_name": "Jane", "family_name": "Jones", "born_on": date(1991, 5, 6), "postcode": "ZZ2 2BB"}
    strangers = (standardise(GivenMention(1, **fields)) for fields in (ROBERT, other))
    assert not set.intersection(*(set(keys(mention)) for mention in strangers))


def test_nothing_known_gives_no_key():
    assert keys(standardise(GivenMention(1))) == ()


def test_keys_are_the_same_on_every_machine():
    assert hash64("nhs number", "9990000026") == -6326521648261439968


def test_keys_fit_a_bigint():
    assert all(-(2**63) <= hash64(str(i)) < 2**63 and hash64(str(i)) for i in range(1000))
