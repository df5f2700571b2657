"""Two people of a hub at one contact, and one whose session ends while she writes."""

import pytest
from playwright.sync_api import expect

from commonthread.access.permissions import Role
from commonthread.identity.linking import link_unlinked
from commonthread.places.cited import DISTRICTS
from commonthread.web.conftest import browser  # noqa: F401
from tests.chromium import axe, runs_over
from tests.telling import case_of, tell

# A page looks again, and keeps what is typed, every twenty seconds.
WHILE = 21_000


@pytest.fixture
def contact(make, browser):  # noqa: F811
    """What a neighbour told, and two officers of the hub who may read it."""
    hub = make.hub(DISTRICTS[0].code)
    tell(browser(), district=hub.district)
    link_unlinked()
    return (
        f"/front-door/{case_of(make, hub)}",
        hub.officer,
        make.user(hub.agency, Role.HUB_OFFICER, team=hub.team),
    )


def rate(window, how: str, why: str) -> None:
    window.get_by_label(how, exact=True).check()
    window.locator("#rating_why").fill(why)
    window.get_by_role("button", name="Rate it").last.click()


def test_two_who_rate_one_contact_at_once_see_each_other_and_the_second_confirms(contact, sign_in):
    page, amara, ben = contact
    hers, his = sign_in(amara), sign_in(ben, width=320)
    hers.clock.install()
    hers.goto(page)
    his.goto(page)
    expect(his.get_by_text("has it open too, since")).to_be_visible()
    assert axe(his) == []
    assert runs_over(his) <= 0
    # Hers looks again by itself, and takes nothing of what she types.
    hers.locator("#rating_why").fill("He is eight, and it is dark by four")
    hers.clock.fast_forward(WHILE)
    expect(hers.get_by_text("has it open too, since")).to_be_visible()
    rate(his, "Green", "The garden is fenced")
    expect(his.get_by_text("Rated: green.")).to_be_visible()
    hers.clock.fast_forward(WHILE)
    expect(hers.get_by_text("Since you opened this page")).to_be_visible()
    expect(hers.locator("#rating_why")).to_have_value("He is eight, and it is dark by four")
    rate(hers, "Red", "He is eight, and it is dark by four")
    expect(hers.get_by_text("somebody else was quicker").first).to_be_visible()
    expect(hers.get_by_text("The garden is fenced")).to_be_visible()
    assert axe(hers) == []
    hers.get_by_role("button", name="Rate it again").click()
    expect(hers.get_by_text("Rated: red.")).to_be_visible()


def test_what_was_typed_before_a_time_out_is_there_after_signing_in_again(contact, sign_in, make):
    page, amara, _ = contact
    window = sign_in(amara)
    window.clock.install()
    window.goto(page)
    window.get_by_label("Amber", exact=True).check()
    window.locator("#rating_why").fill("Two neighbours, and a school that asks")
    window.clock.fast_forward(WHILE)
    expect(window.get_by_text("Kept at")).to_be_visible()
    make._owner("UPDATE access_session SET seen_at = now() - interval '1 hour' WHERE \"user\" = %s", amara)
    window.goto(page)
    expect(window.get_by_text("You were signed out after 15 minutes")).to_be_visible()
    window = sign_in(amara)
    window.goto(page)
    expect(window.get_by_text("What you had begun to write here is back.")).to_be_visible()
    expect(window.get_by_label("Amber", exact=True)).to_be_checked()
    expect(window.locator("#rating_why")).to_have_value("Two neighbours, and a school that asks")
    assert axe(window) == []
    window.get_by_role("button", name="Rate it").click()
    expect(window.get_by_text("Rated: amber.")).to_be_visible()
    expect(window.get_by_text("What you had begun")).to_have_count(0)
