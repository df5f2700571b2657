"""Somebody of a case who turns out to be two: the case shows it, and whoever leads it must look whom it is about."""

from datetime import timedelta

from django.db import connections
from django.utils.timezone import now

# A local figure, until the partnership sets its own.
LOOK_WITHIN = timedelta(hours=24)
DOES = "Look again at whom the case is about: one of them was found to be two people"
SOURCE = "A local rule: within 24 hours"
BECAUSE = (
    "Part of what was held as one person was found to be about somebody else. Look whom the case is about: take out whoever "
    "it is not about, put in whoever is missing, and see whether anything was decided or sent on the strength of the other’s records."
)


def follow_parting(mention: int, was: int) -> int:
    """Follow a mention that was taken out of a person, as `engine`; returns how many cases were told. Again changes nothing."""
    with connections["engine"].cursor() as cursor:
        cursor.execute(
            "SELECT pathways.follow_parting(%s, %s, %s, %s, %s, %s)",
            [mention, was, DOES, now() + LOOK_WITHIN, SOURCE, BECAUSE],
        )
        return cursor.fetchone()[0]
