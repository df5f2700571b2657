"""A shift hand-over: to the emergency duty team item by item, and what nobody answers comes to a manager by name."""

import re

import pytest

from commonthread.pathways.escalation import escalate
from tests.chromium import axe, runs_over, words_of
from tests.office import Office


@pytest.fixture
def office(make, fresh_database):
    return Office(make)


def fine(window) -> None:
    assert axe(window) == []
    assert runs_over(window) <= 0


def test_a_shift_hand_over(office, sign_in):
    """At five the day worker hands over three tasks, one of them with a note of its own. The duty worker, on a phone, accepts
    one, declines one with a reason, and is called away before the third. None is ever nobody's: an hour later the day team's
    manager is told of the third by name, reads why it is on her list, and takes it."""
    first, second, third = office.enquiry(), office.enquiry(), office.enquiry()
    giver, duty, manager = (
        sign_in(office.worker.user),
        sign_in(office.duty.user, width=320),
        sign_in(office.manager.user),
    )
    giver.goto("/work")
    giver.get_by_role("link", name="Hand over").click()
    fine(giver)
    (team,) = office.make._owner("SELECT name FROM access_team WHERE id = %s", office.night)
    giver.get_by_label("Who takes it over?").select_option(label=f"{team} (team)")
    giver.get_by_role("button", name="Offer it").click()
    giver.get_by_text("Nothing is handed over yet").wait_for()
    giver.get_by_label("A note for all of it").fill("Nothing until the ward rings")
    giver.get_by_label(re.compile(f"^Its own note: .*C-{second}")).fill("Ring the ward at ten")
    giver.get_by_role("button", name="Offer it").click()
    giver.get_by_text("3 tasks offered").wait_for()
    assert words_of(giver).count("Not answered yet") == 3
    fine(giver)

    duty.goto("/work")
    duty.get_by_role("link", name=re.compile("3 items offered to you")).click()
    fine(duty)
    assert words_of(duty).count("Nothing until the ward rings") == 2
    assert "Ring the ward at ten" in words_of(duty)
    duty.get_by_role("button", name=re.compile(f"^Accept.*C-{second}")).click()
    assert "Accepted" in duty.content()
    duty.get_by_text(re.compile(f"^Decline.*C-{first}")).click()
    duty.get_by_label("Why?").filter(visible=True).fill("It can wait until the morning")
    duty.get_by_role("button", name="Decline it").filter(visible=True).click()
    duty.get_by_text("1 item is offered to you").wait_for()
    duty.goto("/work?of=team")
    assert f"C-{second}" in words_of(duty)
    assert f"C-{first}" not in words_of(duty)

    giver.goto("/work/offered")
    assert "It can wait until the morning" in words_of(giver)
    giver.goto("/work")
    for still_mine, number in ((True, first), (False, second), (True, third)):
        assert (f"C-{number}" in words_of(giver)) is still_mine

    escalate()
    manager.goto("/work")
    assert f"C-{third}" not in words_of(manager)
    office.make._owner(
        "UPDATE pathways_offer SET offered_at = now() - interval '61 minutes' WHERE answered_at IS NULL"
    )
    escalate()
    manager.goto("/work")
    assert f"told: {office.manager.name}" in words_of(manager)
    assert f"told to you; offered to {team}, not accepted yet" in words_of(manager)
    fine(manager)
    manager.get_by_role("link", name=re.compile(f"^Take it.*C-{third}")).click()
    manager.get_by_label("Why?").fill("The duty team was called away")
    manager.get_by_role("button", name="Take it").click()
    manager.get_by_text("It is yours now").wait_for()
    duty.goto("/work/offered")
    assert f"C-{third}" not in words_of(duty)
