"""From a strategy discussion about two children to their conference: two agencies in two browsers, at once."""

import re
from datetime import date, datetime

import pytest
from playwright.sync_api import Page, expect

from commonthread.kernel.dates import LONDON
from commonthread.pathways.plan import next_tasks
from commonthread.pathways.procedures import edition_on
from commonthread.pathways.terms import Sort
from commonthread.web.words import deadline
from tests.discussing import ALONE, Discussion
from tests.journeys.meeting_page import write

# The page looks again every three seconds.
LIVE = 10_000


@pytest.fixture
def discussion(make):
    return Discussion(make)


def press(window: Page, words: str) -> None:
    window.get_by_role("button", name=words, exact=True).first.click()


def test_two_agencies_hold_it_at_once_and_it_becomes_the_conference_of_each_child(discussion, sign_in):
    girl, baby = discussion.children
    at = f"/meetings/{discussion.number}"
    attendee = discussion.ask(discussion.police)
    discussion.sends(discussion.nurse)

    # The sergeant answers that he comes, and reads what is known and what is decided on one page; he does not write.
    police = sign_in(discussion.sergeant.user)
    police.goto(f"/meetings/asked/{attendee}")
    police.get_by_label("Somebody comes", exact=True).check()
    press(police, "Answer")
    expect(police.get_by_text("You are here as sent by your agency")).to_be_visible()
    expect(police.get_by_role("button", name="Write it down")).to_have_count(0)

    # The social worker takes the pen. What she types he reads while she types it, and then as it stands.
    council = sign_in(discussion.worker.user)
    council.goto(at)
    press(council, "Take the pen")
    council.locator("#words").press_sequentially("The school rang at nine")
    expect(police.get_by_text("Being typed: The school rang at nine")).to_be_visible(timeout=LIVE)
    press(council, "Write it down")
    expect(police.locator(".ct-live__notes")).to_contain_text("The school rang at nine", timeout=LIVE)

    # She begins the next line before the first is answered: nothing of it is taken away.
    council.locator("#words").fill("The nurse had seen her on Monday")
    press(council, "Write it down")
    council.locator("#words").fill("The bruise was older")
    expect(council.locator("#kept")).to_have_text("Written down.")
    expect(council.locator("#words")).to_have_value("The bruise was older")
    press(council, "Write it down")
    expect(police.locator(".ct-live__notes")).to_contain_text("The bruise was older", timeout=LIVE)

    # Her network drops. What she types stays where it is and says so; what he reads says when it was read. Both go on by themselves.
    for window in (council, police):
        window.context.set_offline(True)
    council.locator("#words").press_sequentially("Seen by the school nurse in May")
    expect(council.locator("#kept")).to_contain_text("No connection: what you typed stays here", timeout=LIVE)
    press(council, "Write it down")
    expect(council.locator("#kept")).to_contain_text("could not be written down", timeout=LIVE)
    expect(council.locator("#words")).to_have_value("Seen by the school nurse in May")
    expect(police.locator(".ct-stale")).to_contain_text("No connection: this is as it stood at", timeout=LIVE)
    for window in (council, police):
        window.context.set_offline(False)
    press(council, "Write it down")
    expect(police.locator(".ct-live__notes")).to_contain_text("Seen by the school nurse in May", timeout=LIVE)
    expect(police.locator(".ct-stale")).to_be_hidden()

    # Her browser closes in the middle of what the girl said. It is there again, and nothing of it is lost.
    council.locator("#sort").select_option("voice")
    council.locator("#person").select_option(str(girl))
    council.locator("#words").press_sequentially("I do not want to go home")
    expect(police.get_by_text("Being typed: I do not want to go home")).to_be_visible(timeout=LIVE)
    council.close()
    council = sign_in(discussion.worker.user)
    council.goto(at)
    expect(council.locator("#words")).to_have_value("I do not want to go home")
    press(council, "Write it down")
    expect(police.locator("q")).to_have_text("I do not want to go home", timeout=LIVE)

    # It cannot end while a child has no decision. Each is decided for, and that the baby was not heard has its reason.
    council.goto(f"{at}/end")
    expect(council.get_by_text("It cannot end yet")).to_be_visible()
    council.goto(at)
    for child in (girl, baby):
        write(council, "Bruises that nobody explains", "decision", child, "child protection, section 47")
    write(council, "Three weeks old", "unheard", baby)

    # Who is there is marked, which makes it quorate.
    for name in discussion.expected():
        council.locator("tr", has_text=name).get_by_role("button").click()
    expect(council.get_by_text("Quorate")).to_be_visible()

    # It ends; the conference of each child is to be called; and for the sergeant it has closed.
    council.goto(f"{at}/end")
    council.get_by_label(ALONE.capitalize()).check()
    council.locator("#words").fill("All three were there")
    press(council, "End the meeting")
    expect(council.get_by_text("Now to be done: see and speak with the child")).to_be_visible()
    council.goto(f"/cases/{discussion.case}")
    expect(council.get_by_role("link", name=re.compile("^Hold the initial child protection conference"))).to_have_count(2)  # fmt: skip
    council.get_by_role("link", name="Call the meeting: initial child protection").click()
    expect(council.get_by_text("Brothers and sisters whose step waits too")).to_be_visible()
    assert police.goto(at).status == 404


def test_over_easter_the_conference_is_due_fifteen_working_days_after_the_discussion():
    held = datetime(2026, 3, 26, 15, 0, tzinfo=LONDON)
    wanted = next_tasks(
        edition_on("section-47", date(2026, 3, 26)), step="discussion", person=None, outcome=ALONE,
        people={1: Sort.CHILD, 2: Sort.CHILD}, begun={("discussion", None): held}, at=held,
    )  # fmt: skip
    conferences = [task for task in wanted if task.step == "conference"]
    assert [(task.person, deadline(task.due_at)) for task in conferences] == [
        (1, "the end of 20 Apr 2026"),
        (2, "the end of 20 Apr 2026"),
    ]
