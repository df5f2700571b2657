"""An administrator sees their own agency's systems; nobody else sees any."""

import pytest

from commonthread.access.permissions import Role
from tests.calling import system
from tests.pages import text


def test_an_administrator_sees_the_systems_of_their_own_agency(make, browser):
    here, elsewhere = system(make, make.agency()), system(make, make.agency())
    shown = text(browser(here.administrator.user).get("/clients"))
    assert f'href="/clients/{here.made.number}"' in shown
    assert f'href="/clients/{elsewhere.made.number}"' not in shown


def test_an_agency_without_systems_is_told_so(make, browser):
    assert "No system of your agency" in text(
        browser(make.user(make.agency(), Role.ADMINISTRATOR)).get("/clients")
    )


@pytest.mark.parametrize("address", ["/clients", "/clients/new", "/clients/1"])
def test_whoever_does_not_run_the_service_is_refused(make, browser, address):
    assert browser(make.user(make.agency(), Role.RECORDS_OFFICER)).get(address).status_code == 403
