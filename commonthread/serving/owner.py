"""What the machine's own command line may do that no page does: it asks as the owner."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from commonthread.serving import place

Ask = Callable[..., list[tuple]]


@contextmanager
def as_owner() -> Iterator[Ask]:
    """In one transaction: the functions that make and end systems, posts and agencies are no other login's."""
    with place.ready("migrate"):
        from django.db import connections, transaction

        def ask(sql: str, *params: object) -> list[tuple]:
            with connections["owner"].cursor() as cursor:
                cursor.execute(sql, params)
                return cursor.fetchall()

        with transaction.atomic(using="owner"):
            yield ask
