"""On a telephone whose script does not run, and on paper."""

import pytest
from playwright.sync_api import expect

from tests.journeys.visits.case import a_case


@pytest.fixture
def case(make):
    return a_case(make)


def test_on_a_phone_without_script_the_menu_is_folded_until_it_is_asked_for(case, sign_in):
    phone = sign_in(case.user, width=320, script=False)
    phone.goto(case.address)
    menu = phone.get_by_role("navigation", name="Main")
    assert phone.locator("h1").bounding_box()["y"] < 450
    assert menu.get_by_role("link", name="My work").is_hidden()
    phone.get_by_role("link", name="Menu", exact=True).click()
    expect(menu.get_by_role("link", name="My work")).to_be_visible()
    menu.get_by_role("link", name="Close the menu").click()
    assert menu.get_by_role("link", name="My work").is_hidden()


def test_with_script_or_room_enough_there_is_one_menu(case, sign_in):
    for window in (sign_in(case.user, width=320), sign_in(case.user, script=False)):
        window.goto(case.address)
        assert window.get_by_text("Menu", exact=True).locator("visible=true").count() <= 1
        assert window.get_by_role("link", name="Close the menu").is_hidden()


def test_on_paper_what_is_folded_is_there_and_nothing_that_is_pressed(case, sign_in):
    window = sign_in(case.user)
    window.goto(case.address)
    window.emulate_media(media="print")
    folded = window.locator("main details:not([open])")
    assert folded.count()
    for each in folded.all():
        inside = each.locator(".govuk-details__text").first
        assert inside.is_visible() != bool(each.locator("form").count())
    for gone in ("button", "nav", "footer", ".ct-contents"):
        assert window.locator(gone).locator("visible=true").count() == 0, gone
