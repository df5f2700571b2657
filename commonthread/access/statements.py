"""Statements of the `app` login, within a scope's transaction."""

from django.db import connections


def rows(sql: str, *params) -> list[tuple]:
    with connections["app"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def value(sql: str, *params):
    """What the first column of its one row holds."""
    with connections["app"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]
