"""A post is ended today, and whoever held it is out at once."""

import pytest

from commonthread.access.permissions import Role
from tests.pages import text


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def administrator(make, browser, agency):
    return browser(make.user(agency, Role.ADMINISTRATOR))


def ending(make, who):
    (post,) = make._owner("SELECT max(id) FROM access_post WHERE user_id = %s", who)
    return f"/staff/{who}/posts/{post}/end"


def test_whoever_held_it_is_out_with_their_next_step(make, browser, agency, administrator):
    dana = make.user(agency, Role.INVESTIGATOR)
    here = browser(dana)
    assert here.get("/enter").status_code == 200
    address = ending(make, dana)
    assert "End this post now?" in text(administrator.get(address))
    assert "The post has ended." in text(
        administrator.post(address, {"reason": "left the force"}, follow=True)
    )
    assert here.get("/enter")["Location"].startswith("/accounts/login/")


def test_without_a_reason_nothing_is_ended(make, browser, agency, administrator):
    dana = make.user(agency, Role.INVESTIGATOR)
    answer = administrator.post(ending(make, dana), {"reason": " "})
    assert answer.status_code == 422
    assert "Nothing was ended" in text(answer)
    assert browser(dana).get("/enter").status_code == 200


def test_a_post_that_has_ended_is_not_ended_twice(make, agency, administrator):
    dana = make.user(agency, Role.INVESTIGATOR)
    make._owner("UPDATE access_post SET until_at = now() WHERE user_id = %s", dana)
    assert "has ended already" in text(administrator.get(ending(make, dana), follow=True))


def test_of_another_agency_and_of_oneself_it_is_not_there(make, browser, agency):
    me = make.user(agency, Role.ADMINISTRATOR)
    theirs = make.user(make.agency(), Role.INVESTIGATOR)
    here = browser(me)
    for who in (me, theirs):
        assert here.get(ending(make, who)).status_code == 404
        assert here.post(ending(make, who), {"reason": "x"}).status_code == 404
