"""How long the server takes for the pages that people wait for, with the demo loaded."""

import statistics
import time

from django.db import connections
from django.test import Client
from rich.table import Table

from commonthread.access.permissions import Role
from commonthread.access.terms import Purpose

ASKED = 300


def latencies() -> Table:
    """Medians and 99th percentiles in the server, of the person page and of *Who is this?*, as a hub officer."""
    from django.contrib.auth import get_user_model

    from commonthread.access.scope import open_scope
    from commonthread.records.actions import open_person

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT user_id FROM access_post WHERE role = %s ORDER BY id LIMIT 1", [Role.HUB_OFFICER]
        )
        (user,) = cursor.fetchone()
        cursor.execute(
            "SELECT m.person, m.given ->> 'given_name', m.given ->> 'family_name', m.given ->> 'born_on' FROM content.mention m "
            "WHERE m.given ? 'family_name' AND m.given ? 'born_on' AND m.person IS NOT NULL ORDER BY md5(m.number::text) LIMIT %s",
            [ASKED],
        )
        people = cursor.fetchall()
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(
        get_user_model().objects.get(pk=user), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    scope = open_scope(user)
    for person, *_ in people:
        with scope.transaction():
            open_person(by=scope, person=person, purpose=Purpose.SAFEGUARDING_ENQUIRY, because="benchmark")
    table = Table(
        "page", "p50", "p99", title=f"{len(people)} requests each, in the server", title_justify="left"
    )
    table.add_row("person", *_timed([lambda p=p: client.get(f"/people/{p}") for p, *_ in people]))
    questions = [{"given_name": g or "", "family_name": f, "born": b} for _, g, f, b in people]
    table.add_row(
        "who is this?", *_timed([lambda q=q: client.post("/who", q) for q in questions], forget_searches)
    )
    return table


def forget_searches() -> None:
    """The limit on searches a minute is for people."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE ledger_event SET type = 'consultation' WHERE type = 'search'")


def _timed(requests, between=lambda: None) -> tuple[str, str]:
    took = []
    for number, request in enumerate(requests):
        if number % 25 == 0:
            between()
        before = time.perf_counter()
        answer = request()
        took.append((time.perf_counter() - before) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"A page answered {answer.status_code}.")
    return f"{statistics.median(took):.0f} ms", f"{statistics.quantiles(took, n=100)[98]:.0f} ms"
