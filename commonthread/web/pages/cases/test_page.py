"""My cases: what is open and what waits, what has used most of its time first; and honest words where there is none."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.pathways.telling import tell_us
from commonthread.places.cited import DISTRICTS
from commonthread.web.telling.drafting import told
from tests.journeys.visits.case import a_case
from tests.pages import text
from tests.telling import case_of, tell


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[1].code)


def test_a_case_of_mine_is_listed_with_what_waits(make, browser):
    going = a_case(make, "/cases/{case}")
    shown = browser(going.user).get("/cases").content.decode()
    assert "1 case of yours" in shown
    assert f'href="{going.address}"' in shown


def test_whoever_has_none_is_told_how_to_come_to_one(make, browser):
    shown = browser(make.user(make.agency(), Role.SOCIAL_WORKER)).get("/cases").content.decode()
    assert "You work on no case" in shown
    assert 'href="/who"' in shown


def test_contacts_are_at_the_front_door_and_not_among_them(make, browser, hub):
    tell(browser(), district=hub.district)
    client, case = browser(hub.officer), case_of(make, hub)
    shown = text(client.get("/cases"))
    assert "You work on no case" in shown
    assert "1 contact at the front door" in shown
    assert f"C-{case}" not in shown
    assert f"C-{case}" in text(client.get("/cases?pathway=front-door"))


def test_the_task_that_has_used_most_of_its_time_stands_first_and_is_named(make, browser, hub):
    cases = []
    for gone in (0.2, 1.5, 0.7):
        tell(browser(), district=hub.district)
        cases.append(case_of(make, hub))
        make._owner(
            "UPDATE pathways_task SET counts_from = %s, due_at = %s WHERE case_id = %s AND done_at IS NULL",
            now() - timedelta(minutes=60 * gone), now() + timedelta(minutes=60 * (1 - gone)), cases[-1],
        )  # fmt: skip
    shown = text(browser(hub.officer).get("/cases?pathway=front-door"))
    places = [shown.index(f"C-{case}") for case in (cases[1], cases[2], cases[0])]
    assert places == sorted(places)
    assert shown.count("Overdue") == 1
    assert "Find out who it is about and rate how urgent it is" in shown


def test_a_long_list_goes_on_by_page(make, browser, hub):
    for number in range(51):
        said = {
            "about": ["child"],
            "district": [hub.district],
            "worries": ["left_alone"],
            "said": ["Alone until dark"],
        }
        tell_us(*told(said | {"given_name_0": [f"Marlow{number}"]}))
    client = browser(hub.officer)
    shown = client.get("/cases?pathway=front-door").content.decode()
    assert shown.count('class="ct-number"') == 50
    assert "of=mine&amp;pathway=front-door&amp;page=2" in shown
    assert client.get("/cases?pathway=front-door&page=2").content.decode().count('class="ct-number"') == 1
