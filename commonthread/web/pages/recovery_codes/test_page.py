"""Codes for an emergency can be made anew; those before no longer work."""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import get_user_model

from tests.coming_in import account, give_password

HERE = "/accounts/second-step/codes/"


def test_new_codes_take_the_place_of_the_old(make, browser):
    somebody = account(make)
    old = RecoveryCodes.activate(get_user_model().objects.get(pk=somebody.number)).get_unused_codes()
    client = browser(somebody.number)
    client.get(HERE)
    fresh = client.post(HERE, follow=True).content.decode()
    assert fresh.count('"ct-code"') == 10
    assert not any(f"{code[:4]} {code[4:]}" in fresh for code in old)
    other = browser()
    give_password(other, somebody.username)
    assert other.post("/accounts/2fa/authenticate/", {"code": old[0]}).status_code == 200


def test_who_has_no_second_factor_is_led_to_set_one_up(make, browser):
    assert browser(account(make, app=False).number).get(HERE)["Location"] == "/accounts/second-step/"
