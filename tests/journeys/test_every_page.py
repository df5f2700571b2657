"""What holds for every page in a real browser: wide and narrow, with script and without."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page

from commonthread.web.page import pages
from tests.chromium import axe, cookies, runs_over
from tests.journeys.visits import ARRANGED, NOT_PAGES, SUBJECTS, visit

SHOWN = [
    pytest.param(page, id=name)
    for name, page in pages().items()
    if "GET" in page.methods and name not in NOT_PAGES
]
WIDE, NARROW = 1280, 320


@pytest.fixture(scope="module")
def windows(served, chromium) -> Iterator[tuple[Page, Page]]:
    """One with script and one without, shared by all pages: to open some for each would take most of the time."""
    contexts = [
        chromium.new_context(base_url=served, java_script_enabled=script, locale="en-GB")
        for script in (True, False)
    ]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


@pytest.mark.parametrize("page", SHOWN)
def test_a_page_can_be_read_wide_and_narrow_with_script_and_without(page, make, served, windows):
    going = visit(page, make)
    held = cookies(going.user, served)
    for window in windows:
        window.context.clear_cookies()
        window.context.add_cookies(held)
    with_script, without = windows
    with complaints(with_script) as complained:
        for _ in widths(with_script, going.address):
            assert with_script.locator("h1").count() == 1
            assert axe(with_script) == []
            assert runs_over(with_script) <= 0
    assert complained == []
    for _ in widths(without, going.address):
        assert runs_over(without) <= 0
        assert without.locator("h1").is_visible()


def widths(window: Page, address: str) -> Iterator[int]:
    """The page as it was opened on a telephone, then turned wide."""
    window.set_viewport_size({"width": NARROW, "height": 900})
    assert window.goto(address).status == 200
    yield NARROW
    window.set_viewport_size({"width": WIDE, "height": 900})
    yield WIDE


@contextmanager
def complaints(window: Page) -> Iterator[list[str]]:
    """What the browser complains of meanwhile; that GOV.UK's own type is not served to it is meant so."""
    heard: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if "font" not in message.text:
            heard.append(message.text)

    def failed(error: Error) -> None:
        heard.append(str(error))

    window.on("console", said)
    window.on("pageerror", failed)
    yield heard
    window.remove_listener("console", said)
    window.remove_listener("pageerror", failed)


def test_what_is_not_a_page_is_named_and_still_there():
    assert set(NOT_PAGES) <= set(pages())


def test_each_page_is_come_to_in_one_way():
    arranged = [page for subject in SUBJECTS for page in getattr(subject, "VISITS", ())]
    assert len(arranged) == len(ARRANGED)
    assert set(arranged) <= set(pages()) - set(NOT_PAGES)
