"""A second factor can be asked for once more, and counts for a while."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import override_settings

from commonthread.serving.demo import set_up_agencies
from commonthread.web.proof import reauthenticated
from tests.coming_in import account, sign_in_fully
from tests.pages import text

HERE = "/accounts/confirm/"


@pytest.fixture
def worker(make):
    return account(make)


def confirmed(client, worker, **within) -> bool:
    user = get_user_model().objects.get(pk=worker.number)
    return reauthenticated(SimpleNamespace(session=client.session, user=user), **within)


def age(client, minutes):
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= minutes * 60
    session.save()


def test_what_was_given_at_sign_in_counts_for_a_while_and_not_for_longer(worker, browser):
    client = browser()
    sign_in_fully(client, worker)
    assert confirmed(client, worker)
    assert not confirmed(client, worker, within=timedelta())
    age(client, 16)
    assert not confirmed(client, worker)


def test_a_code_confirms_again_and_leads_on(worker, browser):
    client = browser()
    sign_in_fully(client, worker, steps=-1)
    age(client, 16)
    assert "Confirm that it is you" in text(client.get(f"{HERE}?next=/account/sessions"))
    assert "That did not confirm it" in text(client.post(HERE, {"code": "000000"}))
    assert not confirmed(client, worker)
    answer = client.post(HERE, {"code": worker.code(), "next": "/account/sessions"})
    assert answer["Location"] == "/account/sessions"
    assert confirmed(client, worker, within=timedelta(minutes=1))


def test_another_site_is_not_led_to(worker, browser):
    client = browser()
    sign_in_fully(client, worker, steps=-1)
    assert client.post(HERE, {"code": worker.code(), "next": "//elsewhere.example"})["Location"] == "/"


def test_how_one_signs_in_is_not_changed_at_a_screen_left_open(worker, browser, make):
    client = browser()
    sign_in_fully(client, worker)
    age(client, 16)
    for path in ("/account/sign-in/remove", "/account/sign-in/unlink"):
        assert client.post(path, {"number": "1"})["Location"] == f"{HERE}?next=/account/sign-in"
    assert client.get("/accounts/second-step/")["Location"] == f"{HERE}?next=/accounts/second-step/"


def test_the_press_that_stands_for_it_in_the_demo_is_nothing_elsewhere(worker, browser):
    client = browser()
    sign_in_fully(client, worker)
    age(client, 16)
    client.post(HERE, {"demo": "1"})
    assert not confirmed(client, worker)


def test_in_the_demo_one_press_stands_for_it(fresh_database, browser):
    set_up_agencies()
    with override_settings(DEMO=True):
        client = browser()
        client.post("/accounts/demo/", {"username": "hub.police"})
        assert "as the demo does" in text(client.get(HERE))
        assert client.post(HERE, {"demo": "1", "next": "/who"})["Location"] == "/who"
        hub = get_user_model().objects.get(username="hub.police")
        assert reauthenticated(SimpleNamespace(session=client.session, user=hub))
