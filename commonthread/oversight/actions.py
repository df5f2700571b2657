"""Answering a question, giving a checkpoint, and saying where one lives: within the scope's transaction."""

from django.db import connections

from commonthread.access.scope import Scope


def answer(*, by: Scope, question: int, words: str) -> None:
    """Note what the answer to a question was; NotAllowed for another agency's."""
    _call("SELECT oversight.answer(%s, %s)", question, words)


def give_copy(*, by: Scope, checkpoint: str) -> None:
    """Give the checkpoint that one's agency keeps; the sealer compares it within seconds, and again each minute."""
    _call("SELECT oversight.give_copy(%s)", checkpoint)


def live_at(*, by: Scope, postcode: str) -> None:
    """Say in which postcode one lives; an empty one takes it back."""
    _call("SELECT oversight.live_at(%s)", postcode)


def _call(sql: str, *params) -> None:
    with connections["app"].cursor() as cursor:
        cursor.execute(sql, params)
