"""All that may happen in a random world of the Hub, each thing by its name."""

from collections.abc import Callable

from tests.making import Making
from tests.wall import hub_together, hub_work
from tests.wall.hub_world import Choose, HubWorld

HAPPENINGS: dict[str, Callable[[HubWorld], None]] = {
    name.removeprefix("then_"): does
    for module in (hub_work, hub_together)
    for name, does in vars(module).items()
    if name.startswith("then_")
}


def hub_world(choose: Choose, happenings: int) -> HubWorld:
    world = HubWorld(Making(), choose, HAPPENINGS)
    for _ in range(happenings):
        world.happens()
    return world
