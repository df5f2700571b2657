"""An administrator finds their agency's people, and takes the list away for a review of access."""

import csv
import io

import pytest

from commonthread.access.permissions import FOR_PEOPLE, ROLES, Permission, Role
from tests.pages import text


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def administrator(make, browser, agency):
    return browser(make.user(agency, Role.ADMINISTRATOR))


def called(make, agency, name, role=Role.INVESTIGATOR):
    user = make.user(agency, role)
    make._owner("UPDATE access_user SET name = %s WHERE id = %s", name, user)
    return user


def test_everybody_of_the_agency_is_there_and_nobody_else(make, agency, administrator):
    dana, other = called(make, agency, "Dana Fell"), called(make, make.agency(), "Otto Elsewhere")
    shown = text(administrator.get("/staff"))
    assert f'href="/staff/{dana}">Dana Fell' in shown
    assert "Otto" not in shown
    assert f"/staff/{other}" not in shown


def test_a_part_of_a_name_finds_somebody_and_an_empty_finding_says_so(make, agency, administrator):
    called(make, agency, "Dana Fell")
    called(make, agency, "Ruth Vale")
    shown = text(administrator.get("/staff", {"q": "fel"}))
    assert "Dana Fell" in shown
    assert "Ruth Vale" not in shown
    assert "Nobody here is found by that" in text(administrator.get("/staff", {"q": "nobody\x00 such"}))


def test_a_long_list_comes_a_page_at_a_time(make, agency, administrator):
    for number in range(51):
        called(make, agency, f"Person {number:02}")
    first, second = (text(administrator.get("/staff", {"q": "Person", "page": page})) for page in (1, 2))
    assert "Person 49" in first
    assert "Person 50" not in first
    assert "/staff?q=Person&amp;standing=&amp;page=2" in first
    assert "Person 50" in second
    assert "There are no more people" in text(administrator.get("/staff", {"page": 9}))


def test_accounts_that_nobody_uses_call_for_a_review(make, agency, administrator):
    assert "not used for 90 days." not in text(administrator.get("/staff"))
    dana = called(make, agency, "Dana Fell")
    make._owner("UPDATE access_post SET from_at = now() - interval '91 days' WHERE user_id = %s", dana)
    assert "1 account not used for 90 days." in text(administrator.get("/staff"))
    shown = text(administrator.get("/staff", {"standing": "unused"}))
    assert "Dana Fell" in shown
    assert "Administrator" not in shown.partition("<tbody")[2]


def test_the_list_is_a_file_in_which_no_cell_is_a_formula(make, agency, administrator):
    called(make, agency, "=HYPERLINK(1)")
    answer = administrator.get("/staff/accounts.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["role"] for row in rows} == {"Administrator", "Investigator"}
    assert "'=HYPERLINK(1)" in {row["name"] for row in rows}
    assert {row["last signed in"] for row in rows} >= {"never"}


@pytest.mark.parametrize(
    "address",
    ["/staff", "/staff/accounts.csv", "/staff/add", "/staff/1", "/staff/1/post", "/teams", "/teams/1"],
)
@pytest.mark.parametrize(
    "role", [role for role in FOR_PEOPLE if Permission.RUN_SERVICE not in ROLES[role].permissions]
)
def test_nobody_but_an_administrator_comes_here(make, browser, role, address):
    assert browser(make.user(make.agency(), role)).get(address).status_code == 403
