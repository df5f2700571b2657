"""The directory: read by everybody of the agency, kept by those whose work it is."""

import pytest

from commonthread.access.permissions import FOR_PEOPLE, ROLES, Permission, Role
from tests.pages import text


def entry(make, agency, key="S1", name="Bridget Vale"):
    return make._owner(
        "INSERT INTO access_directory (agency_id, key, name, role, team, phone, hours) "
        "VALUES (%s, %s, %s, 'Social worker', 'North team', '0121 496 0555', 'until 17:00') RETURNING id",
        agency, key, name,
    )[0]  # fmt: skip


def test_it_says_how_each_is_reached_and_names_nobody_of_another_agency(make, browser):
    agency = make.agency()
    entry(make, agency)
    entry(make, make.agency(), name="Otto Elsewhere")
    shown = text(browser(make.user(agency, Role.INVESTIGATOR)).get("/directory"))
    for words in (
        "Bridget Vale",
        "Social worker",
        "North team",
        "0121 496 0555",
        "until 17:00",
        "tel:01214960555",
    ):
        assert words in shown
    assert "Otto" not in shown
    assert "Add an entry" not in shown


def test_a_part_of_a_name_a_role_or_a_team_finds_somebody(make, browser):
    agency = make.agency()
    entry(make, agency)
    here = browser(make.user(agency, Role.INVESTIGATOR))
    for asked in ("bridg", "NORTH", "s1"):
        assert "Bridget Vale" in text(here.get("/directory", {"q": asked}))
    assert "Nobody is found by that" in text(here.get("/directory", {"q": "%"}))


def test_an_empty_directory_says_how_it_is_filled(make, browser):
    assert "Nobody is in the directory yet" in text(
        browser(make.user(make.agency(), Role.INVESTIGATOR)).get("/directory")
    )


@pytest.mark.parametrize(
    "role", [role for role in FOR_PEOPLE if Permission.KEEP_DIRECTORY not in ROLES[role].permissions]
)
def test_only_those_whose_work_it_is_keep_it(make, browser, role):
    agency = make.agency()
    here = browser(make.user(agency, role))
    assert here.get("/directory/add").status_code == 403
    assert here.get(f"/directory/{entry(make, agency)}").status_code == 403
