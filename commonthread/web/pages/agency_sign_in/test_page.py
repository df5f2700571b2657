"""An agency's provider that is not there leads nowhere. Round trips to a real one: tests/journeys/agency_sign_in."""


def test_where_no_provider_is_connected_there_is_no_way_to_one(browser):
    for path in ("/accounts/agency/nobody/", "/accounts/agency/openid_connect/"):
        assert browser().post(path, {"process": "login"}).status_code == 404
    assert browser().get("/accounts/agency/nobody/back/?code=1&state=2").status_code == 404


def test_an_address_alone_sends_nobody_to_a_provider(browser):
    assert browser().get("/accounts/agency/nobody/").status_code == 405
