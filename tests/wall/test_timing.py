"""To be told nothing takes as long for somebody hidden as for nobody. In full, 1,000 pairs at each door."""

import random
import statistics
from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client

from commonthread.access.permissions import Role
from tests.coming_in import come_in
from tests.wall.proofs import IN_FULL, times
from tests.wall.test_every_case_door import Whole
from tests.wall.test_every_door import Known, ask, restricted, sealed
from tests.wall.timing import alike, differences, interval, tells

GENEROUS = 0.005
PAIRS = times(40, 1_000)
TIMED = (
    "records.envelopes",
    "records.ask",
    "records.standing_under",
    "identity.ask_pair",
    "identity.taken_out",
)


def test_a_difference_is_found_where_there_is_one_and_sameness_is_not_taken_for_granted():
    chance = random.Random(3)
    slower, same, too_few = (
        [chance.gauss(mean, spread) for _ in range(count)]
        for mean, spread, count in ((0.003, 0.002, 200), (0, 0.002, 1_000), (0, 0.05, 20))
    )
    assert (tells(slower), alike(slower)) == (True, False)
    assert (tells(same), alike(same)) == (False, True)
    assert (tells(too_few), alike(too_few)) == (False, False)
    assert interval([0.001] * 50) == (0.001, 0.001)


@pytest.mark.parametrize("hide", [restricted, sealed])
def test_nobody_can_tell_by_the_time_it_takes(make, fresh_database, record_property, hide):
    """In full the 99 % interval of the median difference must lie within what is allowed: to have found no difference
    is not enough. A small run can only find a large one."""
    known = Known.__new__(Known)
    known.make = make
    known.__post_init__()
    hide(known)
    scope, client = known.callers["a records officer"], Client(SERVER_NAME="localhost")
    come_in(client, scope.user)
    tries = {door: lambda about, door=door: ask(scope, door, about) for door in TIMED}
    tries["the page of a record"] = lambda about: client.get(f"/records/{about['record']}")
    _told_nothing(tries, known.hers, known.nobodys, record_property)


def test_a_case_from_which_somebody_is_kept_takes_as_long_as_none(make, fresh_database, record_property):
    """Nor does anything that hangs from it tell that it is there."""
    whole = Whole(make)
    father = make.scope(whole.council, Role.TEAM_MANAGER, team=whole.team)
    for child in whole.children:
        make._owner("INSERT INTO access_conflict (\"user\", person, kind, is_detected, by) VALUES (%s, %s, 'own family', false, 1)",
                    father.user, child)  # fmt: skip
    client = Client(SERVER_NAME="localhost")
    come_in(client, father.user)

    def page(address: str) -> Callable[[dict[str, int]], None]:
        def asked(about: dict[str, int]) -> None:
            assert client.get(address.format(**about)).status_code == 404

        return asked

    tries = {
        "a case’s page": page("/cases/{case}"),
        "triage": page("/front-door/{door}"),
        "a task’s page": page("/cases/{case}/tasks/{step}"),
        "supervision of a case": page("/cases/{case}/supervision"),
        "a meeting": page("/meetings/{meeting}"),
        "a disagreement": page("/disagreements/{disagreement}"),
        "a notice": page("/notices/{notice}"),
    }
    _told_nothing(tries, whole.there, whole.nowhere, record_property)


def _told_nothing(tries, hers, nobodys, record_property) -> None:
    found = {
        name: differences(partial(tried, hers), partial(tried, nobodys), PAIRS)
        for name, tried in tries.items()
    }
    for name, each in found.items():
        low, high = interval(each)
        record_property(
            name,
            f"median {statistics.median(each) * 1e6:+.0f} µs, 99 % {low * 1e6:+.0f} to {high * 1e6:+.0f} µs",
        )
    record_property("tried", PAIRS * len(found))
    told = [name for name, each in found.items() if (not alike(each) if IN_FULL else tells(each, GENEROUS))]
    assert told == []
