"""Two people at one case see each other, and what the other did; nobody else sees either of them."""

import pytest
from django.utils.timezone import now

from commonthread import flow
from commonthread.access.permissions import Role
from commonthread.places.cited import DISTRICTS
from tests.pages import text
from tests.telling import case_of, tell

BY_ITSELF = {"HTTP_X_BY_ITSELF": "1"}


@pytest.fixture
def two(make, browser):
    """A contact of a hub, and two of its team."""
    hub = make.hub(DISTRICTS[1].code)
    tell(browser(), district=hub.district)
    return case_of(make, hub), hub.officer, make.user(hub.agency, Role.HUB_OFFICER, team=hub.team)


def test_each_sees_the_other_and_since_when(two, browser):
    case, first, second = two
    for page in (f"/cases/{case}", f"/front-door/{case}"):
        browser(first).get(page)
        assert "has it open too, since" in text(browser(second).get(page))
    assert "has it open too" in text(browser(first).get(f"/cases/{case}/others", **BY_ITSELF))


def test_whoever_is_alone_there_sees_nobody(two, browser):
    case, first, _ = two
    for _ in range(2):
        assert "has it open" not in text(browser(first).get(f"/cases/{case}"))


def test_a_look_ends_by_itself_and_nothing_is_held_after(two, make, browser):
    case, first, second = two
    browser(first).get(f"/cases/{case}/others", **BY_ITSELF)
    look = "SELECT count(*), max(until_at) - now() < interval '3 minutes' FROM pathways_looking WHERE case_id = %s"
    assert make._owner(look, case) == (1, True)
    make._owner("UPDATE pathways_looking SET until_at = now() - interval '1 second' WHERE case_id = %s", case)
    assert "has it open" not in text(browser(second).get(f"/cases/{case}"))
    make._owner("UPDATE pathways_looking SET until_at = now() - interval '1 second' WHERE case_id = %s", case)
    flow.clear_what_ended(0)
    assert make._owner(look, case)[0] == 0


def test_whoever_works_on_it_no_more_is_not_shown(two, make, browser):
    case, first, second = two
    browser(first).get(f"/cases/{case}")
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", first)
    assert "has it open" not in text(browser(second).get(f"/cases/{case}"))


def test_whoever_may_not_see_the_case_learns_of_nobody_and_is_seen_by_nobody(two, make, browser):
    case, first, _ = two
    (agency,) = make._owner("SELECT agency FROM pathways_case WHERE number = %s", case)
    browser(first).get(f"/cases/{case}")
    for stranger in (
        make.user(make.agency(), Role.HUB_OFFICER),
        make.user(agency, Role.SOCIAL_WORKER),
    ):
        for address in (f"/cases/{case}/others", f"/cases/{case}/others?since=1", "/cases/99999999/others"):
            assert browser(stranger).get(address).status_code == 404
    assert make._owner("SELECT count(*) FROM pathways_looking WHERE case_id = %s", case) == (1,)


def test_what_the_other_did_since_the_page_was_opened_is_said_and_ones_own_is_not(two, browser):
    case, first, second = two
    opened = int(now().timestamp())
    browser(second).post(
        f"/front-door/{case}", {"do": "rate", "rating": "amber", "rating_why": "alone at night"}
    )
    address = f"/cases/{case}/others?since={opened}"
    shown = text(browser(first).get(address, **BY_ITSELF))
    assert "Since you opened this page" in shown
    assert "rated it" in shown
    assert "rated it" not in text(browser(second).get(address, **BY_ITSELF))
    assert "rated it" not in text(browser(first).get(f"/cases/{case}/others?since=nonsense"))
