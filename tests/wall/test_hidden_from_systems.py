"""An agency's system is told of nobody who is hidden, as though they were not there."""

import pytest

from commonthread.access.permissions import Role
from commonthread.identity.linking import link_unlinked
from commonthread.identity.restricting import restrict
from tests.api.conftest import caller  # noqa: F401
from tests.api.test_asking import asked, asking, child, disclosures
from tests.wall.hiding import SOON


@pytest.fixture
def girl(make):
    return child(make)


def test_a_system_is_not_told_of_somebody_hidden(make, caller, girl):  # noqa: F811
    here = caller()
    record = make.record(here.agency, make.draft("home_visit", girl))
    link_unlinked()
    assert asked(here, asking(girl))["matches"]
    before = disclosures(make, here)
    (person,) = make._owner("SELECT person FROM records_about WHERE record = %s", record)
    officer = make.scope(here.agency, Role.PROTECTED_PERSONS, team=make.team(here.agency))
    with officer.transaction():
        restrict(by=officer, persons=[person], why="fled", review_on=SOON)
    nobody = child(make, given_name="Nobodyatall", family_name="Ofthatname")
    assert asked(here, asking(girl)) == asked(here, asking(nobody))
    assert disclosures(make, here) == before
