"""The service in a real browser: the real application in threads on loopback, and Chromium signed in as anybody."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# To tell of the rules that a page keeps would take twice as long.
RUN_AXE = "async rules => (await axe.run({runOnly: rules, resultTypes: ['violations']})).violations"
ALONE = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
# The shell is the same engine without windows: it takes a third less of the processor.
PROGRAMS = ("chromium-headless-shell", "chromium")
PATIENCE = 10_000


@pytest.fixture(scope="session")
def served(database) -> Iterator[str]:
    """The address of the service, on this worker's own database and with the real logins."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from config.wsgi import application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *given: object) -> None: ...

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("Chromium is not on the PATH; .ci/run installs it")
    # Playwright leaves an event loop running in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        # On a clock that is moved it does not start; its pages ask for no time.
        environment = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
        browser = playwright.chromium.launch(executable_path=program, args=list(ALONE), env=environment)
        yield browser
        browser.close()


@pytest.fixture
def sign_in(served, chromium) -> Iterator[Callable[..., Page]]:
    """`sign_in(user)` is a page in a browser of that user's own; `sign_in(None)` of nobody's."""
    opened = []

    def page(user: int | None, *, width: int = 1280, script: bool = True) -> Page:
        context = chromium.new_context(
            base_url=served,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale="en-GB",
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_cookies(cookies(user, served))
        return context.new_page()

    yield page
    for context in opened:
        context.close()


def cookies(user: int | None, served: str) -> list[dict]:
    """What a browser holds in which somebody has signed in."""
    if user is None:
        return []
    from tests.coming_in import come_in  # needs Django, which the film strip does without

    client = Client(SERVER_NAME="localhost")
    come_in(client, user)
    return [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": served}]


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong with the page, one line each; it is put in past the page's own policy."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci")
    shown = page.locator("html")  # waits for it: a page that has just been asked for has none yet
    if shown.evaluate("typeof axe") == "undefined":
        shown.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate(RUN_AXE, RULES)
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def words_of(page: Page) -> str:
    """What the page says, once the whole of it has come."""
    page.wait_for_load_state()
    return page.locator("main").inner_text()


def runs_over(page: Page) -> int:
    """By how many pixels the page must be scrolled sideways."""
    return page.locator("html").evaluate("shown => shown.scrollWidth - shown.clientWidth")
