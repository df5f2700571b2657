"""A time from a day to a day, read from the address and shown again as chosen."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest

from commonthread.chronology.story import LONDON
from commonthread.oversight.queries import Period

LONGEST_NAME = 120


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `since` and `until` are whole days in England, both within."""

    since: date
    until: date
    more: tuple[tuple[str, str], ...]

    @property
    def period(self) -> Period:
        start = datetime.combine(self.since, time(), LONDON)
        return Period(start, datetime.combine(self.until + timedelta(days=1), time(), LONDON))

    @property
    def address(self) -> str:
        return urlencode([("since", self.since), ("until", self.until), *self.more])

    def __getitem__(self, name: str) -> str:
        return dict(self.more).get(name, "")


def asked(request: HttpRequest, *names: str, today: date, days: int) -> Asked:
    """Days that cannot be read are the last ones; words are cut to what a name can be."""
    until = _day(request.GET.get("until", "")) or today
    since = _day(request.GET.get("since", "")) or today - timedelta(days=days)
    more = ((name, request.GET.get(name, "").replace("\0", "").strip()[:LONGEST_NAME]) for name in names)
    return Asked(min(since, until), until, tuple((name, value) for name, value in more if value))


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1990 < found.year < 2200 else None
