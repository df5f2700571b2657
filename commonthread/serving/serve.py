"""Start everything, say where it is, and stop it cleanly."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from rich.console import Console

from commonthread.serving import place

PATIENCE = 60
# One process runs one piece of Python at a time; each keeps a connection of each login for each of its threads.
MOST_PROCESSES, THREADS = 4, 4


class Stopped(Exception):
    """Somebody asked the service to stop."""


def serve(*, host: str, port: int, demo: bool, people: int, replay: float, console: Console) -> None:
    """Run the database, the web server, the worker and the sealer until interrupted; with the demo, what happens in it at
    so many times real time."""

    def stop(signum, frame):
        # Once is enough: a second Ctrl-C must not break off the stopping of the database.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise Stopped

    _refuse_unsafe()
    _must_be_free(host, port)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if demo:
        os.environ["COMMONTHREAD_DEMO"] = "1"
    try:
        with ExitStack() as stack:
            with console.status("Starting the database"):
                stack.enter_context(place.ready(anew=True))
            if demo:
                from commonthread.serving.demo import build_demo

                build_demo(people=people, console=console)
                place.make_demo_key()
            with console.status("Starting the web server"):
                web = stack.enter_context(web_server(host, port))
            # Somebody waits for the pages, and nobody for these.
            worker = stack.enter_context(_child("worker", "commonthread.cli", "worker"))
            sealer = stack.enter_context(_child("sealer", "commonthread.cli", "ledger", "seal"))
            if demo and replay:
                stack.enter_context(
                    _child("replay", "commonthread.cli", "replay", "--beside", "--speed", str(replay))
                )
            console.print(f"\n  Common Thread is at [bold]http://{host}:{port}[/bold]   (Ctrl-C stops it)\n")
            if demo:
                from commonthread.serving.demo import print_people

                print_people(console)
            while all(part.poll() is None for part in (web, worker, sealer)):
                time.sleep(0.2)
            raise SystemExit("A part of the service has stopped by itself, so the rest was stopped too.")
    except Stopped:
        console.print("Stopped.")


def _refuse_unsafe() -> None:
    """Where TLS ends at a proxy, how many proxies there are must be said: else all visitors count as one."""
    if os.environ.get("COMMONTHREAD_HTTPS") == "1" and "COMMONTHREAD_PROXIES" not in os.environ:
        raise SystemExit(
            "COMMONTHREAD_HTTPS says that TLS ends at a proxy. Set COMMONTHREAD_PROXIES to how many proxies add to "
            "X-Forwarded-For, and COMMONTHREAD_PROXY_ADDRESSES to where they are: else wrong passwords of one visitor "
            "lock out all of them. See docs/sign-in.md."
        )


def processes() -> int:
    return min(os.cpu_count() or 1, MOST_PROCESSES)


@contextmanager
def web_server(host: str, port: int) -> Iterator[subprocess.Popen]:
    """The web server, once it answers."""
    options = ("--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(processes()), "--runtime-threads", "1",
               "--blocking-threads", str(THREADS), "--no-access-log", "--log-level", "warning", "config.wsgi:application")  # fmt: skip
    _must_be_free(host, port)
    with _child("web", "granian", *options) as process:
        wait_for(f"http://{host}:{port}/", process)
        yield process


@contextmanager
def _child(process_name: str, module: str, *arguments: str) -> Iterator[subprocess.Popen]:
    """A process of ours that ends with us. Its own group, so that one Ctrl-C does not reach it twice."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=place.environment_of(process_name), start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        # Stopped while it starts, a server leaves its own processes behind, and they hold the port.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def wait_for(address: str, web: subprocess.Popen, *, patience: float = PATIENCE) -> None:
    """Until the page itself is answered: a server that fails, or has nothing there, is not up."""
    until = time.monotonic() + patience
    said = "did not answer"
    while time.monotonic() < until:
        if web.poll() is not None:
            raise SystemExit("The web server did not start; its message is above.")
        try:
            with urlopen(address, timeout=2):
                return
        except HTTPError as refusal:
            said = f"was not ready (it answered {refusal.code})"
        except (URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.1)
    raise SystemExit(f"The web server {said} within {patience:g} seconds.")


def _must_be_free(host: str, port: int) -> None:
    """Else another's answer would be taken for ours."""
    with suppress(OSError), socket.create_connection((host, port), timeout=2):
        raise SystemExit(f"Something else already answers at {host}:{port}. Choose another --port.")
