"""A system's secrets are changed and ended on its page, and so is the system."""

import re

import pytest

from tests.calling import ask_token, system
from tests.pages import text


@pytest.fixture
def here(make):
    return system(make, make.agency())


@pytest.fixture
def page(here, browser):
    return browser(here.administrator.user)


def test_another_secret_works_beside_the_first(here, page):
    answer = page.post(f"/clients/{here.made.number}", {"do": "rotate", "overlap": "7"})
    _, secret = re.findall(r'<code class="ct-address">([^<]+)</code>', answer.content.decode())
    assert {ask_token(here.made.code, each).status_code for each in (secret, here.made.secret.text)} == {200}
    assert text(page.get(f"/clients/{here.made.number}")).count("End this secret now") == 2


def test_a_secret_is_ended(here, page):
    number = re.search(r'name="secret" value="(\d+)"', text(page.get(f"/clients/{here.made.number}")))[1]
    page.post(f"/clients/{here.made.number}", {"do": "end secret", "secret": number})
    assert ask_token(here.made.code, here.made.secret.text).status_code == 401
    assert "No secret of this system is live" in text(page.get(f"/clients/{here.made.number}"))


def test_a_system_is_ended(here, page):
    answer = page.post(f"/clients/{here.made.number}", {"do": "end"}, follow=True)
    assert "Its tokens and secrets are refused" in text(answer)
    assert here.get("/api/v1/deliveries").status_code == 401


@pytest.mark.parametrize(
    "form",
    [{}, {"do": "anything"}, {"do": "end secret", "secret": "x"}, {"do": "end secret", "secret": "9" * 30}],
)
def test_what_is_not_there_is_not_done(here, page, form):
    assert page.post(f"/clients/{here.made.number}", form).status_code == 404


def test_another_agency_s_system_is_not_there(make, here, browser):
    elsewhere = system(make, make.agency())
    assert browser(elsewhere.administrator.user).get(f"/clients/{here.made.number}").status_code == 404
