"""A neighbour's concern to an acknowledged action and a safe answer, as each of them walks it."""

import re

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from commonthread import flow
from commonthread.access.permissions import Role
from commonthread.identity.linking import link_unlinked
from commonthread.places.cited import DISTRICTS
from tests.chromium import axe, runs_over
from tests.mail_server import mail_server
from tests.telling import case_of

SAID = "The two little ones at the flats behind the canal are out on the stairs until it is dark"
ACTION = "Please call at the flats this week, speak with the mother, and tell her where the family hub is"
NOTES = {"Idris": "He watches over his sister", "Nia": "She is three, and was not dressed for the cold"}


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[4].code)


@pytest.fixture
def neighbourhood(make, hub):
    """An officer of a neighbourhood team, who looks after the streets there; the two have an agreement."""
    agency = make.agency()
    make.partners(hub.agency, agency)
    team = make.team(agency)
    return f"{agency}/{team}", make.user(agency, Role.NEIGHBOURHOOD_OFFICER, team=team)


@pytest.fixture
def post(tmp_path, monkeypatch):
    """A mail server that keeps what it is given."""
    server = mail_server(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    with server.up(), override_settings(MAIL_SERVER=server.address, MAIL_FROM="post@example.org"):
        yield server


def press(window: Page, words: str) -> None:
    window.get_by_role("button", name=words, exact=True).last.click()


def fine(window: Page) -> None:
    assert axe(window) == []
    assert runs_over(window) <= 0


def a_neighbour_tells(window: Page) -> str:
    window.goto("/tell-us")
    expect(window.get_by_text("ring 999").first).to_be_visible()
    press(window, "Start now")
    window.get_by_label("A child, or several children").check()
    press(window, "Continue")
    window.get_by_label("Street, house number").fill("The flats behind the canal")
    window.get_by_label(DISTRICTS[4].name).check()
    press(window, "Continue")
    window.get_by_label("First name").fill("Idris")
    window.get_by_label("About how old").fill("5")
    press(window, "Add another person")
    window.get_by_label("First name").last.fill("Nia")
    window.get_by_label("About how old").last.fill("3")
    press(window, "Continue")
    window.get_by_label("Child left alone").check()
    press(window, "Continue")
    window.get_by_label("What did you see or hear, and when?").fill(SAID)
    press(window, "Continue")
    window.get_by_label("No, I want to give no name").check()
    press(window, "Continue")
    window.get_by_label("E-mail").check()
    window.get_by_label("The number or address that is safe").fill("wilhelmina@example.org")
    press(window, "Continue")
    press(window, "Send it to the hub")
    return window.locator(".govuk-panel__body strong").inner_text()


def the_hub_decides_once_for_both(window: Page, children: dict[str, int]) -> int:
    """Each child has a word of their own. Returns the case that goes on."""
    for child in children.values():
        window.get_by_role("button", name=re.compile(f"A child here.*P-{child}")).last.click()
        expect(window.get_by_text(f"P-{child} is in it.")).to_be_visible()
    window.get_by_label("Green").check()
    window.locator("#rating_why").fill("Cold and alone for an hour; nobody hurt")
    press(window, "Rate it")
    expect(window.get_by_text("Rated: green.")).to_be_visible()
    window.locator("[name=consent][value=agreed]").check()
    window.get_by_label("Why was it decided so?").fill(
        "Rang their mother, who works late and is glad of help"
    )
    press(window, "Record the consent decision")
    window.get_by_label("Early help", exact=True).check()
    window.locator("#threshold").select_option("early help")
    window.locator("#reasons").fill("A mother alone with two, who asks for help herself")
    press(window, "Record the decision")
    expect(window.get_by_text("Say what it means for").first).to_be_visible()
    for name, child in children.items():
        window.locator(f"#note_{child}").fill(NOTES[name])
    fine(window)
    press(window, "Record the decision")
    expect(window.get_by_text("Decided: early help. Case C-")).to_be_visible()
    for note in NOTES.values():
        expect(window.get_by_text(note)).to_be_visible()
    return int(re.search(r"Case C-(\d+)", window.locator("main").inner_text())[1])


def the_neighbourhood_team_is_asked(window: Page, case: int, team: str) -> None:
    window.goto(f"/cases/{case}")
    window.get_by_role("link", name="Send a notice").click()
    window.locator("[name=kind][value=for-attention]").check()
    window.get_by_label("District").select_option("")
    window.get_by_label("Part of its name").fill(team.partition("/")[0])
    press(window, "List them")
    window.get_by_label("To whom?").select_option(team)
    window.get_by_label("What must they know?").fill(ACTION)
    press(window, "Send it")
    expect(window.get_by_text("Sent. What becomes of it")).to_be_visible()


def and_says_that_it_will(window: Page) -> None:
    window.goto("/")
    window.get_by_role("link", name="1 notice to us waits to be acknowledged").click()
    window.locator("main table a").first.click()
    expect(window.get_by_text(ACTION)).to_be_visible()
    assert "wilhelmina" not in window.content()
    window.get_by_label("Anything that they should know").fill("Yusuf calls on Thursday")
    press(window, "Acknowledge")
    expect(window.get_by_text("Acknowledged. Whoever sent it sees that")).to_be_visible()


def the_neighbour_is_answered_where_it_is_safe(window: Page, contact: int) -> None:
    window.goto(f"/front-door/{contact}")
    assert "wilhelmina" not in window.content()
    window.get_by_role("link", name="look who told us").click()
    window.get_by_label("Why do you need it?").fill("To answer, as they asked")
    press(window, "Show who told us")
    window.get_by_text("Mark it as safe to write to").click()
    fine(window)
    press(window, "Mark it safe")
    expect(window.get_by_text("Marked safe. From now on it is shown only in part.")).to_be_visible()
    assert "wilhelmina@" not in window.content()
    fine(window)
    press(window, "Send them this answer")
    press(window, "Close this contact")
    expect(window.get_by_text(f"C-{contact} is closed.")).to_be_visible()


def test_a_neighbours_concern_comes_to_an_acknowledged_action_and_a_safe_answer(
    sign_in, make, hub, neighbourhood, post
):
    reference = a_neighbour_tells(sign_in(None, width=320))
    link_unlinked()
    contact = case_of(make, hub)
    children = {
        name: make._owner(
            "SELECT m.person FROM content.mention m JOIN pathways_contact c ON c.record = m.record "
            "WHERE c.reference = %s AND m.given ->> 'given_name' = %s",
            reference, name,
        )[0]
        for name in NOTES
    }  # fmt: skip
    team, officer = neighbourhood
    window = sign_in(hub.officer)
    window.goto("/front-door")
    window.get_by_role("link", name=f"C-{contact}").first.click()
    expect(window.get_by_text(SAID)).to_be_visible()
    case = the_hub_decides_once_for_both(window, children)
    the_neighbourhood_team_is_asked(window, case, team)
    and_says_that_it_will(sign_in(officer, width=320))
    window.goto(f"/cases/{case}")
    expect(window.get_by_text("Acknowledged", exact=True)).to_be_visible()
    for child in children.values():
        assert window.get_by_text(f"P-{child}").count()
    the_neighbour_is_answered_where_it_is_safe(window, contact)
    flow.send_what_waits(0)
    (mail,) = post.accepted
    assert mail.to == "wilhelmina@example.org"
    words = mail.message.get_payload(decode=True).decode()
    assert "Thank you for getting in touch" in words
    for betrays in ("child", "Idris", "canal", "C-", "council", "police"):
        assert betrays not in words + str(mail.message["Subject"]) + str(mail.message["From"])
