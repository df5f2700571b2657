"""Staying signed in, and how long is left."""

from tests.coming_in import account
from tests.pages import text


def test_opening_it_is_use_and_asking_how_long_is_left_is_not(make, browser):
    somebody = account(make)
    client = browser(somebody.number)
    client.get("/help")
    make._owner(
        "UPDATE access_session SET seen_at = now() - interval '13 minutes' WHERE \"user\" = %s",
        somebody.number,
    )
    asked = client.get("/accounts/stay/", headers={"X-By-Itself": "1"})
    assert 115 <= int(asked["X-Seconds-Left"]) <= 120
    stayed = client.get("/accounts/stay/")
    assert int(stayed["X-Seconds-Left"]) > 890
    assert "You are still signed in" in text(stayed)


def test_the_warning_is_on_every_page_of_whoever_is_signed_in(make, browser):
    assert "You will be signed out in two minutes" in text(browser(account(make).number).get("/help"))
    assert "You will be signed out in two minutes" not in text(browser().get("/help"))
