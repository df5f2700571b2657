"""Changes to who may come in."""

from django.db import connections


def clear_what_ended() -> None:
    """Delete sign-ins, scopes, tickets and grants that nobody can use any more, as `engine`."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT access.clear_what_ended()")
