"""What a hub waits for: a call absorbed, its list and triage with thousands open, the stream beside its pages, many at
work. Alone, with the demo built: `make bench-hub`."""

import random
import re
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.client import HTTPConnection
from itertools import islice
from urllib.parse import urlencode

from django.db import connections
from django.test import Client
from rich.console import Console
from rich.table import Table

from commonthread import flow
from commonthread.access.demo import account
from commonthread.access.scope import open_scope
from commonthread.kernel.dates import LONDON
from commonthread.pathways.front_door_list import Chosen, waiting
from commonthread.pathways.telling import tell_us
from commonthread.serving.demo import built_with
from commonthread.serving.replay import Played, absorb, play, prepared
from commonthread.serving.serve import web_server
from commonthread.synthetic.stream import AREA, Row, Stream
from commonthread.web.telling.drafting import told
from tests.bench.pages import _hub_officer, _signed_in, _timed
from tests.coming_in import come_in

CALLS, OPEN, FEW = 200, 5_000, 20
PEOPLE, LASTS, TIMES = 100, 60.0, 50
ASKED = 100
PORT = 8177
HUB = "hub.social.care"
SAID = ("Alone until dark, most days", "Shouting through the wall again", "No coat, and always hungry")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def tables(console: Console) -> Iterator[Table]:
    """Each when it is there."""
    stream = prepared(min(built_with()["people"], 20_000), built_with(), console)
    yield _absorbed(stream)
    hub = account(HUB).pk
    _fill(hub, FEW)
    few = _asked(hub)
    _fill(hub, OPEN)
    yield _listed(few, _asked(hub))
    with web_server("127.0.0.1", PORT):
        yield _sustained(stream, hub)
        yield _at_work(hub)


def _absorbed(stream: Stream) -> Table:
    """One row after the other, from its file to whom it is about and the task that it begins."""
    played = Played()
    for row in islice(_rows(stream), CALLS):
        absorb([row], 0, played)
    took = sorted(1000 * seconds for seconds in played.absorbed)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM content.mention")
        ((mentions,),) = cursor.fetchall()
    table = Table("among", "p50", "p99", title=f"{CALLS} records absorbed, one by one", title_justify="left")
    table.add_row(f"{built_with()['people']:,} people, {mentions:,} mentions", *_shown(took, 99, 250))
    return table


def _rows(stream: Stream) -> Iterator[Row]:
    while not stream.is_over:
        yield from list(stream.take(timedelta(hours=6), datetime.now(LONDON)))


def _fill(hub: int, until: int) -> None:
    """Until so many contacts wait at the hub of its officer."""
    scope = open_scope(hub)
    with scope.transaction():
        _, counts = waiting(limit=1)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT district FROM access_agency WHERE code = %s", [scope.agency])
        ((district,),) = cursor.fetchall()
    chance = random.Random(until)
    for number in range(counts.waiting, until):
        said = {"about": ["child"], "district": [district], "worries": ["left_alone"], "said": [chance.choice(SAID)],
                "given_name_0": [f"Bench{number}"]}  # fmt: skip
        tell_us(*told(said))
    flow.link_new([])


def _asked(hub: int) -> dict[str, list[float]]:
    """Milliseconds of the list, and of triage, one case after the other."""
    client, cases = _signed_in(hub), _cases(hub, ASKED)
    return {
        "the list": sorted(_timed(client.get, "/front-door") for _ in range(ASKED)),
        "triage": sorted(_timed(client.get, f"/front-door/{case}") for case in cases),
    }


def _cases(hub: int, count: int) -> list[int]:
    """Contacts that nobody has rated yet."""
    with open_scope(hub).transaction():
        found, _ = waiting(Chosen("unrated"), limit=count)
    return [contact.case for contact in found]


def _listed(few: dict[str, list[float]], many: dict[str, list[float]]) -> Table:
    table = Table("page", f"{FEW} open, p50", "p95", f"{OPEN:,} open, p50", "p95", "times", title="The hub's pages, in the server",
                  title_justify="left")  # fmt: skip
    for name, took in many.items():
        times = statistics.median(took) / statistics.median(few[name])
        table.add_row(name, *_shown(few[name], 95), *_shown(took, 95, 150), f"{times:.1f}")
    return table


def _sustained(stream: Stream, hub: int) -> Table:
    """The stream at many times what the whole force area sends, while somebody asks for pages all the time."""
    asker, stop, played = Asker.of(hub), threading.Event(), Played(people=stream.people)
    took: list[float] = []

    def ask() -> None:
        while not stop.is_set():
            began = time.perf_counter()
            asker.ask("/front-door")
            took.append(1000 * (time.perf_counter() - began))

    asking = threading.Thread(target=ask)
    asking.start()
    speed, began = 1.2 * TIMES * AREA / stream.people, time.monotonic()
    while (passed := time.monotonic() - began) < LASTS and not stream.is_over:
        play(stream, timedelta(seconds=max(1.0, passed - played.seconds) * speed), played)
        played.seconds = time.monotonic() - began
        time.sleep(max(0.0, 1 - (time.monotonic() - began - passed)))
    played.seconds = time.monotonic() - began
    stop.set()
    asking.join()
    table = Table("times the whole force", "records", "calls counted", "pages meanwhile", "p50", "p95", "errors",
                  title=f"The stream for {played.seconds:.0f} s, beside the pages", title_justify="left")  # fmt: skip
    table.add_row(f"{played.times_the_force:.0f}   (aim {TIMES})", f"{sum(played.taken.values()):,}", f"{played.other_calls:,}",
                  f"{len(took):,}", *_shown(sorted(took), 95), str(asker.errors))  # fmt: skip
    return table


def _at_work(hub: int) -> Table:
    """Each looks at the list, opens a contact, keeps a draft, rates it, and looks at their work, again and again."""
    team = _team_of(hub)
    cases = _cases(hub, 10 * PEOPLE)
    askers = [Asker.of(_hub_officer(team)) for _ in range(PEOPLE)]
    until = time.monotonic() + LASTS
    threads = [
        threading.Thread(target=_work, args=(asker, cases[place::PEOPLE], until, random.Random(place)))
        for place, asker in enumerate(askers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers = sum((asker.answers for asker in askers), Counter())
    took = sorted(took for asker in askers for took in asker.took)
    table = Table(
        "people", "requests", "p50", "p95", "answers", "errors", title="Many at work", title_justify="left"
    )
    said = ", ".join(f"{status}: {count:,}" for status, count in sorted(answers.items()))
    table.add_row(
        str(PEOPLE), f"{len(took):,}", *_shown(took, 95), said, str(sum(asker.errors for asker in askers))
    )
    return table


def _work(asker: "Asker", cases: list[int], until: float, chance: random.Random) -> None:
    for case in cases:
        triage = f"/front-door/{case}"
        rating = {
            "do": "rate",
            "rating": chance.choice(("amber", "green")),
            "rating_why": "As told; nothing else is known yet",
        }
        for address, typed in (
            ("/front-door", None),
            (triage, None),
            (triage, {"do": "keep", "reasons": "half a thought"}),
            (triage, rating),
            ("/work", None),
            (f"/cases/{case}", None),
        ):
            if time.monotonic() > until:
                return
            asker.ask(address, typed)
            time.sleep(chance.uniform(1, 5))


@dataclass
class Asker:
    """Somebody signed in, at the served pages; an answer that no page gives on purpose is an error."""

    cookies: dict[str, str]
    token: str = ""
    took: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    errors: int = 0

    @classmethod
    def of(cls, user: int) -> "Asker":
        client = Client(HTTP_HOST="127.0.0.1")
        come_in(client, user)
        return cls({name: morsel.value for name, morsel in client.cookies.items()})

    def ask(self, address: str, typed: dict[str, str] | None = None) -> None:
        """Without anything typed the page is only looked at."""
        method, body = "GET", None
        if typed is not None:
            method, body = "POST", urlencode({**typed, "csrfmiddlewaretoken": self.token})
        began = time.perf_counter()
        try:
            status, text = self._answer(method, address, body)
        except OSError:
            status, text = 0, ""
        self.took.append(1000 * (time.perf_counter() - began))
        self.answers[status] += 1
        self.errors += status not in (200, 204, 302)
        if found := TOKEN.search(text):
            self.token = found[1]

    def _answer(self, method: str, address: str, body: str | None) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, kept = value.partition(";")[0].partition("=")
                    self.cookies[cookie] = kept
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def _team_of(user: int) -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT team_id FROM access_post WHERE user_id = %s AND until_at IS NULL", [user])
        return cursor.fetchone()[0]


def _shown(took: list[float], percent: int, aim: int | None = None) -> tuple[str, str]:
    tail = statistics.quantiles(took, n=100)[percent - 1]
    return f"{statistics.median(took):.0f} ms", f"{tail:.0f} ms" + (f"   (aim {aim})" if aim else "")
