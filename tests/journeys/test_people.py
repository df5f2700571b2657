"""What needs a browser on the pages about people: going back, the keyboard, the drawing, no script, paper."""

import re

import pytest
from playwright.sync_api import expect

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.records.record import Mention, MentionRole
from tests.chromium import axe
from tests.journeys.visits.person import of_a_child


@pytest.fixture
def child(make):
    """Somebody's browser is at the page of a child for whom they have said why they look."""
    return of_a_child(make, "")


@pytest.fixture
def searcher(make):
    """A school lead, and a child of an own name on the roll, with the record's keys in the index of the search."""
    from commonthread.identity.block import keys
    from commonthread.identity.standardise import given, standardise

    school, number = make.agency(AgencyKind.SCHOOL), make.person()
    family = f"Quenby{make.mark}"
    said = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name=family)
    record = make.record(school, make.draft("school_welfare_concern", said), persons=(number,))
    (mention,) = make._owner("SELECT number FROM content.mention WHERE record = %s", record)
    for _, key in keys(standardise(given(mention, school, said))):
        make._owner(
            "INSERT INTO content.key (key, mention, content, tells_where) VALUES (%s, %s, %s, false)",
            key,
            mention,
            mention,
        )
    return make.user(school, Role.SCHOOL_LEAD), family, number


def search(window, family):
    window.goto("/who")
    window.get_by_label("First name").fill("Odalys")
    window.get_by_label("Last name").fill(family)
    window.get_by_role("button", name="Search").click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_a_search_to_a_chronology_and_back_to_the_results(searcher, sign_in, script):
    user, family, number = searcher
    window = sign_in(user, script=script)
    search(window, family)
    assert (
        "1 likely" in window.locator("h1").inner_text() or "1 possible" in window.locator("h1").inner_text()
    )
    if script:
        assert axe(window) == []
    window.locator(f"a[href='/people/{number}']").click()
    window.get_by_label("What brings you here?").fill("Her teacher rang me")
    window.get_by_role("button", name="Go on").click()
    expect(window.locator("h1")).to_contain_text(f"P-{number}")
    assert family not in window.title() + window.url
    window.go_back()
    window.go_back()
    assert window.url.endswith("/who/found")
    expect(window.locator("main")).to_contain_text(family)


def test_what_is_wrong_with_a_search_is_led_to_by_the_keyboard(searcher, sign_in):
    window = sign_in(searcher[0])
    window.goto("/who")
    window.get_by_label("NHS number").fill("123")
    window.keyboard.press("Enter")
    window.wait_for_selector(".govuk-error-summary")
    assert window.title().startswith("Error: ")
    assert window.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "nhs_number"
    assert axe(window) == []


def test_the_first_stop_of_the_keyboard_is_the_way_past_the_top(child, sign_in):
    window = sign_in(child.user)
    window.goto(child.address)
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.closest('main') !== null")


def test_a_mark_of_the_drawing_leads_to_its_row(child, sign_in):
    window = sign_in(child.user)
    window.goto(child.address)
    mark = window.locator("use[data-record]").last
    record = mark.get_attribute("data-record")
    mark.click(force=True)
    assert window.evaluate("document.activeElement.closest('tr').id") == f"record-{record}"


def test_the_drawing_can_be_put_away_and_the_filter_stays(child, sign_in):
    window = sign_in(child.user)
    window.goto(f"{child.address}?kind=home_visit")
    window.get_by_role("link", name="Show the list only").click()
    assert "kind=home_visit" in window.url
    expect(window.locator(".ct-timeline")).to_have_count(0)
    window.get_by_role("link", name="Draw the timeline").click()
    expect(window.locator(".ct-timeline")).to_have_count(1)


def test_on_paper_there_is_the_chronology_and_nothing_to_press(child, sign_in):
    window = sign_in(child.user)
    window.goto(child.address)
    window.emulate_media(media="print")
    expect(window.locator(".ct-chronology")).to_be_visible()
    for gone in ("button", "nav", ".ct-filters", "footer"):
        assert window.locator(gone).locator("visible=true").count() == 0, gone


def test_signing_out_is_one_press_and_going_back_shows_nothing(child, sign_in):
    window = sign_in(child.user)
    window.goto(child.address)
    window.get_by_role("button", name="Sign out").click()
    expect(window.locator("main")).to_contain_text("You are signed out")
    window.go_back()
    window.wait_for_url(re.compile("/accounts/login/"))
    expect(window.locator("body")).not_to_contain_text("Quenby")
