import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind


def read(client, address: str) -> str:
    return client.get(address).content.decode()


def test_anybody_reads_the_steps_their_times_and_where_they_come_from(browser):
    page = read(browser(), "/pathways/section-47")
    assert "Hold the strategy discussion" in page
    assert "15 working days" in page
    assert "Working Together to Safeguard Children" in page
    assert "How sure" not in page


def test_an_administrator_is_told_how_sure_each_is(browser, make):
    administrator = make.user(make.agency(AgencyKind.POLICE), Role.ADMINISTRATOR)
    assert "How sure: read in a text that restates it" in read(browser(administrator), "/pathways/section-47")


def test_an_earlier_edition_is_kept_and_said_to_be_one(browser):
    now, then = read(browser(), "/pathways/missing"), read(browser(), "/pathways/missing?edition=2013")
    assert "not in force today" not in now
    assert "not in force today" in then
    assert "absent with no apparent risk" in then


@pytest.mark.parametrize("address", ["/pathways/nothing", "/pathways/missing?edition=1066"])
def test_what_is_not_there_is_not_found(browser, address):
    assert browser().get(address).status_code == 404
