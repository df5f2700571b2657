"""What holds for every page in a real browser: wide and narrow, with script and without."""

import pytest
from playwright.sync_api import Page

from commonthread.web.page import pages
from tests.chromium import axe, runs_over
from tests.journeys.visits import NOT_PAGES, visit

SHOWN = [
    pytest.param(page, id=name)
    for name, page in pages().items()
    if "GET" in page.methods and name not in NOT_PAGES
]
WIDE, NARROW = 1280, 320


@pytest.mark.parametrize("page", SHOWN)
def test_a_page_can_be_read_wide_and_narrow_with_script_and_without(page, make, sign_in):
    going = visit(page, make)
    for width in (WIDE, NARROW):
        window = sign_in(going.user, width=width)
        complaints = heard(window)
        assert window.goto(going.address).status == 200
        assert window.locator("h1").count() == 1
        assert axe(window) == []
        assert runs_over(window) <= 0
        assert complaints == []
        without = sign_in(going.user, width=width, script=False)
        assert without.goto(going.address).status == 200
        assert runs_over(without) <= 0
        assert without.locator("h1").is_visible()


def heard(window: Page) -> list[str]:
    """What the browser complains of from now on; that GOV.UK's own type is not served to it is meant so."""
    complaints: list[str] = []
    window.on("console", lambda said: None if "font" in said.text else complaints.append(said.text))
    window.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def test_what_is_not_a_page_is_named_and_still_there():
    assert set(NOT_PAGES) <= set(pages())
