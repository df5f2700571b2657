"""What somebody has begun to enter: kept for them alone, for seven days, and gone when it is entered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from commonthread.access.statements import rows


@dataclass(frozen=True)
class Unfinished:
    token: str
    kind: str
    saved_at: datetime


def keep_unfinished(token: str, kind: str, cells: Mapping[str, object]) -> None:
    """Inside the scope's transaction, as all of these."""
    rows("SELECT records.keep_unfinished(%s, %s, %s::jsonb)", token, kind, json.dumps(dict(cells)))


def unfinished() -> list[Unfinished]:
    """The last saved first."""
    return [Unfinished(*row) for row in rows("SELECT token, kind, saved_at FROM records.unfinished()")]


def take_unfinished(token: str, kind: str) -> dict[str, str] | None:
    ((cells,),) = rows("SELECT records.take_unfinished(%s, %s)", token, kind)
    return None if cells is None else json.loads(cells)


def drop_unfinished(token: str) -> None:
    rows("SELECT records.drop_unfinished(%s)", token)


def clear_unfinished() -> None:
    """As `engine`: what nobody has gone on with for seven days goes."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT records.clear_unfinished()")
