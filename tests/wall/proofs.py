"""How much a proof tries: little with the other tests, much when `commonthread wall prove` asks."""

import os

IN_FULL = os.environ.get("COMMONTHREAD_PROVE") == "1"


def times(few: int, many: int) -> int:
    return many if IN_FULL else few
