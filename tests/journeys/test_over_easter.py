"""A school refers two sisters; the hub decides, three agencies meet, and the conference is held in fifteen working days,
which Easter does not shorten."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.identity.linking import link_unlinked
from commonthread.kernel.dates import LONDON
from commonthread.places.cited import DISTRICTS
from tests.chromium import axe, runs_over
from tests.journeys.meeting_page import write
from tests.telling import case_of

SAID = "Both came without coats, and the younger has a burn on her hand that nobody explains"
BEFORE_EASTER = datetime(2026, 3, 26, 15, 0, tzinfo=LONDON)
# The page looks again every three seconds.
LIVE = 10_000
OUTCOME = "Section 47 enquiry by social care alone"


class District:
    """A hub, the school of two sisters, the police and a health provider that agreements let be asked."""

    def __init__(self, make) -> None:
        self.make, self.hub = make, make.hub(DISTRICTS[3].code)
        self.school, self.police, self.health = (
            make.agency(kind) for kind in (AgencyKind.SCHOOL, AgencyKind.POLICE, AgencyKind.HEALTH)
        )
        self.lead = make.user(self.school, Role.SCHOOL_LEAD)
        self.sergeant = make.user(self.police, Role.POLICE_SUPERVISOR)
        self.nurse = make.user(self.health, Role.HEALTH_PRACTITIONER)
        for viewer, role in ((self.police, Role.POLICE_SUPERVISOR), (self.health, Role.HEALTH_PRACTITIONER)):
            make.agreement(viewer=viewer, role=role, holder=self.hub.agency, category=Category.SOCIAL_CARE, purpose=Purpose.SECTION_47)  # fmt: skip

    def sisters(self, case: int) -> list[int]:
        return self.make._owner(
            "SELECT array_agg(DISTINCT a.person ORDER BY a.person) FROM records_about a JOIN pathways_contact c ON c.record = a.record WHERE c.case_id = %s",
            case,
        )[0]

    @contextmanager
    def begun_before_easter(self, case: int) -> Iterator[None]:
        """The clocks of a case moved: they count from the Thursday of the week before."""
        moved = "UPDATE pathways_task SET counts_from = counts_from - %s::interval, begun_at = begun_at - %s::interval, due_at = due_at - %s::interval WHERE case_id = %s"
        (since,) = self.make._owner(
            "SELECT min(counts_from) FROM pathways_task WHERE case_id = %s AND step = 'conference'", case
        )
        back = since - BEFORE_EASTER
        self.make._owner(moved, back, back, back, case)
        yield
        self.make._owner(moved, -back, -back, -back, case)


@pytest.fixture
def district(make):
    return District(make)


def press(window: Page, words: str) -> None:
    window.get_by_role("button", name=words, exact=True).last.click()


def fine(window: Page) -> None:
    assert axe(window) == []
    assert runs_over(window) <= 0


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
    sisters = district.sisters(contact)
    for sister in sisters:
        window.get_by_role("button", name=re.compile(f"A child here.*P-{sister}")).last.click()
        expect(window.get_by_text(f"P-{sister} is in it.")).to_be_visible()
    window.get_by_label("Red", exact=False).first.check()
    window.locator("#rating_why").fill("A burn that nobody explains, on a child of five")
    press(window, "Rate it")
    window.get_by_label("Strategy discussion").check()
    window.locator("#threshold").select_option("child protection")
    window.locator("#reasons").fill("An injury that nobody explains, and two children who come hungry")
    for sister in sisters:
        window.locator(f'[name="note_{sister}"]').fill("Seen by nobody but the school")
    press(window, "Record the decision")
    expect(window.get_by_text("Decided: strategy discussion. Case C-")).to_be_visible()
    return int(
        re.search(
            r"Decided: strategy discussion\. Case C-(\d+)",
            window.locator("main").inner_text() + window.content(),
        )[1]
    )


def calls(window: Page, case: int, what: str, agencies: list[str]) -> int:
    """In an hour, with those found by name; returns the meeting's number."""
    window.goto(f"/cases/{case}")
    window.get_by_role("link", name=f"Call the meeting: {what}").first.click()
    window.locator("#day").fill((localdate() + timedelta(days=1)).isoformat())
    window.locator("#time").fill("10:00")
    window.locator("#place").fill("Room 2")
    for agency in agencies:
        box = window.locator(f"#ask-{agency}")
        if not box.count():
            window.locator("#find").fill(f"Agency {agency}")
            press(window, "Find")
        box.check()
    fine(window)
    press(window, "Call the meeting")
    expect(window.get_by_text("Called. Those who are asked")).to_be_visible()
    return int(re.search(r"/meetings/(\d+)$", window.url)[1])


def comes(window: Page) -> None:
    window.goto("/meetings")
    window.locator('a[href^="/meetings/asked/"]').first.click()
    window.get_by_label("Somebody comes", exact=True).check()
    press(window, "Answer")
    expect(window.get_by_text("You are here as sent by your agency")).to_be_visible()


def holds(window: Page, meeting: int, sisters: list[int], outcome: str) -> None:
    """Everybody is there; each sister is decided for and heard; it ends with what came of it for each."""
    window.goto(f"/meetings/{meeting}")
    press(window, "Take the pen")
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


def test_a_referral_of_two_sisters_to_their_conference_over_easter(sign_in, district):
    # The school tells the hub of both. The hub puts them in, and decides once for both.
    refers(sign_in(district.lead), district)
    link_unlinked()
    hub = sign_in(district.hub.officer)
    case = triages(hub, district)
    (sisters,) = district.make._owner("SELECT array_agg(person ORDER BY id) FROM pathways_caseperson WHERE case_id = %s", case)  # fmt: skip
    assert len(sisters) == 2

    # The strategy discussion: it is not ended from its task. The police and a nurse are found by name, and come.
    hub.goto(f"/cases/{case}")
    hub.get_by_role("link", name=re.compile("^Hold the strategy discussion")).first.click()
    expect(hub.get_by_text("it ends with their meeting")).to_be_visible()
    asked = [district.police, district.health]
    discussion = calls(hub, case, "strategy discussion", asked)
    police, nurse = sign_in(district.sergeant), sign_in(district.nurse)
    for window in (police, nurse):
        comes(window)
    holds(hub, discussion, sisters, OUTCOME)

    expect(police.get_by_text("It is over, or open to you no more")).to_be_visible(timeout=LIVE)

    # Its minutes are approved and sent. The sergeant opens those of the police, from the notice that told him.
    hub.goto(f"/meetings/{discussion}/minutes")
    press(hub, "Approve both editions as they stand above")
    press(hub, "Send edition 1 to those ticked")
    expect(hub.get_by_text("not opened yet")).to_have_count(2)
    police.goto("/notices")
    police.get_by_role("link", name=re.compile("Minutes of a meeting")).first.click()
    police.get_by_role("button", name="Open the minutes").click()
    expect(police.get_by_text("I like it at Nan's, 1")).to_be_visible()
    fine(police)
    hub.reload()
    expect(hub.get_by_text("not opened yet")).to_have_count(1)

    # Each sister's conference is due after fifteen working days. Held on the Thursday before the week of Easter, the
    # discussion would leave until 20 April: neither Good Friday nor Easter Monday counts, and the page says so.
    hub.goto(f"/cases/{case}")
    links = hub.get_by_role("link", name=re.compile("^Hold the initial child protection conference"))
    expect(links).to_have_count(2)
    links.first.click()
    hub.get_by_text("Why then?").click()
    expect(hub.get_by_text("15 working days").first).to_be_visible()
    expect(hub.get_by_text("Working Together to Safeguard Children").first).to_be_visible()
    hub.get_by_role("link", name=re.compile("^Its clock")).click()
    hub.locator("#if-day").fill(BEFORE_EASTER.date().isoformat())
    hub.locator("#if-time").fill("15:00")
    press(hub, "If it had begun then")
    expect(hub.get_by_text("20 Apr", exact=False).first).to_be_visible()
    clock = hub.url.split("?")[0]
    with district.begun_before_easter(case):
        hub.goto(clock)
        for words in ("20 Apr", "Good Friday", "Easter Monday"):
            expect(hub.locator("main")).to_contain_text(words)
        fine(hub)

    # It is one conference for both, and it is held.
    conference = calls(hub, case, "initial child protection conference", asked)
    for window in (police, nurse):
        comes(window)
    holds(hub, conference, sisters, "Held")
    hub.goto(f"/cases/{case}")
    expect(hub.get_by_role("link", name=re.compile("^Call the meeting"))).to_have_count(0)
