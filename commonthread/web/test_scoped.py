"""Each request knows who is asking and in which post."""

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind


def test_whoever_is_signed_in_is_named_with_their_post(make, browser):
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    text = browser(make.user(agency, Role.SOCIAL_WORKER)).get("/help").content.decode()
    assert "Social worker" in text
    assert "Sign out" in text


def test_nobody_is_named_before_signing_in(browser):
    assert "Sign out" not in browser().get("/help").content.decode()


def test_one_signing_in_opens_one_scope(make, browser):
    client = browser(make.user(make.agency(), Role.POLICE_SUPERVISOR))
    client.get("/help")
    first = client.session["scope"]["token"]
    client.get("/help")
    assert client.session["scope"]["token"] == first


def test_the_token_is_in_no_cookie_and_on_no_page(make, browser):
    client = browser(make.user(make.agency(), Role.POLICE_SUPERVISOR))
    answer = client.get("/help")
    token = client.session["scope"]["token"]
    assert token not in answer.content.decode()
    assert all(token not in cookie.value for cookie in client.cookies.values())
