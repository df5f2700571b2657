"""A proxy's word for a visitor's address is taken from the proxies that are named, and what else says so is reported."""

from ipaddress import ip_network

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from commonthread.access.permissions import Role
from commonthread.web.device import address
from commonthread.web.forwarded import NOTED, forwarded
from tests.pages import text

VISITOR, PROXY = "192.0.2.7", "10.0.0.2"
ONE_PROXY = {"ALLAUTH_TRUSTED_PROXY_COUNT": 1, "PROXY_ADDRESSES": [ip_network("10.0.0.0/8")]}


@pytest.fixture(autouse=True)
def nothing_noted(database):
    cache.delete(NOTED)


def seen(peer: str, **said: str) -> str:
    """Whose address a request has that a peer sends."""
    found = []
    forwarded(lambda request: found.append(address(request)) or HttpResponse())(
        RequestFactory().get("/", REMOTE_ADDR=peer, headers=said)
    )
    return found[0]


@pytest.mark.parametrize(
    ("peer", "said", "whose"),
    [
        (PROXY, {"X-Forwarded-For": VISITOR}, VISITOR),
        (PROXY, {"X-Forwarded-For": f"203.0.113.1, {VISITOR}"}, VISITOR),
        (VISITOR, {"X-Forwarded-For": "203.0.113.1"}, VISITOR),
        (PROXY, {}, PROXY),
    ],
    ids=["a proxy says", "a visitor had put another before", "a visitor says so himself", "nobody says"],
)
def test_whose_address_it_is(peer, said, whose):
    with override_settings(**ONE_PROXY):
        assert seen(peer, **said) == whose


def test_two_visitors_behind_a_proxy_that_nobody_named_count_as_one_and_administrators_are_told(
    make, browser
):
    administrator = browser(make.user(make.agency(), Role.ADMINISTRATOR))
    assert "is not named" not in text(administrator.get("/jobs"))
    assert seen(PROXY, **{"X-Forwarded-For": VISITOR}) == PROXY
    for page in ("/", "/jobs"):
        shown = text(administrator.get(page))
        assert "A proxy at 10.0.0.2 is not named" in shown
        assert "COMMONTHREAD_PROXIES" in shown
    assert "is not named" not in text(browser(make.user(make.agency(), Role.HUB_OFFICER)).get("/"))


def test_of_a_visitor_who_says_it_himself_no_address_is_kept(make, browser):
    with override_settings(**ONE_PROXY):
        seen("8.8.8.8", **{"X-Forwarded-For": "203.0.113.1"})
    shown = text(browser(make.user(make.agency(), Role.ADMINISTRATOR)).get("/jobs"))
    assert "8.8.8.8" not in shown
    assert "Somebody who is no proxy" in shown
