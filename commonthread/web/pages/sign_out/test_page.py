"""Signing out asks once when it is come to by an address, and then is done."""

from commonthread.access.permissions import Role


def test_the_address_alone_signs_nobody_out(make, browser):
    client = browser(make.user(make.agency(), Role.SOCIAL_WORKER))
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert client.get("/accounts/password/change/").status_code == 200


def test_signing_out_twice_does_no_harm(browser):
    assert browser().post("/accounts/logout/", follow=True).status_code == 200
