"""My cases: what is open and what waits; and honest words where there is none."""

from commonthread.access.permissions import Role
from tests.journeys.visits import a_case


def test_a_case_of_mine_is_listed_with_what_waits(make, browser):
    going = a_case(make, "/cases/{case}")
    shown = browser(going.user).get("/cases").content.decode()
    assert "1 case of yours" in shown
    assert f'href="{going.address}"' in shown


def test_whoever_has_none_is_told_how_to_come_to_one(make, browser):
    shown = browser(make.user(make.agency(), Role.SOCIAL_WORKER)).get("/cases").content.decode()
    assert "You work on no case" in shown
    assert 'href="/who"' in shown
