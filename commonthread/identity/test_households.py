"""Homes: which mentions share one, and that a refuge is shared with nobody."""

import pytest

from commonthread.identity.households import home_of
from commonthread.identity.standardise import given, standardise
from commonthread.places.invented.tables import invented_facts
from commonthread.places.values import CommunalKind
from commonthread.records.record import Mention, MentionRole


def home(number, address, postcode):
    said = Mention(role=MentionRole.SUBJECT, address=address, postcode=postcode)
    return home_of(said, standardise(given(number, "police", said)))


@pytest.fixture(scope="module")
def refuge():
    return next(place for place in invented_facts().communal_addresses if place.kind is CommunalKind.REFUGE)


def test_whoever_goes_to_a_refuge_has_left_home_and_lives_with_nobody(refuge):
    there = {home(number, refuge.line, refuge.postcode) for number in (1, 2)}
    assert len(there) == 2
    assert 0 not in there


def test_one_house_is_one_home_however_it_is_written():
    assert home(1, "14 Larkspur Row", "B98 7CV") == home(2, "14, larkspur row", "b987cv")
    assert home(1, "14 Larkspur Row", "B98 7CV") != home(2, "16 Larkspur Row", "B98 7CV")


def test_without_a_house_or_a_postcode_there_is_no_home():
    assert home(1, "Larkspur Row", "B98 7CV") == home(1, "14 Larkspur Row", None) == 0
