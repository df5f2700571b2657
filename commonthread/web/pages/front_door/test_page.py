"""The hub's list: the worst first by stated rules, the reason on each row, and nobody else's."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.places.cited import DISTRICTS
from tests.pages import text
from tests.telling import case_of, tell


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[1].code)


def wait(make, case, gone: float):
    """As though so much of the hour had gone by."""
    make._owner(
        "UPDATE pathways_task SET counts_from = %s, due_at = %s WHERE case_id = %s AND done_at IS NULL",
        now() - timedelta(minutes=60 * gone), now() + timedelta(minutes=60 * (1 - gone)), case,
    )  # fmt: skip


def test_an_empty_list_says_what_comes_here(make, browser):
    assert "Nothing waits" in text(browser(make.hub(DISTRICTS[0].code).officer).get("/front-door"))


def test_the_worst_stands_first_with_its_reason(make, browser, hub):
    cases = []
    for share in (0.2, 1.5, 0.7):
        tell(browser(), district=hub.district)
        cases.append(case_of(make, hub))
        wait(make, cases[-1], share)
    shown = text(browser(hub.officer).get("/front-door"))
    assert shown.index(f"C-{cases[1]}") < shown.index("Contacts, the worst first")
    rows = shown.partition("Contacts, the worst first")[2]
    assert rows.index(f"C-{cases[1]}") < rows.index(f"C-{cases[2]}") < rows.index(f"C-{cases[0]}")
    for words in (
        "3 contacts wait",
        "1 overdue",
        "150 % of its time used, not rated yet, said to be urgent",
        "child left alone",
    ):
        assert words in shown


def test_it_is_chosen_from_by_link_and_counts_all_that_waits(make, browser, hub):
    tell(browser(), district=hub.district)
    client = browser(hub.officer)
    assert "Nothing of this sort waits" in text(client.get("/front-door?only=red"))
    assert "Not rated yet (1)" in text(client.get("/front-door?only=red"))
    assert "1 contact waits" in text(client.get("/front-door?only=nonsense"))


def test_it_says_for_how_long_they_have_waited(make, browser, hub):
    for days in (0, 2, 9):
        tell(browser(), district=hub.district)
        make._owner(
            "UPDATE pathways_contact SET arrived_at = now() - %s * interval '1 day' WHERE case_id = %s",
            days,
            case_of(make, hub),
        )
    shown = re.sub("<[^>]*>", "", text(browser(hub.officer).get("/front-door")))
    assert "less than a day: 1; less than a week: 1; longer: 1" in shown


def test_whoever_has_it_open_is_named_to_the_others(make, browser, hub):
    tell(browser(), district=hub.district)
    case = case_of(make, hub)
    other = make.user(hub.agency, Role.HUB_OFFICER, team=hub.team)
    browser(other).get(f"/front-door/{case}")
    assert "Open with Hub Officer" in text(browser(hub.officer).get("/front-door"))


def test_another_districts_team_sees_nothing_of_it(make, browser, hub):
    tell(browser(), district=hub.district)
    assert "Nothing waits" in text(browser(make.hub(DISTRICTS[2].code).officer).get("/front-door"))


def test_it_is_chosen_by_who_told_about_whom_and_since_when_together_and_each_by_link(make, browser, hub):
    cases = []
    for about in ("child", "adult"):
        tell(browser(), district=hub.district, about=about)
        cases.append(case_of(make, hub))
    make._owner(
        "UPDATE pathways_contact SET arrived_at = now() - interval '3 days' WHERE case_id = %s", cases[0]
    )
    client = browser(hub.officer)

    def listed(asked: str) -> list[int]:
        rows = text(client.get(f"/front-door?{asked}")).partition("Contacts, the worst first")[2]
        return [case for case in cases if f"C-{case}" in rows]

    assert listed("") == listed("from=public") == listed("from=nonsense") == cases
    assert listed("about=adult") == listed("since=today") == [cases[1]]
    assert listed("since=week&about=child") == [cases[0]]
    assert listed("since=week&about=adult") == listed("from=again") == listed("from=feed") == []
    shown = text(client.get("/front-door?since=week"))
    assert "/front-door?since=week&amp;about=child" in shown or "/front-door?since=week&about=child" in shown


def test_what_was_chosen_is_kept_under_a_name_beside_the_views_of_ones_work(make, browser, hub):
    tell(browser(), district=hub.district)
    client = browser(hub.officer)
    client.post("/front-door/views", {"name": "Adults, not rated", "only": "unrated", "about": "adult"})
    shown = text(client.get("/front-door"))
    assert "Adults, not rated" in shown
    assert "only=unrated&amp;about=adult" in shown
    assert "Adults, not rated" not in text(client.get("/work"))
    colleague = browser(make.user(hub.agency, Role.HUB_OFFICER, team=hub.team))
    assert "Adults, not rated" not in text(colleague.get("/front-door"))
    assert "give it a name" in text(client.post("/front-door/views", {"name": " "}, follow=True))
    client.post("/front-door/views", {"name": "Adults, not rated", "do": "drop"})
    assert "Adults, not rated" not in text(client.get("/front-door"))


class Told:
    """Contacts of one hub that are about the same children, as linking found."""

    def __init__(self, make, browser, hub) -> None:
        self.make, self.browser, self.hub = make, browser, hub

    def about(self, *persons: int) -> int:
        tell(self.browser(), district=self.hub.district)
        case = case_of(self.make, self.hub)
        wait(self.make, case, 0.5)
        for person in persons:
            self.make._owner(
                "INSERT INTO records_about (record, person, agency, category) SELECT record, %s, %s, 'community' FROM pathways_contact WHERE case_id = %s",
                person, self.hub.agency, case,
            )  # fmt: skip
        return case

    def closed(self, case: int, person: int, outcome: str | None) -> None:
        self.make._owner("INSERT INTO pathways_caseperson (case_id, person, sort, because, ended_because, outcome) VALUES (%s, %s, 'child', 'so', '', '')", case, person)  # fmt: skip
        if outcome == "not about safeguarding":
            self.make._owner("UPDATE pathways_task SET done_at = now(), outcome = %s WHERE case_id = %s", outcome, case)  # fmt: skip
        elif outcome:
            self.make._owner(
                "INSERT INTO pathways_decided (case_id, person, outcome, threshold, reasons, note, dissent, decided_by) VALUES (%s, %s, %s, '', '', '', '', %s)",
                case, person, outcome, self.hub.officer,
            )  # fmt: skip
        self.make._owner("UPDATE pathways_case SET closed_at = now() WHERE number = %s", case)

    def row(self, case: int) -> str:
        shown = text(self.browser(self.hub.officer).get("/front-door")).partition(
            "Contacts, the worst first"
        )[2]
        return next(row for row in shown.split("<tr")[1:] if f'href="/front-door/{case}">C-{case}</a>' in row.partition("</td>")[0])  # fmt: skip


@pytest.fixture
def contacts(make, browser, hub):
    return Told(make, browser, hub)


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (None, "1 other contact within two years, said to be urgent"),
        ("assessment", "1 other contact within two years, said to be urgent"),
        ("no further action", "1 other contact within two years, 1 came to nothing"),
        ("not about safeguarding", "1 other contact within two years, 1 came to nothing"),
    ],
)
def test_an_earlier_contact_about_the_same_child_is_a_repeat_whatever_was_decided(
    make, contacts, outcome, says
):
    child = make.person()
    contacts.closed(contacts.about(child), child, outcome)
    assert says in contacts.row(contacts.about(child))


def test_one_that_nobody_has_decided_is_a_repeat_too_named_on_the_row_and_stands_higher(make, contacts):
    child = make.person()
    alone = contacts.about(make.person())
    first, again = contacts.about(child), contacts.about(child, make.person())
    for one, other in ((first, again), (again, first)):
        row = contacts.row(one)
        assert "1 more contact about the same people, not decided yet" in row
        assert f"C-{other}" in row
    assert "more contact" not in contacts.row(alone)
    shown = text(contacts.browser(contacts.hub.officer).get("/front-door")).partition("worst first")[2]
    assert max(shown.index(f">C-{one}<") for one in (first, again)) < shown.index(f">C-{alone}<")
    chosen = text(contacts.browser(contacts.hub.officer).get("/front-door?from=again"))
    assert f">C-{first}<" in chosen
    assert "2 of them are shown" in chosen
    assert f">C-{alone}<" not in chosen.partition("worst first")[2]


def test_whoever_looks_after_many_is_no_repeat(make, contacts):
    carer = make.person()
    for _ in range(12):
        contacts.about(carer)
    assert "more contact" not in contacts.row(contacts.about(carer))
