"""Nobody makes an account for themselves."""

from django.contrib.auth import get_user_model


def test_nobody_can_sign_themselves_up(browser):
    given = {
        "username": "stranger",
        "password1": "correct horse battery",
        "password2": "correct horse battery",
    }
    browser().post("/accounts/signup/", given)
    assert not get_user_model().objects.filter(username="stranger").exists()
