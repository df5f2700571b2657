"""What the wall costs: a page and a list with it, beside the same by `engine` with an application's filter only.

Both are asked in turn, in an order drawn by chance, by somebody with few and with many live grants. Alone, with the demo
built: `python -m tests.bench --only wall`.
"""

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connections
from django.test import Client
from rich.table import Table

from commonthread.access.permissions import ROLES
from commonthread.access.scope import Scope, open_scope
from commonthread.access.terms import Purpose
from commonthread.records.actions import open_person
from commonthread.records.queries import Content, Envelope, content_of, story_envelopes
from tests.bench.pages import _hub_officer, _signed_in, _timed

GRANTS = (10, 20_000)
PAIRS, ON_A_LIST = 100, 50
AIM = 1.3
PURPOSE = Purpose.SAFEGUARDING_ENQUIRY
# What an application without a wall would ask: whose it is, and what is granted and agreed, in its own WHERE.
FILTERED = """
SELECT r.number, r.agency, r.kind, r.category, r.happened_from, r.happened_until, r.time_known, r.received_at,
       r.superseded_by, array_agg(a.person ORDER BY a.person)
  FROM records_record r JOIN records_about a ON a.record = r.number
 WHERE a.person = ANY (%s) AND r.agency = %s AND r.category = ANY (%s)
 GROUP BY r.number ORDER BY r.happened_from DESC, r.number
"""
CONTENT = """
SELECT b.record, b.line, b.body::text, (SELECT coalesce(jsonb_agg(
         m.given || jsonb_build_object('number', m.number, 'person', m.person) ORDER BY m.ordinal), '[]')::text
       FROM content.mention m WHERE m.record = b.record)
  FROM content.body b WHERE b.record = ANY (%s)
"""


class Filtered:
    """The same reading for somebody, by `engine`."""

    def __init__(self, scope: Scope) -> None:
        self.agency, self.categories = (
            scope.agency,
            [category.value for category in ROLES[scope.role].categories],
        )

    def envelopes(self, persons: Sequence[int], purpose: str | None = None) -> list[Envelope]:
        with connections["engine"].cursor() as cursor:
            cursor.execute(FILTERED, [list(persons), self.agency, self.categories])
            return [Envelope(*row[:-1], tuple(row[-1])) for row in cursor.fetchall()]

    @contextmanager
    def taken(
        self, scope: Scope, numbers: Sequence[int], *, purpose: str, reason: str
    ) -> Iterator[dict[int, Content]]:
        with connections["engine"].cursor() as cursor:
            cursor.execute(CONTENT, [list(numbers)])
            found = {number: content_of(number, line, json.loads(body), json.loads(mentions))
                    for number, line, body, mentions in cursor.fetchall()}  # fmt: skip
        with scope.transaction():
            yield found

    @contextmanager
    def in_the_pages(self) -> Iterator[None]:
        with patch("commonthread.chronology.queries.story_envelopes", self.envelopes), patch(
            "commonthread.chronology.queries.taken", self.taken
        ):  # fmt: skip
            yield


def ratios() -> Table:
    table = Table("", "grants", "with the wall p50, p95", "filter only p50, p95", "ratio of p95", title="What the wall costs",
                  title_justify="left")  # fmt: skip
    for grants in GRANTS:
        user = _hub_officer()
        scope, client = open_scope(user), _signed_in(user)
        people = _people_of(scope.agency)
        _grant(user, scope.agency, people, grants)
        with scope.transaction():
            open_person(by=scope, person=people[0], purpose=PURPOSE, because="benchmark 1")
        plain = Filtered(scope)
        for what, walled, filtered in (
            ("a person's page", _page(client, people), _page_filtered(client, people, plain)),
            (f"a list of {ON_A_LIST} people's records", _list(scope, people), _list_filtered(plain, people)),
        ):
            table.add_row(what, f"{grants:,}", *_compared(walled, filtered))
    return table


def _page(client: Client, people: Sequence[int]) -> Callable[[int], float]:
    return lambda turn: _timed(client.get, f"/people/{people[turn % len(people)]}")


def _page_filtered(client: Client, people: Sequence[int], plain: Filtered) -> Callable[[int], float]:
    def opened(turn: int) -> float:
        with plain.in_the_pages():
            return _timed(client.get, f"/people/{people[turn % len(people)]}")

    return opened


def _list(scope: Scope, people: Sequence[int]) -> Callable[[int], float]:
    def listed(turn: int) -> None:
        with scope.transaction():
            story_envelopes(people[:ON_A_LIST])

    return lambda turn: _clocked(listed, turn)


def _list_filtered(plain: Filtered, people: Sequence[int]) -> Callable[[int], float]:
    return lambda turn: _clocked(lambda _: plain.envelopes(people[:ON_A_LIST]), turn)


def _clocked(ask: Callable[[int], object], turn: int) -> float:
    before = time.perf_counter()
    ask(turn)
    return (time.perf_counter() - before) * 1000


def _compared(walled: Callable[[int], float], filtered: Callable[[int], float]) -> tuple[str, str, str]:
    chance, took = random.Random(1), {True: [], False: []}
    for turn in range(-5, PAIRS):
        for is_walled in chance.sample((True, False), 2):
            found = (walled if is_walled else filtered)(turn)
            if turn >= 0:
                took[is_walled].append(found)
    tails = {which: statistics.quantiles(each, n=20)[18] for which, each in took.items()}
    shown = [f"{statistics.median(took[which]):.1f}, {tails[which]:.1f} ms" for which in (True, False)]
    return *shown, f"{tails[True] / tails[False]:.2f}   (aim {AIM})"


def _people_of(agency: str) -> list[int]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT person FROM records_about WHERE agency = %s GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %s",
            [agency, ON_A_LIST],
        )
        return [person for (person,) in cursor.fetchall()]


def _grant(user: int, agency: str, people: Sequence[int], grants: int) -> None:
    """Stated purposes: for the people who are opened, and for as many others as make up the number."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            'INSERT INTO access_grant ("user", agency, person, purpose, because, until_at) '
            "SELECT %s, %s, person, %s, 'benchmark 1', now() + interval '8 hours' FROM unnest(%s::bigint[]) person",
            [user, agency, PURPOSE, [*people, *range(1, grants - len(people) + 1)]],
        )
        cursor.execute("ANALYZE access_grant")
