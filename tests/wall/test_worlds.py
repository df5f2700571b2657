"""In random worlds what the database gives, what pages list and what plain rules say never differ."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from commonthread.web.conftest import browser  # noqa: F401
from tests.making import Making
from tests.wall.proofs import times
from tests.wall.random_world import RandomWorld
from tests.wall.worlds import differences

HAPPENINGS = 14


@settings(
    max_examples=times(8, 60), print_blob=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(data=st.data())
def _never_differ(browser, tried, others, data):  # noqa: F811
    world = RandomWorld(Making(), lambda options: data.draw(st.sampled_from(list(options))))
    # The first as it begins, where something of others is seen for sure: what happens then may take all of it away.
    for _ in range(HAPPENINGS if tried else 0):
        world.happens()
    wrong, compared = differences(world, browser)
    tried.append(compared)
    others.append(sum(world.level(viewer, record) >= 2 and record.agency != viewer.scope.agency
                      for viewer in world.viewers for record in world.records))  # fmt: skip
    assert wrong == [], world.told


def test_the_pages_and_the_database_never_disagree(browser, record_property):  # noqa: F811
    tried: list[int] = []
    others: list[int] = []
    _never_differ(browser, tried, others)
    assert any(others), "nobody saw another agency's record in any of these worlds"
    record_property("tried", sum(tried))
