"""The files of a delivery are destroyed once something that came in them was erased."""

import json
from collections.abc import Sequence

from django.db import connections, transaction

from commonthread.feeds.models import State
from commonthread.feeds.store import DeliveryStore


class StillNeeded(Exception):
    """A delivery is not loaded yet: its files go afterwards."""


def destroy(*, store: DeliveryStore, deliveries: Sequence[int]) -> None:
    """Raises StillNeeded, for the queue to try again, where one of the deliveries is still being loaded."""
    with transaction.atomic(using="engine"), connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT number, files, state FROM feeds_delivery WHERE number = ANY (%s) AND destroyed_at IS NULL",
            [list(deliveries)],
        )
        for number, files, state in cursor.fetchall():
            if state not in (State.LOADED, State.UNREADABLE):
                raise StillNeeded(f"delivery {number} is {state}")
            for _, digest in json.loads(files):
                store.path(digest).unlink(missing_ok=True)
            cursor.execute("UPDATE feeds_delivery SET destroyed_at = now() WHERE number = %s", [number])
