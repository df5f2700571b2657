"""Feeds that have fallen silent: found by the worker, told to sender and receiver, and a task until records come again."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections, transaction
from django.utils.timezone import now

from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.statements import rows, value
from commonthread.feeds.silence import WEEK, WEEKS, WINDOWS, Arrival, Silent, has_come_back, silence
from commonthread.kernel.calendars import working_days_after
from commonthread.kernel.dates import in_england, start_of_next_day

# Working days; local figures, until the partnership sets its own.
EXPLAIN_WITHIN, AGAIN_AFTER = 1, 5
LOOK_BACK = (WEEKS + 1) * WEEK + timedelta(days=max(WINDOWS))


@dataclass(frozen=True)
class SilentFeed:
    """`responsible` is the agency that answers for the service and should have received it.

    It is the task of those who look after what `agency` sends, by name `owner` once one of them takes it: to say by `due_at`
    what is behind it. `told_at` is when the administrators of both were told that nobody has."""

    number: int
    agency: str
    responsible: str
    days: int
    expected: int
    came: int
    last_at: datetime | None
    noticed_at: datetime
    ended_at: datetime | None
    answer: str
    answered_by: str
    answered_at: datetime | None
    owner: str
    due_at: datetime
    told_at: datetime | None

    def is_overdue(self, at: datetime) -> bool:
        return self.ended_at is None and self.due_at < at


def silent_feeds() -> list[SilentFeed]:
    """Of what the viewer's agency sends or answers for: those that are silent, and what ended in the last month."""
    found = rows(
        "SELECT number, agency, responsible, days, expected, came, last_at, noticed_at, ended_at, answer, answered_by, "
        "answered_at, owner, due_at, told_at FROM feeds.silences()"
    )
    return [SilentFeed(*row) for row in found]


def silent_feed(number: int) -> SilentFeed:
    found = [one for one in silent_feeds() if one.number == number]
    if not found:
        raise NotAllowed("Not found.")
    return found[0]


def answer_silence(*, by: Scope, number: int, words: str) -> None:
    """What is behind it. The latest answer stands; each is on the ledger. It is due again after a week of work."""
    value("SELECT feeds.answer_silence(%s, %s, %s)", number, words, _end_of_working_day(AGAIN_AFTER, now()))


def take_silence(*, by: Scope, number: int) -> None:
    """Put oneself on it; NotAllowed for another agency's feed."""
    value("SELECT feeds.take_silence(%s)", number)


def look_for_silence(at: datetime) -> None:
    """The worker's: each silence is begun once, and ends when records come again."""
    with transaction.atomic(using="engine"):
        arrivals: dict[str, list[Arrival]] = defaultdict(list)
        for agency, received_at, pieces in _rows(
            "SELECT agency, received_at, coalesce((counts ->> 'pieces')::int, 0) FROM feeds_delivery WHERE received_at > %s",
            at - LOOK_BACK,
        ):
            arrivals[agency].append(Arrival(received_at, pieces))
        past: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
        running: dict[str, Silent] = {}
        for agency, days, expected, came, noticed_at, ended_at in _rows(
            "SELECT agency, days, expected, came, noticed_at, ended_at FROM feeds_silence WHERE ended_at IS NULL OR ended_at > %s",
            at - LOOK_BACK,
        ):
            past[agency].append((noticed_at - timedelta(days=days), ended_at or at))
            if ended_at is None:
                running[agency] = Silent(days, expected, came)
        for agency, responsible, weekly, since in _rows(
            "SELECT a.agency, a.responsible, a.weekly, coalesce(a.signed_at, a.starts_on) FROM access_agency g, "
            "feeds.agreement_in_force(g.code, %s) f JOIN feeds_feedagreement a ON a.id = f.id",
            in_england(at).date(),
        ):
            if agency in running:
                if has_come_back(arrivals[agency], running[agency], at):
                    _rows("SELECT feeds.end_silence(%s)", agency)
            elif found := silence(
                arrivals[agency], now=at, since=since, weekly=weekly, silences=past[agency]
            ):
                _rows(
                    "SELECT feeds.begin_silence(%s, %s, %s, %s, %s, %s)",
                    agency, responsible, found.days, found.expected, found.came, _end_of_working_day(EXPLAIN_WITHIN, at),
                )  # fmt: skip
        for agency in running:
            # Nothing is expected under an agreement that has ended.
            _rows("SELECT feeds.end_silence_without_agreement(%s)", agency)
        _rows("SELECT feeds.tell_of_silences()")


def _end_of_working_day(days: int, at: datetime) -> datetime:
    return start_of_next_day(working_days_after(in_england(at).date(), days))


def _rows(sql: str, *params) -> list[tuple]:
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
