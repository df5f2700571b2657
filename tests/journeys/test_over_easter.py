"""A school refers two sisters in March; three agencies meet, one sister is seen late, and the conference is held on its last
day, the fifteenth working day, which Good Friday and Easter Monday put off. The clock of the service really moves."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from commonthread.identity.linking import link_unlinked
from commonthread.kernel.dates import LONDON
from tests.journeys.easter_district import District
from tests.journeys.meeting_page import write
from tests.moving import on_a_clock_from
from tests.telling import case_of

SAID = "Both came without coats, and the younger has a burn on her hand that nobody explains"
SECRET = "Whoever told us lives next door"
JOINT = "Section 47 enquiry, joint with the police"
# The page looks again every three seconds.
LIVE = 10_000


def at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
def district(make, tmp_path):
    return District(make, tmp_path / "var")


def press(window: Page, words: str) -> None:
    window.get_by_role("button", name=words, exact=True).last.click()


def refers(window: Page, district: District) -> None:
    """The school's safeguarding lead, in the words that she heard."""
    window.goto("/refer")
    window.get_by_label("A child", exact=False).first.check()
    window.locator("#district").select_option(district.hub.district)
    window.locator("#given_name_0").fill("Nerys")
    window.locator("#family_name_0").fill("Thornbury")
    window.locator("#born_0").fill("14 Mar 2018")
    press(window, "Add another")
    window.locator("#given_name_1").fill("Cadi")
    window.locator("#family_name_1").fill("Thornbury")
    window.locator("#born_1").fill("2 Jun 2021")
    window.locator("#seen").fill(SAID)
    window.locator("#worry").fill("That they are hurt, and that nobody sees it over the holidays")
    window.locator("#done").fill("The nurse looked at the hand")
    window.locator('[name="family"]').last.check()
    window.locator("#family_said").fill("It could make it worse for them")
    window.locator('[name="urgent"]').first.check()
    press(window, "Send it to the hub")
    expect(window.get_by_text("The hub has it. Your reference is")).to_be_visible()


def triages(window: Page, district: District) -> int:
    """One decision for both, with what follows as a case of its own; returns its number."""
    contact = case_of(district.make, district.hub)
    window.goto("/front-door")
    window.locator(f'a[href="/front-door/{contact}"]').first.click()
    expect(window.get_by_text(SAID)).to_be_visible()
    sisters = district.those_referred(contact)
    for sister in sisters:
        window.get_by_role("button", name=re.compile(f"A child here.*P-{sister}")).last.click()
        expect(window.get_by_text(f"P-{sister} is in it.")).to_be_visible()
    window.get_by_label("Red", exact=False).first.check()
    window.locator("#rating_why").fill("A burn that nobody explains, on a child of four")
    press(window, "Rate it")
    window.get_by_label("Strategy discussion").check()
    window.locator("#threshold").select_option("child protection")
    window.locator("#reasons").fill("An injury that nobody explains, and two children who come hungry")
    for sister in sisters:
        window.locator(f'[name="note_{sister}"]').fill("Seen by nobody but the school")
    press(window, "Record the decision")
    expect(window.get_by_text("Decided: strategy discussion. Case C-")).to_be_visible()
    return int(re.search(r"Decided: strategy discussion\. Case C-(\d+)", window.content())[1])


def calls(window: Page, case: int, what: str, when: datetime, chair: int, agencies: list[str]) -> int:
    """Those who are not offered are found by name; returns the meeting's number."""
    window.goto(f"/cases/{case}")
    window.get_by_role("link", name=f"Call the meeting: {what}").first.click()
    window.locator("#day").fill(when.date().isoformat())
    window.locator("#time").fill(f"{when:%H:%M}")
    window.locator("#place").fill("Room 2")
    window.locator("#chair").select_option(str(chair))
    for agency in agencies:
        box = window.locator(f"#ask-{agency}")
        if not box.count():
            window.locator("#find").fill(f"Agency {agency}")
            press(window, "Find")
        box.check()
    press(window, "Call the meeting")
    expect(window.get_by_text("Called. Those who are asked")).to_be_visible()
    return int(re.search(r"/meetings/(\d+)$", window.url)[1])


def comes(window: Page) -> None:
    window.goto("/meetings")
    window.locator('a[href^="/meetings/asked/"]').first.click()
    window.get_by_label("Somebody comes", exact=True).check()
    press(window, "Answer")
    expect(window.get_by_text("You are here as sent by your agency")).to_be_visible()


def holds(window: Page, sisters: tuple[int, int], outcome: str) -> None:
    """Everybody is there; each sister is decided for and heard; it ends with what came of it for each."""
    for number, sister in enumerate(sisters):
        write(
            window,
            f"Not safe at home as things stand, {number}",
            "decision",
            sister,
            "child protection, section 47",
        )
        write(window, f"I like it at Nan's, {number}", "voice", sister)
    there = window.locator("button[name=came][value=yes]")
    while there.count():
        there.first.click()
    expect(window.get_by_text("Quorate")).to_be_visible()
    window.get_by_role("link", name="End the meeting").click()
    for choice in window.get_by_label(outcome, exact=True).all():
        choice.check()
    window.locator("#words").fill("All three agencies were there")
    press(window, "End the meeting")
    expect(window.get_by_text("Held.", exact=False).first).to_be_visible()


def says(window: Page, case: int, step: str, outcome: str) -> None:
    """What came of the first task of a step that waits."""
    window.goto(f"/cases/{case}")
    window.get_by_role("link", name=re.compile(f"^{step}")).first.click()
    window.get_by_label(outcome, exact=True).check()
    window.locator("#words").fill("At school, alone, in English")
    press(window, "Record it")


def acknowledges_minutes(window: Page) -> None:
    window.goto("/notices")
    window.get_by_role("link", name=re.compile("Minutes of a meeting")).first.click()
    window.get_by_role("button", name="Open the minutes").click()
    expect(window.get_by_text("I like it at Nan's, 1")).to_be_visible()
    window.go_back()
    press(window, "Acknowledge")


def the_mother_is_asked(window: Page) -> None:
    window.get_by_text("Ask somebody more").click()
    window.locator("#ask-sort").select_option("family")
    window.locator("#ask-name").fill("Their mother")
    window.locator("#ask-part").select_option("open")
    window.locator("#ask-because").fill("Who told is not for her")
    press(window, "Ask them")


@on_a_clock_from(at(19, 3, 9))
def test_a_referral_of_two_sisters_to_their_conference_over_easter(sign_in, district, time_machine):
    # Thursday 19 March. The school tells the hub of both; the hub decides once for both, and calls a discussion for two o'clock.
    refers(sign_in(district.lead), district)
    link_unlinked()
    hub = sign_in(district.hub.officer)
    case = triages(hub, district)
    sisters = district.of(case)
    hub.goto(f"/cases/{case}")
    hub.get_by_role("link", name=re.compile("^Hold the strategy discussion")).first.click()
    expect(hub.get_by_text("it ends with their meeting")).to_be_visible()
    others = [district.police, district.health]
    discussion = calls(hub, case, "strategy discussion", at(19, 3, 14), district.hub.officer, others)

    # At two everybody has been signed out and comes in anew. Social care, police and health are there: the enquiry is joint.
    time_machine.travel_to(at(19, 3, 14))
    hub.goto("/cases")
    expect(hub).to_have_url(re.compile("/accounts/login"))
    hub, police, nurse = (sign_in(user) for user in (district.hub.officer, district.sergeant, district.nurse))
    for window in (police, nurse):
        comes(window)
    hub.goto(f"/meetings/{discussion}")
    press(hub, "Take the pen")
    holds(hub, sisters, JOINT)
    expect(police.get_by_text("It is over, or open to you no more")).to_be_visible(timeout=LIVE)
    hub.goto(f"/meetings/{discussion}/minutes")
    press(hub, "Approve both editions as they stand above")
    press(hub, "Send edition 1 to those ticked")
    expect(hub.get_by_text("not opened yet")).to_have_count(2)

    # The sergeant acknowledges them, and answers that it goes on as an investigation.
    acknowledges_minutes(police)
    police.goto("/work")
    police.get_by_role("link", name="Investigate whether a crime was committed").click()
    police.get_by_label("Goes on under supervised investigation").check()
    police.locator("#words").fill("An investigator speaks with both today, with social care")
    press(police, "Answer")

    # On Friday one sister is seen. Of the other the manager is told at midnight, and reads that on Monday.
    time_machine.travel_to(at(20, 3, 15))
    says(sign_in(district.hub.officer), case, "See and speak with the child", "Seen")
    time_machine.travel_to(at(21, 3, 0, 3))
    district.the_worker_looks()
    time_machine.travel_to(at(23, 3, 9))
    manager = sign_in(district.manager)
    manager.goto("/work?of=team")
    late = manager.get_by_role("row", name=re.compile("See and speak with the child"))
    expect(late).to_have_count(1)
    expect(late).to_contain_text("Overdue 2 days late")
    expect(late).to_contain_text(f"told: {district.called(district.manager)}, 21 Mar 2026, 00:03")
    says(sign_in(district.hub.officer), case, "See and speak with the child", "Seen")

    # Thursday 2 April, the tenth working day: the enquiry ends for both.
    time_machine.travel_to(at(2, 4, 9))
    hub = sign_in(district.hub.officer)
    for _ in sisters:
        says(hub, case, "Decide the outcome of the enquiry", "Significant harm: conference")

    # The clock of the conference tells its days one by one: neither Good Friday nor Easter Monday counts.
    links = hub.get_by_role("link", name=re.compile("^Hold the initial child protection conference"))
    expect(links).to_have_count(2)
    links.first.click()
    hub.get_by_text("Why this time?").click()
    expect(hub.get_by_text("Working Together to Safeguard Children").first).to_be_visible()
    hub.get_by_role("link", name=re.compile("^Its clock")).click()
    for words in ("13 Apr", "Good Friday", "Easter Monday"):
        expect(hub.locator("main")).to_contain_text(words)
    conference = calls(
        hub, case, "initial child protection conference", at(13, 4, 10), district.chair, others
    )

    # Monday 13 April is the fifteenth: whoever leads has the rest of the day. Health never acknowledged its minutes, and is to be rung.
    time_machine.travel_to(at(13, 4, 9, 50))
    district.the_worker_looks()
    hub, chair, police, nurse = (
        sign_in(user) for user in (district.hub.officer, district.chair, district.sergeant, district.nurse)
    )
    hub.goto("/work")
    due = hub.get_by_role("row", name=re.compile("Hold the initial child protection conference"))
    expect(due).to_have_count(2)
    expect(due.first).to_contain_text("14 h")
    expect(due.first).not_to_contain_text("told")
    expect(
        hub.get_by_role("row", name=f"Ring Agency {district.health}: a notice is not acknowledged")
    ).to_have_count(1)
    expect(hub.get_by_role("row", name=f"Ring Agency {district.police}")).to_have_count(0)

    # It is one conference for both, with their mother there for what is not restricted; each has a plan.
    for window in (police, nurse):
        comes(window)
    chair.goto(f"/meetings/{conference}")
    the_mother_is_asked(chair)
    press(chair, "Take the pen")
    chair.locator("#sort").select_option("note")
    chair.locator("#words").fill(SECRET)
    chair.get_by_label("Restricted", exact=False).first.check()
    press(chair, "Write it down")
    holds(chair, sisters, "A plan for this child")

    # The chair approves both editions: what is restricted is in one of them. A core group meets within ten working days.
    chair.goto(f"/meetings/{conference}/minutes")
    expect(chair.locator("section[aria-labelledby=professional]")).to_contain_text(SECRET)
    expect(chair.locator("section[aria-labelledby=family]")).not_to_contain_text(SECRET)
    expect(chair.locator("section[aria-labelledby=family]")).to_contain_text("I like it at Nan's, 1")
    press(chair, "Approve both editions as they stand above")
    chair.get_by_role("link", name=re.compile("^Their mother")).click()
    expect(chair.locator("main")).not_to_contain_text(SECRET)
    hub.goto(f"/cases/{case}")
    for step, day in (("Meet as the core group", "27 Apr"), ("Hold the first review conference", "13 Jul")):
        expect(hub.get_by_role("row", name=re.compile(f"{step}.*{day} 2026"))).to_have_count(1)
    expect(hub.get_by_role("row", name=re.compile("Visit the child"))).to_have_count(2)
    expect(hub.get_by_role("link", name=re.compile("^Hold the initial"))).to_have_count(0)
