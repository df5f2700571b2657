"""The invented population, kin by kin, so that no more than one family need be in memory."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from commonthread.synthetic.changes import Changes
from commonthread.synthetic.ground import Ground
from commonthread.synthetic.kin import Builder
from commonthread.synthetic.making import Maker
from commonthread.synthetic.people import Kin
from commonthread.synthetic.registry import Registry

YEAR = timedelta(days=365)


def population(registry: Registry, people: int, seed: int, until: date) -> Iterator[Kin]:
    """Families until at least `people` people have been made; the same arguments make the same ones."""
    ground = Ground(Random(f"{seed}:ground"))
    number = 0
    while registry.people < people:
        number += 1
        chance = Random(f"{seed}:{number}")
        builder = Builder(Maker(chance, registry, until), ground, until - YEAR)
        kin = builder.kin(number)
        Changes(builder, until).happen(kin)
        yield kin
