"""What is seen in a random world, by every way in, beside what the rules say. `python -m tests.wall.worlds --minutes N`."""

import argparse
import random
import time
from collections.abc import Callable

from commonthread.access.scope import NotAllowed, NotYourPurpose
from commonthread.records.queries import read, readable, story_envelopes
from tests.making import Making
from tests.wall.hub_happenings import hub_world
from tests.wall.hub_seen import differences as hub_differences
from tests.wall.random_world import PURPOSES, RandomWorld, Viewer


def differences(world: RandomWorld, browser) -> tuple[list[tuple], int]:
    """Where what is seen differs from the rules, and how many answers were compared."""
    wrong, compared = [], 0
    for viewer in world.viewers:
        for what, seen, said in (*_of_database(world, viewer), *_of_pages(world, viewer, browser)):
            compared += 1
            if seen != said:
                wrong.append((viewer.row.role.value, what, "seen", seen, "the rules say", said))
    return wrong, compared


def _of_database(world: RandomWorld, viewer: Viewer):
    every = [record.number for record in world.records]
    with viewer.scope.transaction():
        listed = {envelope.number for envelope in story_envelopes(world.people)}
        under = {purpose: readable(every, purpose) for purpose in PURPOSES}
    for record in world.records:
        yield ("listed", record), record.number in listed, world.level(viewer, record) >= 2
        for purpose in PURPOSES:
            level = world.level(viewer, record, purpose)
            yield ("readable", record, purpose), record.number in under[purpose], level >= 2
            yield ("read", record, purpose), _read(viewer, record.number, purpose), level if world.reads(viewer, record, purpose) else 0  # fmt: skip


def _read(viewer: Viewer, number: int, purpose: str) -> int:
    try:
        content = read(viewer.scope, [number], purpose=purpose, reason="a random world")[number]
    except (NotAllowed, NotYourPurpose):
        return 0
    return 2 if content.draft is None else 3


def _of_pages(world: RandomWorld, viewer: Viewer, browser):
    """The page of a record; and which records the page of a person lists."""
    client = browser(viewer.scope.user)
    client.raise_request_exception = False
    for record in (world.choose(world.records), world.choose(world.records)):
        is_shown = viewer.row.reads and world.level(viewer, record) >= 2
        yield ("page", record), client.get(f"/records/{record.number}").status_code == 200, is_shown
    person = world.choose(world.people)
    page = client.get(f"/people/{person}")
    if page.status_code == 200:
        about = [record for record in world.records if person in record.persons]
        for record in about:
            is_listed = f"/records/{record.number}".encode() in page.content
            if is_listed:
                yield ("listed on the page", person, record), world.level(viewer, record) >= 2, True


def of_records(choose, browser) -> tuple[list[str], list[tuple], int]:
    world = RandomWorld(Making(), choose)
    for _ in range(30):
        world.happens()
    return world.told, *differences(world, browser)


def of_the_hub(choose, browser) -> tuple[list[str], list[tuple], int]:
    world = hub_world(choose, 40)
    return world.told, *hub_differences(world, browser)


def main(minutes: float, seed: int | None, one_world: Callable) -> int:
    """Worlds one after the other, each from a seed that is printed where it is found wanting."""
    import conftest

    conftest._copy(conftest.DATABASE)
    from commonthread.web.conftest import Browser
    from tests.coming_in import come_in

    def browser(user: int) -> Browser:
        client = Browser(SERVER_NAME="localhost")
        come_in(client, user)
        return client

    ends, worlds, compared, amiss = time.monotonic() + 60 * minutes, 0, 0, 0
    while time.monotonic() < ends:
        one = random.randrange(2**32) if seed is None else seed
        told, wrong, count = one_world(random.Random(one).choice, browser)
        worlds, compared, amiss = worlds + 1, compared + count, amiss + bool(wrong)
        if wrong:
            print(f"seed {one}: {told}", *wrong[:5], sep="\n  ", flush=True)  # noqa: T201
        if worlds % 10 == 0:
            print(f"{worlds} worlds, {compared:,} answers, {amiss} amiss", flush=True)  # noqa: T201
        if seed is not None:
            break
    print(f"{worlds} worlds, {compared:,} answers compared, {amiss} worlds amiss")  # noqa: T201
    return min(amiss, 1)


if __name__ == "__main__":
    import sys

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--seed", type=int, help="one world only, that of a seed")
    asked.add_argument("--hub", action="store_true", help="worlds of the Hub")
    given = asked.parse_args()
    sys.exit(main(given.minutes, given.seed, of_the_hub if given.hub else of_records))
