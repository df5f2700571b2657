"""How long the server takes for the pages that people wait for, with the demo loaded."""

import secrets
import statistics
import time

from django.db import connections
from django.test import Client
from rich.table import Table

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import Purpose
from commonthread.records.actions import open_person
from tests.coming_in import come_in

ASKED = 300
SEARCHES_A_MINUTE = 25


def latencies() -> Table:
    """Medians and 99th percentiles in the server, of the person page and of *Who is this?*, as hub officers."""
    people = _some_people()
    openings, searches = [], []
    for start in range(0, len(people), SEARCHES_A_MINUTE):
        user = _hub_officer()
        client, scope = _signed_in(user), open_scope(user)
        for person, given, family, born in people[start : start + SEARCHES_A_MINUTE]:
            with scope.transaction():
                open_person(
                    by=scope, person=person, purpose=Purpose.SAFEGUARDING_ENQUIRY, because="benchmark"
                )
            openings.append(_timed(client.get, f"/people/{person}"))
            asked = {"given_name": given or "", "family_name": family, "born": born}
            searches.append(_timed(client.post, "/who", asked))
    table = Table(
        "page", "p50", "p99", title=f"{len(people)} requests each, in the server", title_justify="left"
    )
    table.add_row("person", *_percentiles(openings))
    table.add_row("who is this?", *_percentiles(searches))
    return table


def _some_people() -> list[tuple]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT m.person, m.given ->> 'given_name', m.given ->> 'family_name', m.given ->> 'born_on' "
            "FROM content.mention m WHERE m.given ? 'family_name' AND m.given ? 'born_on' AND m.person IS NOT NULL "
            "ORDER BY md5(m.number::text) LIMIT %s",
            [ASKED],
        )
        return cursor.fetchall()


def _hub_officer(team: int | None = None) -> int:
    """A new one each time: the limit on searches in a minute is for each person."""
    name = f"bench-{secrets.token_hex(6)}"
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_user (username, name, email, password, is_active) VALUES (%s, %s, '', '!', true) RETURNING id",
            [name, name],
        )
        (user,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO access_post (user_id, agency_id, role, team_id) VALUES (%s, 'csc-birmingham', %s, %s)",
            [user, Role.HUB_OFFICER, team],
        )
    return user


def _signed_in(user: int) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    come_in(client, user)
    return client


def _timed(ask, *what) -> float:
    """Milliseconds."""
    before = time.perf_counter()
    answer = ask(*what, follow=True)
    took = (time.perf_counter() - before) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{answer.request['PATH_INFO']} answered {answer.status_code}.")
    return took


def _percentiles(took: list[float]) -> tuple[str, str]:
    return f"{statistics.median(took):.0f} ms", f"{statistics.quantiles(took, n=100)[98]:.0f} ms"
