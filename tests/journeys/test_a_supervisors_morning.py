"""A detective sergeant's morning, as she walks it: from what waits to a case that is closed with everybody accounted for."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from commonthread.access.permissions import Role
from commonthread.pathways.escalation import escalate
from tests.chromium import words_of
from tests.investigating import Investigation


class Station:
    """A child protection team whose sergeant has one investigation overdue for review and one that is nearly over."""

    def __init__(self, make) -> None:
        self.make = make
        self.waits = Investigation(make)
        self.waits.says("plan", "written")
        self.waits.everybody_has_a_part()
        self.over = Investigation(make, beside=self.waits)
        self.over.says("plan", "written")
        self.over.everybody_has_a_part()
        self.over.result(self.over.man)
        self.over.told(self.over.girl)
        self.over.accounted(self.over.girl), self.over.accounted(self.over.man)
        self.first, self.second = self.team("Free team"), self.team("Team that knows the street")
        for _ in range(2):
            make.user(self.waits.force, Role.INVESTIGATOR, team=self.first)
        make._owner("UPDATE access_team SET discipline = 'child protection' WHERE id = %s", self.waits.team)
        make._owner(
            "UPDATE pathways_task SET counts_from = now() - interval '9 days', due_at = now() - interval '1 day' "
            "WHERE case_id = %s AND step = 'direction'",
            self.waits.case,
        )  # fmt: skip

    def team(self, name: str) -> int:
        return self.make._owner(
            "INSERT INTO access_team (agency_id, name, discipline, unit) VALUES (%s, %s, 'child protection', 'LPA-BM') RETURNING id",
            self.waits.force, name,
        )[0]  # fmt: skip


@pytest.fixture
def station(make):
    return Station(make)


def test_a_supervisors_morning(station, sign_in):
    escalate()
    window = sign_in(station.waits.sergeant.user)

    # The start page says what waits for her, and that something is overdue.
    window.goto("/")
    assert "1 overdue" in words_of(window)
    window.get_by_role("link", name=re.compile("tasks? of yours")).click()

    # The review stands on top. Its page lets nobody sign who has opened nothing.
    window.get_by_role("link", name="Review the case and record your direction").first.click()
    window.get_by_role("button", name="Review it and sign").click()
    assert "You have opened nothing of it" in words_of(window)
    window.get_by_role("link", name="open the case").click()
    expect(window.locator("h1")).to_contain_text("Investigation")
    window.get_by_role("link", name="Review it").click()
    assert "you have opened the case 1 time" in words_of(window)

    # She directs, says how grave it is, and signs: the next review is on her list.
    window.get_by_label("What you direct, and why").fill("Speak with the school before the mother does")
    window.get_by_label("Goes on, medium").check()
    window.get_by_role("button", name="Sign it").click()
    assert "they had opened the case 1 time" in words_of(window)
    assert "Speak with the school" in words_of(window)

    # A dip sample is drawn; she reads one case, and what it needs becomes a task.
    window.goto("/samples")
    window.get_by_role("button", name="Draw").click()
    window.get_by_role("link", name=re.compile("Read them")).click()
    window.get_by_role("link", name=f"C-{station.waits.case}", exact=True).click()
    window.go_back()
    window.get_by_role("link", name=re.compile(f"Say what you found.*C-{station.waits.case}")).click()
    window.get_by_label("Needs action").check()
    window.get_by_label("What was found").fill("Nobody asked the ward who brought her")
    window.get_by_label("What is to be done, by whoever leads the case").fill("Ask the ward")
    window.get_by_label("By which day").fill((localdate() + timedelta(days=90)).isoformat())
    window.get_by_role("button", name="Record it").click()
    assert "A task that waits" in words_of(window)

    # The case belongs elsewhere: she chooses another team than the first, and which the first was is kept with why.
    window.goto(f"/cases/{station.waits.case}/allocate")
    rows = window.locator("tbody tr")
    assert "Free team" in rows.nth(0).inner_text()
    window.get_by_label(re.compile("Team that knows the street")).first.check()
    window.get_by_label("Why this team?").fill("They have her brothers already")
    window.get_by_role("button", name="Offer it").click()
    assert "Offered to Team that knows the street" in window.content()
    (note,) = station.make._owner("SELECT note FROM pathways_offer WHERE case_id = %s", station.waits.case)
    assert note == "Instead of Free team: They have her brothers already"

    # The other case is nearly over, but of the mother nobody says where she is: it is not closed.
    window.goto(f"/cases/{station.over.case}/investigation")
    assert "It cannot be closed yet: 1 to account for." in words_of(window)
    window.goto(f"/cases/{station.over.case}/close")
    assert f"P-{station.over.mother} is not accounted for" in words_of(window)
    window.get_by_role("link", name=re.compile("Record it")).click()
    window.get_by_label("Where are they, and why is that safe?").fill(
        "With her sister; he does not know where"
    )
    window.get_by_label("Who says so").fill("PC Larkspur")
    window.get_by_label("Who saw them").fill("PC Larkspur")
    window.get_by_label("On which day").fill(window.evaluate("new Date().toISOString().slice(0, 10)"))
    window.get_by_role("button", name="Record it").click()
    assert "Everybody is accounted for" in words_of(window)

    # Now it closes, with how each is accounted for.
    window.get_by_role("button", name="Close the case").or_(
        window.get_by_role("link", name="Close the case")
    ).click()
    window.get_by_label("Why is the case closed?").fill("Charged; the family is safe")
    window.get_by_role("button", name="Close the case").click()
    assert "is closed. Nothing is seen through it any more" in window.content()
