"""A manager’s morning in a council, as the people who live in these pages walk it."""

import re

import pytest
from playwright.sync_api import expect

from commonthread.pathways.escalation import escalate
from tests.chromium import words_of
from tests.office import Office


@pytest.fixture
def office(make):
    return Office(make)


def test_a_managers_morning(office, sign_in):
    """What waited too long overnight is on her list, with who was told; she takes it, and says what came of it."""
    late, in_time = office.enquiry(late=True), office.enquiry()
    escalate()
    window = sign_in(office.manager.user)
    window.goto("/work")
    assert "1 overdue" in words_of(window)
    assert f"Longest against its clock: hold the strategy discussion, C-{late}" in words_of(window)
    assert f"told: {office.manager.name}" in words_of(window)
    assert f"C-{in_time}" not in words_of(window)

    window.get_by_role("link", name="By team").click()
    assert "1 overdue" in words_of(window)
    window.get_by_role("link", name=re.compile("^Team")).first.click()
    assert f"C-{in_time}" in words_of(window)

    window.get_by_role("link", name="Mine", exact=True).click()
    window.get_by_role("link", name=re.compile("^Take it")).click()
    window.get_by_label("Why?").fill("Overdue, and its owner is off sick")
    window.get_by_role("button", name="Take it").click()
    assert "It is yours now" in window.content()

    assert "it ends with their meeting" in words_of(window)
    window.get_by_label("Not needed after all").check()
    window.get_by_label("What was done, and why").fill("The bruise was ink: the school washed it off")
    window.get_by_label("Which service manager decided that, by name").fill("Ada Manager")
    window.get_by_role("button", name="Record it").click()
    assert "Nothing follows from it" in window.content()
    window.goto("/work")
    expect(window.locator("h1")).not_to_contain_text("overdue")
