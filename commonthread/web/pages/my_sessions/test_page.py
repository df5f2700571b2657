"""Where one is signed in, in words; and ending it."""

import pytest

from tests.coming_in import account, come_in
from tests.pages import text

HERE = "/account/sessions"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"


@pytest.fixture
def two(make, browser):
    """One person at a computer and with a phone elsewhere."""
    somebody = account(make)
    here, phone = browser(), browser()
    come_in(here, somebody.number)
    come_in(phone, somebody.number)
    here.get("/help", headers={"User-Agent": WINDOWS})
    phone.get("/help", headers={"User-Agent": IPHONE}, REMOTE_ADDR="192.0.2.7")
    return here, phone, somebody


def reference(make, somebody, device):
    return make._owner(
        'SELECT reference FROM access_session WHERE "user" = %s AND device = %s', somebody.number, device
    )[0]


def test_each_is_shown_with_its_device_and_where_it_is(two):
    here, _, _ = two
    shown = text(here.get(HERE))
    assert "Edge on Windows <strong" in shown
    assert "Safari on an iPhone" in shown
    assert "Another network" in shown


def test_one_is_ended_and_is_out_at_once(two, make):
    here, phone, somebody = two
    said = here.post(HERE, {"session": reference(make, somebody, "Safari on an iPhone")}, follow=True)
    assert "That session is ended" in text(said)
    assert phone.get(HERE)["Location"] == f"/accounts/login/?next={HERE}"
    assert here.get(HERE).status_code == 200
    assert make._owner(
        "SELECT data ->> 'how' FROM ledger_event WHERE actor = %s AND type = 'sign-out'", somebody.number
    ) == ("ended from another session",)


def test_all_others_are_ended_at_once(two):
    here, phone, _ = two
    here.post(HERE, {"others": "1"})
    assert phone.get(HERE).status_code == 302
    assert here.get(HERE).status_code == 200


def test_nobody_ends_somebody_elses(two, make, browser):
    here, phone, somebody = two
    stranger = browser(account(make).number)
    stranger.get(HERE)
    stranger.post(HERE, {"session": reference(make, somebody, "Safari on an iPhone")})
    stranger.post(HERE, {"others": "1"})
    assert phone.get(HERE).status_code == 200
    assert here.get(HERE).status_code == 200


@pytest.mark.parametrize("nonsense", ["", "x", "' OR true --", "00000000-0000-0000-0000-000000000000"])
def test_what_names_no_session_ends_none(two, nonsense):
    here, phone, _ = two
    here.post(HERE, {"session": nonsense})
    assert phone.get(HERE).status_code == 200
