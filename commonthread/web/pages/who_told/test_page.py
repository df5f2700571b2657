"""Asking who told: nobody is asked for without a reason, and what nobody gave is not there."""

import pytest

from commonthread.places.cited import DISTRICTS
from tests.pages import text
from tests.telling import case_of, tell


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[0].code)


def test_before_a_reason_is_given_nothing_is_shown(browser, make, hub):
    tell(browser(), district=hub.district, named="yes", your_name="Wilhelmina Oakapple")
    shown = text(browser(hub.officer).get(f"/front-door/{case_of(make, hub)}/who-told"))
    assert "Why do you need it?" in shown
    assert "Oakapple" not in shown


def test_of_whoever_gave_nothing_that_is_said(browser, make, hub):
    tell(browser(), district=hub.district)
    page = f"/front-door/{case_of(make, hub)}/who-told"
    assert "gave no name and no way" in text(browser(hub.officer).post(page, {"reason": "to answer"}))
