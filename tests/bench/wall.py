"""What the wall costs: a page and a list with it, beside the same rules in the WHERE of one query, as an application's filter.

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
# What an application without a wall would ask, in one WHERE: whose it is, what is granted and agreed, and nothing of what is
# restricted, in conflict, sealed or held. It is given who asks; the wall finds that out.
FILTERED = """
SELECT r.number, r.agency, r.kind, r.category, r.happened_from, r.happened_until, r.time_known, r.received_at,
       r.superseded_by, array_agg(a.person ORDER BY a.person)
  FROM records_record r JOIN records_about a ON a.record = r.number
 WHERE r.number IN (SELECT w.record FROM records_about w WHERE w.person = ANY (%(persons)s))
   AND (r.agency = %(agency)s AND r.category = ANY (%(categories)s)
        OR EXISTS (SELECT 1 FROM access_grant g
             WHERE (g."user" = %(user)s OR g.team = %(team)s) AND g.person = a.person AND g.asks_others AND g.until_at > now()
               AND EXISTS (SELECT 1 FROM access_edition e JOIN access_clause c ON c.edition_id = e.id
                             JOIN access_party p ON p.edition_id = e.id AND p.agency_id = r.agency
                            WHERE e.starts_at <= now() AND (e.ends_at IS NULL OR e.ends_at > now())
                              AND g.purpose = ANY (c.purposes) AND r.category = ANY (c.categories) AND %(role)s = ANY (c.roles))))
   AND NOT EXISTS (SELECT 1 FROM records_about h WHERE h.record = r.number AND (
         EXISTS (SELECT 1 FROM access_restriction x
                  WHERE x.person = h.person AND x.team IS DISTINCT FROM %(team)s AND (x.until_at IS NULL OR x.until_at > now()))
         OR EXISTS (SELECT 1 FROM access_conflict x
                     WHERE x.person = h.person AND x."user" = %(user)s AND (x.until_at IS NULL OR x.until_at > now()))))
   AND NOT EXISTS (SELECT 1 FROM records_seal s
         WHERE s.record = r.number AND s.team IS DISTINCT FROM %(team)s AND (s.until_at IS NULL OR s.until_at > now()))
   AND NOT EXISTS (SELECT 1 FROM records_hold o WHERE o.record = r.number AND o.team IS DISTINCT FROM %(team)s AND o.until_at > now())
 GROUP BY r.number ORDER BY r.happened_from DESC, r.number
"""
CONTENT = """
SELECT b.record, b.line, b.body::text, (SELECT coalesce(jsonb_agg(
         m.given || jsonb_build_object('number', m.number, 'person', m.person) ORDER BY m.ordinal), '[]')::text
       FROM content.mention m WHERE m.record = b.record)
  FROM content.body b WHERE b.record = ANY (%s)
"""


class Filtered:
    """The same reading for somebody, by a login that may read everything."""

    def __init__(self, scope: Scope) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT team_id FROM access_post WHERE user_id = %s AND until_at IS NULL", [scope.user]
            )
            ((team,),) = cursor.fetchall()
        self.who = {
            "agency": scope.agency,
            "user": scope.user,
            "role": scope.role.value,
            "team": team,
            "categories": [category.value for category in ROLES[scope.role].categories],
        }

    def envelopes(self, persons: Sequence[int], purpose: str | None = None) -> list[Envelope]:
        with connections["owner"].cursor() as cursor:
            cursor.execute(FILTERED, self.who | {"persons": list(persons)})
            return [Envelope(*row[:-1], tuple(row[-1])) for row in cursor.fetchall()]

    @contextmanager
    def taken(
        self, scope: Scope, numbers: Sequence[int], *, purpose: str, reason: str
    ) -> Iterator[dict[int, Content]]:
        with connections["owner"].cursor() as cursor:
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
        _same(scope, plain, people)
        for what, walled, filtered in (
            ("a person's page", _page(client, people), _page_filtered(client, people, plain)),
            (f"a list of {ON_A_LIST} people's records", _list(scope, people), _list_filtered(plain, people)),
        ):
            table.add_row(what, f"{grants:,}", *_compared(walled, filtered))
    return table


def _same(scope: Scope, plain: Filtered, people: Sequence[int]) -> None:
    """Both give the same of each record, or they are not to be compared."""
    with scope.transaction():
        walled = story_envelopes(people[:ON_A_LIST])
    if walled != plain.envelopes(people[:ON_A_LIST]):
        raise AssertionError("the filter does not give what the wall gives")


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
