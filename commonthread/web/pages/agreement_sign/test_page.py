"""Signing and ending: after reading, for one's own agency, and just these words."""

import pytest

from tests.agreeing import Agreeing
from tests.pages import text


@pytest.fixture
def agreeing(make):
    return Agreeing(make)


def digest(window, address):
    return window.get(address).content.decode().split('name="digest" value="')[1][:64]


def test_a_signature_needs_the_word_that_it_was_read(agreeing, browser):
    number, window = agreeing.drafted(), browser(agreeing.guardian)
    address = f"/agreements/{number}/editions/1/sign"
    answer = window.post(address, {"digest": digest(window, address)})
    assert answer.status_code == 422
    assert "Say that you have read it" in text(answer)


def test_what_changed_since_it_was_read_is_not_signed(agreeing, browser):
    number, window = agreeing.drafted(), browser(agreeing.guardian)
    address = f"/agreements/{number}/editions/1/sign"
    read = digest(window, address)
    agreeing.drafted(number, why="So that an enquiry sees everything.")
    answer = window.post(address, {"read": "yes", "digest": read})
    assert answer.status_code == 422
    assert "has changed since you read it" in text(answer)
    assert "sees everything" in text(answer)


def test_it_is_signed_once(agreeing, browser):
    number, window = agreeing.drafted(), browser(agreeing.guardian)
    address = f"/agreements/{number}/editions/1/sign"
    sent = {"read": "yes", "digest": digest(window, address)}
    assert "You have signed for" in text(window.post(address, sent, follow=True))
    assert window.get(address).status_code == 404
    assert window.post(address, sent).status_code == 404


def test_it_is_ended_with_a_reason_that_the_others_read(agreeing, browser):
    number = agreeing.in_force()
    address = f"/agreements/{number}/editions/1/end"
    without = browser(agreeing.guardian).post(address, {"reason": " "})
    assert (without.status_code, "It has not ended" in text(without)) == (422, True)
    browser(agreeing.guardian).post(address, {"reason": "Our trust has merged"})
    shown = text(browser(agreeing.officer).get(f"/agreements/{number}"))
    assert "Our trust has merged" in shown
    assert browser(agreeing.officer).get(address).status_code == 404


@pytest.mark.parametrize("what", ["sign", "end"])
def test_a_stranger_finds_nothing_to_sign_or_end(agreeing, make, browser, what):
    number = agreeing.drafted() if what == "sign" else agreeing.in_force()
    stranger = browser(Agreeing(make).officer)
    assert stranger.get(f"/agreements/{number}/editions/1/{what}").status_code == 404
    assert stranger.post(f"/agreements/{number}/editions/1/{what}", {"reason": "x"}).status_code == 404
