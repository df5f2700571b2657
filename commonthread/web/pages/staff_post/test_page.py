"""Somebody moves, and a post that was ended by mistake is given again."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from tests.pages import text


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def administrator(make, browser, agency):
    return browser(make.user(agency, Role.ADMINISTRATOR))


def wanted(role, **changes):
    return {"role": role.value, "team": "", "from_on": "", "last_day": "", "why": "needed there"} | changes


def test_a_mover_has_the_new_post_at_once(make, agency, administrator):
    dana = make.user(agency, Role.INVESTIGATOR)
    answer = administrator.post(f"/staff/{dana}/post", wanted(Role.HUB_OFFICER), follow=True)
    assert "The post is given." in text(answer)
    assert open_scope(dana).role is Role.HUB_OFFICER


def test_or_from_a_day_to_come(make, agency, administrator):
    dana = make.user(agency, Role.INVESTIGATOR)
    day = localdate() + timedelta(days=5)
    answer = administrator.post(
        f"/staff/{dana}/post", wanted(Role.HUB_OFFICER, from_on=day.isoformat()), follow=True
    )
    assert "to come" in text(answer)
    assert open_scope(dana).role is Role.INVESTIGATOR


def test_a_post_ended_by_mistake_is_offered_again_as_it_was(make, agency, administrator):
    dana = make.user(agency, Role.NEIGHBOURHOOD_OFFICER)
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", dana)
    shown = text(administrator.get(f"/staff/{dana}"))
    assert "no post, and no access" in shown
    (post,) = make._owner("SELECT id FROM access_post WHERE user_id = %s", dana)
    address = f"/staff/{dana}/post?again={post}"
    assert address in shown
    assert '<option value="neighbourhood_officer" selected' in text(administrator.get(address))
    administrator.post(address, wanted(Role.NEIGHBOURHOOD_OFFICER))
    assert open_scope(dana).role is Role.NEIGHBOURHOOD_OFFICER
    assert make._owner("SELECT count(*) FROM access_post WHERE user_id = %s", dana) == (2,)


def test_the_last_day_of_a_post_is_a_whole_day_in_england(make, agency, administrator):
    dana = make.user(agency, Role.INVESTIGATOR)
    day = localdate() + timedelta(days=30)
    administrator.post(f"/staff/{dana}/post", wanted(Role.INSPECTOR, last_day=day.isoformat()))
    assert make._owner(
        "SELECT (until_at AT TIME ZONE 'Europe/London')::text FROM access_post WHERE user_id = %s AND role = 'inspector'",
        dana,
    ) == (f"{day + timedelta(days=1)} 00:00:00",)


@pytest.mark.parametrize("days", [0, 89, 90])
def test_an_inspector_has_ninety_days_and_no_more(make, agency, administrator, days):
    dana = make.user(agency, Role.INVESTIGATOR)
    day = localdate() + timedelta(days=days)
    answer = administrator.post(f"/staff/{dana}/post", wanted(Role.INSPECTOR, last_day=day.isoformat()))
    assert answer.status_code == (302 if days < 90 else 422)


def test_what_is_wrong_is_said_and_the_post_of_today_stays(make, agency, administrator):
    dana = make.user(agency, Role.INVESTIGATOR)
    answer = administrator.post(f"/staff/{dana}/post", wanted(Role.HUB_OFFICER, why=""))
    assert answer.status_code == 422
    assert "No post was given" in text(answer)
    assert open_scope(dana).role is Role.INVESTIGATOR
