"""How long a second start takes, and its parts, beside the least that any could take."""

import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from rich.table import Table

from commonthread.serving import place
from commonthread.serving.serve import wait_for, web_server

ROUNDS = 5
HOST = "127.0.0.1"
LEAST, WHOLE = "the least: django.setup() and PostgreSQL", "serve, until the first page"
AIM = {WHOLE: "6"}


def second_start(people: int) -> Table:
    """Medians. The demo must be built, and its database server down."""
    rounds = [dict(_parts(people)) for _ in range(ROUNDS)]
    load = os.getloadavg()[0]
    table = Table(
        "part", "seconds", "aim", title=f"A second start, at a load of {load:.1f}", title_justify="left"
    )
    for part in rounds[0]:
        table.add_row(part, f"{statistics.median(each[part] for each in rounds):.2f}", AIM.get(part, ""))
    return table


def _parts(people: int) -> Iterator[tuple[str, float]]:
    django = _seconds_of("-c", "import django; django.setup()")
    before = time.perf_counter()
    with place.database():
        postgres = time.perf_counter() - before
        yield LEAST, django + postgres
        yield "of which PostgreSQL", postgres
        yield "migrations, policies and the check", _seconds_of("-m", "commonthread.cli", "migrate")
        before = time.perf_counter()
        with web_server(HOST, _free_port()):
            yield "web server, until the first page", time.perf_counter() - before
    yield WHOLE, _whole(people)


def _seconds_of(*arguments: str) -> float:
    before = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - before


def _whole(people: int) -> float:
    port = str(_free_port())
    before = time.perf_counter()
    service = subprocess.Popen(
        [sys.executable, "-m", "commonthread.cli", "serve", "--demo", "--people", str(people), "--port", port],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://{HOST}:{port}/", service)
        return time.perf_counter() - before
    finally:
        service.send_signal(signal.SIGINT)
        service.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]
