"""A records officer sends a delivery and puts right what was rejected in it."""

import pytest
from playwright.sync_api import expect

from commonthread import flow
from tests.chromium import axe, runs_over
from tests.delivering import ROW, Sender


@pytest.fixture
def sender(make, tmp_path) -> Sender:
    return Sender(make, tmp_path)


def fine(window, script: bool = True) -> None:
    """axe-core itself needs script."""
    assert not script or axe(window) == []
    assert runs_over(window) <= 0


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [1280, 320], ids=["on a desk", "on a phone"])
def test_a_delivery_is_sent_and_put_right(sign_in, sender, script, width):
    window = sign_in(sender.officer, width=width, script=script)
    window.goto("/deliveries")
    fine(window, script)
    window.get_by_role("link", name="Send a delivery").click()
    window.get_by_role("button", name="Send").click()
    window.get_by_text("Nothing has been sent yet").wait_for()
    fine(window, script)
    window.get_by_label("Extract", exact=True).check()
    torn = 'V4,2026-02-28,access,"Jo" x,'
    window.get_by_label("The file or files").set_input_files(
        sender.file(ROW, ROW.wrong("V2"), ROW.wrong("V3"), torn)
    )
    window.get_by_role("button", name="Send").click()
    window.get_by_text("It is kept and stands in the queue.").wait_for()
    fine(window, script)
    flow.load_delivery([int(window.url.rpartition("/")[2])])
    window.goto(window.url)
    fine(window, script)
    window.get_by_role("link", name="Put the first one right").click()
    expect(window.locator("#happened_from")).to_have_value("31/02/2026")
    window.get_by_role("button", name="Send it again").last.click()
    window.get_by_text("It is still not right").wait_for()
    fine(window, script)
    window.locator("#happened_from").fill("28/02/2026")
    window.get_by_role("button", name="Send it again").last.click()
    window.get_by_text("Line 3 has been put right").wait_for()
    window.get_by_text("It was never to be sent").click()
    window.get_by_label("Why not?").fill("a test row of the export")
    window.get_by_role("button", name="Withdraw this piece").click()
    window.get_by_text("Line 4 has been withdrawn.").wait_for()
    fine(window, script)
    piece = window.get_by_label("The piece as it was sent")
    piece.fill(piece.input_value().replace('"Jo" x', "Jo"))
    window.get_by_role("button", name="Send it again").click()
    window.get_by_text("Nothing is left to put right.").first.wait_for()
    fine(window, script)
