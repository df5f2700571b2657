"""In random worlds of the Hub what every function lists, reads and counts for everybody is what plain rules say."""

import random
import re
from pathlib import Path

from django.db import connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from commonthread.web.conftest import browser  # noqa: F401
from tests.wall import case_doors, hub_seen
from tests.wall.hub_happenings import hub_world
from tests.wall.hub_seen import differences
from tests.wall.proofs import times

HAPPENINGS = 25
# Why a function that could read a case is not compared here. What reads none stands in case_doors.NO_CASE.
EXCUSED = {
    "pathways.minutes_for": "after open_minutes_for, which is tried with the others that write: test_every_case_door.py",
}


@settings(
    max_examples=times(2, 20), print_blob=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck), deadline=None,
)  # fmt: skip
@given(seed=st.integers(0, 2**32 - 1))
def _never_differ(browser, tried, seed):  # noqa: F811
    """`python -m tests.wall.worlds --hub --seed N` makes the same world again."""
    world = hub_world(random.Random(seed).choice, HAPPENINGS)
    wrong, compared = differences(world, browser)
    tried.append(compared)
    assert wrong == [], world.told


def test_nobody_is_given_anything_of_the_hub_but_by_the_rules(browser, record_property):  # noqa: F811
    tried: list[int] = []
    _never_differ(browser, tried)
    record_property("tried", sum(tried))


GRANTED = """
SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN ('pathways', 'notices') AND has_function_privilege('ct_app', p.oid, 'EXECUTE') AND p.provolatile <> 'v'
"""


def test_every_function_that_reads_is_compared_or_says_why_not(database):
    owner = connections["owner"]
    owner.ensure_connection()
    reads = {name for (name,) in owner.connection.execute(GRANTED)}
    compared = set(re.findall(r"(?:pathways|notices)\.\w+", Path(hub_seen.__file__).read_text()))
    compared |= {call.partition("(")[0] for reading in hub_seen.READS for call in reading.calls}
    assert sorted(reads - compared - case_doors.NO_CASE.keys()) == sorted(EXCUSED)
