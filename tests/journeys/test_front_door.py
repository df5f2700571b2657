"""A neighbour's concern, to an acknowledged action and a safe answer."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Discipline
from commonthread.identity.linking import link_unlinked
from commonthread.places.cited import DISTRICTS
from commonthread.records.record import Mention, MentionRole
from tests.chromium import axe, runs_over
from tests.telling import case_of

SAID = "He sits on the stairs until it is dark"
WEATHER = "https://www.bbc.co.uk/**"


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[5].code)


@pytest.fixture
def police(make, hub) -> int:
    """Somebody of the police who sits in the hub with them."""
    agency = make.agency(AgencyKind.POLICE)
    make._owner("UPDATE access_agency SET district = '' WHERE code = %s", agency)
    make.signed_agreement([hub.agency, agency], [])
    team = make.team(agency)
    make._owner("UPDATE access_team SET discipline = %s WHERE id = %s", Discipline.HUB.value, team)
    return make.user(agency, Role.HUB_OFFICER, team=team)


def fine(window: Page, script: bool = True) -> None:
    assert not script or axe(window) == []
    assert runs_over(window) <= 0


def press(window: Page, words: str) -> None:
    window.get_by_role("button", name=words, exact=True).last.click()


def tell(window: Page, script: bool) -> str:
    """One question a page; returns the reference."""
    window.goto("/tell-us")
    fine(window, script)
    press(window, "Start now")
    window.get_by_label("A child, or several children").check()
    press(window, "Continue")
    window.get_by_label("Street, house number").fill("The flats behind the canal")
    window.get_by_label(DISTRICTS[5].name).check()
    press(window, "Continue")
    window.get_by_label("First name").fill("Idris")
    window.get_by_label("About how old").fill("5")
    fine(window, script)
    press(window, "Continue")
    window.get_by_label("Child left alone").check()
    press(window, "Continue")
    window.get_by_label("What did you see or hear, and when?").fill(SAID)
    press(window, "Continue")
    fine(window, script)
    window.get_by_label("Yes", exact=True).first.check()
    window.get_by_label("Your name").fill("Wilhelmina Oakapple")
    press(window, "Continue")
    window.get_by_label("Telephone").check()
    window.get_by_label("The number or address that is safe").fill("07700 900321")
    fine(window, script)
    press(window, "Continue")
    expect(window.get_by_text(SAID)).to_be_visible()
    fine(window, script)
    press(window, "Send it to the hub")
    fine(window, script)
    return window.locator(".govuk-panel__body strong").inner_text()


@pytest.mark.parametrize(
    ("width", "script"), [(320, True), (1280, False)], ids=["on a phone", "without script"]
)
def test_a_neighbours_concern_reaches_the_hub_and_leaves_nothing_behind(sign_in, make, hub, width, script):
    window = sign_in(None, width=width, script=script)
    reference = tell(window, script)
    assert len(reference) == 9
    assert make._owner("SELECT case_id FROM pathways_contact WHERE reference = %s", reference) == (
        case_of(make, hub),
    )
    assert {cookie["name"] for cookie in window.context.cookies() if cookie["expires"] == -1} >= {"csrftoken"}
    window.goto("/tell-us/check")
    expect(window.get_by_text("no longer here")).to_be_visible()


def test_shift_three_times_leaves_for_the_weather_and_forgets(sign_in, hub):
    window = sign_in(None)
    window.goto("/tell-us/about")
    window.get_by_label("A child, or several children").check()
    press(window, "Continue")
    window.get_by_role("heading", name="Where do they live or stay?").wait_for()
    with window.expect_request(WEATHER):
        for _ in range(3):
            window.keyboard.press("Shift")
    window = window.context.new_page()
    window.goto("/tell-us/place")
    expect(window.get_by_text("no longer here")).to_be_visible()


def test_from_the_concern_to_an_acknowledged_action_and_a_safe_answer(sign_in, make, hub, police):
    """The hub finds the boy, asks, decides; the police answer; a case goes on; and she is rung, as she asked."""
    boy = Mention(
        role=MentionRole.SUBJECT, given_name="Idris", family_name="Penhallow", born_on=date(2021, 3, 14)
    )
    known = make.record(hub.agency, make.draft("case_note", boy))
    tell(sign_in(None), True)
    link_unlinked()
    (child,) = make._owner("SELECT person FROM records_about WHERE record = %s", known)

    window = sign_in(hub.officer)
    window.goto("/front-door")
    fine(window)
    window.locator("td a", has_text="C-").first.click()
    expect(window.get_by_text(SAID)).to_be_visible()
    assert "Oakapple" not in window.content()
    window.get_by_label("First name").fill("Idris")
    window.get_by_label("Last name").fill("Penhallow")
    window.get_by_label("Born", exact=True).fill("14 Mar 2021")
    press(window, "Search")
    window.get_by_role("button", name=re.compile(f"A child here.*P-{child}")).last.click()
    expect(window.get_by_text(f"P-{child} is in it.")).to_be_visible()
    fine(window)

    window.get_by_label("Amber").check()
    window.locator("#rating_why").fill("Five years old, and alone until dark")
    press(window, "Rate it")
    window.get_by_label("Not told: agreement was not sought").check()
    window.get_by_label("Other agencies are asked all the same").check()
    window.get_by_label("Why was it decided so?").fill("Nobody knows yet who looks after him")
    press(window, "Record the consent decision")
    fine(window)

    other = sign_in(police)
    other.goto("/work")
    other.get_by_role("link", name="Say what your agency knows").first.click()
    other.get_by_label("Nothing known").check()
    other.locator("#words").fill("Nobody at that address is known to us")
    press(other, "Answer")
    expect(other.get_by_text("Answered", exact=False).first).to_be_visible()

    window.reload()
    expect(window.get_by_text("Nobody at that address is known to us")).to_be_visible()
    window.get_by_label("Strategy discussion").check()
    window.locator("#threshold").select_option("child protection")
    window.locator("#reasons").fill(
        "A child of five is alone every evening, and nobody has seen who cares for him"
    )
    press(window, "Record the decision")
    expect(window.get_by_text("Decided: strategy discussion. Case C-")).to_be_visible()
    fine(window)

    window.get_by_role("link", name="look who told us").click()
    window.get_by_label("Why do you need it?").fill("To answer her, as she asked")
    press(window, "Show who told us")
    expect(window.get_by_text("07700 900321")).to_be_visible()
    fine(window)
    window.go_back()
    window.go_back()
    window.get_by_label("How they were told, and what").fill("Rung: it was looked at")
    press(window, "They are told")
    press(window, "Close this contact")
    expect(window.get_by_text("is closed")).to_be_visible()
    fine(window)
