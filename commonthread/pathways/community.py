"""A neighbourhood team's community: public roles and what they were told, concerns that are raised, and themes of them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils.timezone import localdate, now

from commonthread.access.law import POWERS
from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.plan import first_tasks
from commonthread.pathways.procedures import edition_on
from commonthread.pathways.settings import my_area

POWER = "children-act-2004-s11"
WITHHELD = "c"


@dataclass(frozen=True)
class CommunityContact:
    """A public role and a public way to reach it. `told_at` is when it was last told something."""

    number: int
    neighbourhood: str
    role: str
    way: str
    kept_by: str
    kept_at: datetime
    told_at: datetime | None


@dataclass(frozen=True)
class Told:
    words: str
    told_by: str
    told_at: datetime


def keep_contact(*, by: Scope, neighbourhood: str, role: str, way: str) -> int:
    """For one's own team; NotAllowed in no team."""
    return value("SELECT pathways.keep_contact(%s, %s, %s)", neighbourhood, role, way)


def tell_contact(*, by: Scope, number: int, words: str) -> None:
    """Keep what one of the team's contacts was told."""
    value("SELECT pathways.tell_contact(%s, %s)", number, words)


def end_contact(*, by: Scope, number: int, because: str) -> None:
    value("SELECT pathways.end_contact(%s, %s)", number, because)


def contacts() -> list[CommunityContact]:
    """Those of one's own team."""
    return [CommunityContact(*row) for row in rows("SELECT * FROM pathways.contacts()")]


def contact_told(number: int) -> list[Told]:
    """What a contact was told, the latest first."""
    return [Told(*row) for row in rows("SELECT * FROM pathways.contact_told(%s)", number)]


def raise_concern(*, by: Scope, neighbourhood: str, themes: Sequence[str], said: str) -> int:
    """Open a case of one's own team for what somebody raised, and count its themes; returns the case. Who raised it is
    kept nowhere."""
    procedure = edition_on("community-concern", localdate())
    wanted = json.dumps([asdict(task) for task in first_tasks(procedure, {}, now(), my_area())], default=str)
    return value(
        "SELECT pathways.raise_concern(%s, %s::text[], %s, %s, %s, %s::jsonb)",
        neighbourhood, list(themes), POWERS[POWER].label, said, procedure.edition, wanted,
    )  # fmt: skip


def themes(quarter: date) -> dict[tuple[str, str], str]:
    """What was raised in each neighbourhood in a quarter that is over, with small counts withheld. What was never raised
    is not told apart from what is withheld."""
    return {
        (place, theme): shown for place, theme, shown in rows("SELECT * FROM pathways.themes(%s)", quarter)
    }


def quarters(today: date) -> list[date]:
    """The first days of the last four quarters that are over, the latest first."""
    found, year, quarter = [], today.year, (today.month - 1) // 3
    for _ in range(4):
        year, quarter = (year, quarter - 1) if quarter else (year - 1, 3)
        found.append(date(year, quarter * 3 + 1, 1))
    return found
