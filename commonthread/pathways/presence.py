"""Two people at one case at once: who else has it open, and what they did since a page was opened."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from commonthread.access.statements import rows


@dataclass(frozen=True)
class Other:
    """Somebody else who works on the case and has it open."""

    name: str
    since: datetime


@dataclass(frozen=True)
class Meanwhile:
    """`name` is empty where nobody of the agency did it."""

    name: str
    what: str
    at: datetime


def look_in(case: int, *, by_itself: bool = False) -> list[Other]:
    """Says that the viewer has it open, for a quarter of an hour, or for two minutes where the page looks again by itself;
    returns who else has. NotAllowed for every case but one's own."""
    return [Other(*row) for row in rows("SELECT * FROM pathways.look_in(%s, %s)", case, by_itself)]


def done_since(case: int, since: datetime) -> list[Meanwhile]:
    """What others did, the newest first."""
    return [Meanwhile(*row) for row in rows("SELECT * FROM pathways.done_since(%s, %s)", case, since)]


def clear_looks() -> None:
    """As `engine`."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT pathways.clear_looks()")
