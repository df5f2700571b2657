"""Putting work on the queue: by name, with numbers only, in the transaction that caused it."""

from collections.abc import Sequence

from django.db import connections


def enqueue(task: str, numbers: Sequence[int]) -> int:
    """Queue `task` from inside a scope; returns the job's number."""
    with connections["app"].cursor() as cursor:
        cursor.execute("SELECT jobs.enqueue(%s, %s::bigint[])", [task, list(numbers)])
        return cursor.fetchone()[0]
