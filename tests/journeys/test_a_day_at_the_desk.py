"""A manager’s morning in a council, and a shift hand-over, as the people who live in these pages walk them."""

import re

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.escalation import escalate
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure


class Office:
    """A council with a day team, its manager, and the emergency duty team."""

    def __init__(self, make) -> None:
        self.make = make
        self.agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.day, self.night = make.team(self.agency), make.team(self.agency)
        self.worker = make.scope(self.agency, Role.SOCIAL_WORKER, team=self.day)
        self.manager = make.scope(self.agency, Role.TEAM_MANAGER, team=self.day)
        self.duty = make.scope(self.agency, Role.SOCIAL_WORKER, team=self.night)

    def enquiry(self, *, late: bool = False) -> int:
        number = self.make.case(self.worker, self.make.person(), purpose=Purpose.SECTION_47)
        with self.worker.transaction():
            follow_procedure(by=self.worker, case=case(number), pathway="section-47")
        if late:
            self.make._owner(
                "UPDATE pathways_task SET counts_from = now() - interval '4 days', due_at = now() - interval '1 day' WHERE case_id = %s",
                number,
            )
        return number


@pytest.fixture
def office(make):
    return Office(make)


def main(window) -> str:
    return window.locator("main").inner_text()


def test_a_managers_morning(office, sign_in):
    """What waited too long overnight is on her list, with who was told; she takes it, and says what came of it."""
    late, in_time = office.enquiry(late=True), office.enquiry()
    escalate()
    window = sign_in(office.manager.user)
    window.goto("/work")
    assert "1 overdue" in main(window)
    assert f"Longest against its clock: hold the strategy discussion, C-{late}" in main(window)
    assert f"told: {office.manager.name}" in main(window)
    assert f"C-{in_time}" not in main(window)

    window.get_by_role("link", name="By team").click()
    assert "1 overdue" in main(window)
    window.get_by_role("link", name=re.compile("^Team")).first.click()
    assert f"C-{in_time}" in main(window)

    window.get_by_role("link", name="Mine", exact=True).click()
    window.get_by_role("link", name=re.compile("^Take it")).click()
    window.get_by_label("Why?").fill("Overdue, and its owner is off sick")
    window.get_by_role("button", name="Take it").click()
    assert "It is yours now" in window.content()

    assert "it ends with their meeting" in main(window)
    window.get_by_label("Not needed after all").check()
    window.get_by_label("What was done, and why").fill("The bruise was ink: the school washed it off")
    window.get_by_label("Which service manager decided that, by name").fill("Ada Manager")
    window.get_by_role("button", name="Record it").click()
    assert "Nothing follows from it" in window.content()
    window.goto("/work")
    assert "overdue" not in window.locator("h1").inner_text()


def test_a_shift_hand_over(office, sign_in):
    """Two items go to the duty team, each with its note; one is accepted, one declined, and none is ever nobody's."""
    first, second = office.enquiry(), office.enquiry()
    giver, duty = sign_in(office.worker.user), sign_in(office.duty.user)
    giver.goto("/work")
    giver.get_by_role("link", name="Hand over").click()
    (team,) = office.make._owner("SELECT name FROM access_team WHERE id = %s", office.night)
    giver.get_by_label("Who takes it over?").select_option(label=f"{team} (team)")
    giver.get_by_label("A note for all of it").fill("Nothing until the ward rings")
    giver.get_by_label(re.compile(f"^Note for .*C-{second}")).fill("Ring the ward at ten")
    giver.get_by_role("button", name="Offer it").click()
    assert "2 tasks offered" in giver.content()
    assert main(giver).count("Not answered yet") == 2

    duty.goto("/work")
    duty.get_by_role("link", name=re.compile("2 items offered to you")).click()
    assert "Nothing until the ward rings" in main(duty)
    assert "Ring the ward at ten" in main(duty)
    duty.get_by_role("button", name=re.compile(f"^Accept.*C-{second}")).click()
    assert "Accepted" in duty.content()
    duty.get_by_text(re.compile(f"^Decline.*C-{first}")).click()
    duty.get_by_label("Why?").fill("It can wait until the morning")
    duty.get_by_role("button", name="Decline it").click()
    duty.goto("/work?of=team")
    assert f"C-{second}" in main(duty)
    assert f"C-{first}" not in main(duty)

    giver.goto("/work/offered")
    assert "It can wait until the morning" in main(giver)
    giver.goto("/work")
    assert f"C-{first}" in main(giver)
    assert f"C-{second}" not in main(giver)
