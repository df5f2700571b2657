"""To be told nothing takes as long for somebody hidden as for nobody. A small run; the long one is `tests.wall.timing`."""

import random

import pytest

from tests.wall.proofs import times
from tests.wall.test_every_door import Known, ask, restricted
from tests.wall.timing import differences, interval, tells

GENEROUS = 0.005


def test_a_difference_is_found_where_there_is_one():
    chance = random.Random(3)
    assert tells([chance.gauss(0.003, 0.002) for _ in range(200)])
    assert not tells([chance.gauss(0, 0.002) for _ in range(200)])
    low, high = interval([0.001] * 50)
    assert low == high == 0.001


@pytest.mark.parametrize(
    "door",
    [
        "records.envelopes",
        "records.standing_under",
        "identity.ask_pair",
        "identity.taken_out",
    ],
)
def test_nobody_can_tell_by_the_time_it_takes(make, fresh_database, door):
    known = Known.__new__(Known)
    known.make = make
    known.__post_init__()
    restricted(known)
    scope = known.callers["a records officer"]
    found = differences(
        lambda: ask(scope, door, known.hers), lambda: ask(scope, door, known.nobodys), times(40, 1000)
    )
    assert not tells(found, GENEROUS)
