"""Somebody enters a record, reads it and puts it right; with script and without, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.chromium import axe, runs_over


@pytest.fixture
def worker(make) -> int:
    return make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER)


def fine(window: Page, script: bool = True) -> None:
    """axe-core itself needs script."""
    assert not script or axe(window) == []
    assert runs_over(window) <= 0


def press(window: Page, words: str) -> None:
    window.get_by_role("button", name=words, exact=True).last.click()


def fill_in(window: Page) -> None:
    window.get_by_label("When it happened").fill("21 Nov 2026 16:30")
    window.get_by_label("Access", exact=False).first.select_option("no_access")
    window.get_by_label("First name").fill("Testa")
    window.get_by_text("Staff safety", exact=True).click()
    window.get_by_label("Staff safety warning").fill("Dog loose in the hall")
    window.get_by_label("Warning written by").fill("R Fell")
    window.get_by_label("Warning to be reviewed on").fill("1 Jan 2099")
    window.get_by_label("Warning expires on").fill("1 Feb 2099")
    window.get_by_label("Who else is in this record?").select_option("sibling")
    press(window, "Add another person")
    window.locator("#sibling_1_given_name").fill("Ida")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [1280, 320], ids=["on a desk", "on a phone"])
def test_a_record_is_entered_read_and_put_right(sign_in, worker, tmp_path, script, width):
    window = sign_in(worker, width=width, script=script)
    window.goto("/enter")
    window.get_by_role("link", name="Home visit", exact=True).click()
    press(window, "Continue")
    window.get_by_text("This has not been saved yet").wait_for()
    fine(window, script)
    fill_in(window)
    press(window, "Continue")
    window.get_by_role("heading", name="Check before it is entered").wait_for()
    fine(window, script)
    note = tmp_path / "note.txt"
    note.write_text("Written at the door.")
    window.get_by_label("Attach files").set_input_files(note)
    press(window, "Enter this record")
    window.get_by_role("heading", name="The record has been entered").wait_for()
    fine(window, script)
    window.get_by_role("link", name="Read the record").click()
    fine(window, script)
    window.get_by_label("What brings you here?").fill("allocated to me")
    press(window, "Go on")
    window.get_by_text("Not scanned", exact=True).wait_for()
    warning = window.get_by_text("Dog loose in the hall")
    warning.wait_for()
    fine(window, script)
    window.emulate_media(media="print")
    expect(warning).not_to_be_visible()
    window.get_by_text("Staff safety warnings are never printed.").wait_for()
    window.emulate_media(media="screen")
    window.get_by_role("link", name="Correct this record").click()
    window.locator("#sibling_1_given_name").fill("Idris")
    press(window, "Continue")
    press(window, "Enter the correction")
    window.get_by_role("link", name="Read the record").click()
    window.get_by_label("What brings you here?").fill("allocated to me")
    press(window, "Go on")
    window.locator("del", has_text="Ida").wait_for()
    window.locator("ins", has_text="Idris").wait_for()
    fine(window, script)


def test_what_is_typed_is_kept_before_anything_is_sent(sign_in, worker):
    window = sign_in(worker)
    window.clock.install()
    window.goto("/enter/home_visit")
    window.get_by_label("First name").fill("Testa")
    window.clock.run_for(21_000)
    window.get_by_text("Kept at").wait_for()
    window.goto("/enter")
    fine(window)
    window.get_by_role("link", name=re.compile("go on")).click()
    expect(window.get_by_label("First name")).to_have_value("Testa")


def test_the_keyboard_alone_is_enough(sign_in, worker):
    window = sign_in(worker)
    window.goto("/enter/home_visit")
    window.get_by_label("When it happened").focus()
    window.keyboard.type("21 Nov 2026")
    window.get_by_label("Access", exact=False).first.focus()
    window.keyboard.type("Visit, no")
    window.get_by_label("First name").focus()
    window.keyboard.type("Testa")
    window.keyboard.press("Enter")
    window.get_by_role("heading", name="Check before it is entered").wait_for()
