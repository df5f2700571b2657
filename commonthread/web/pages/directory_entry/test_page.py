"""An entry is put right; the ledger says in which fields, and not what they say."""

import pytest

from commonthread.access.permissions import Role
from tests.pages import text

BRIDGET = {
    "key": "S1",
    "name": "Bridget Vale",
    "role": "Social worker",
    "team": "North team",
    "phone": "0121 496 0555",
    "hours": "until 17:00",
}


@pytest.fixture
def agency(make):
    return make.agency()


@pytest.fixture
def officer(make, browser, agency):
    return browser(make.user(agency, Role.RECORDS_OFFICER))


def kept(make, agency):
    return make._owner("SELECT id, name, phone FROM access_directory WHERE agency_id = %s", agency)


def test_a_new_entry_is_there_and_its_key_is_not_given_twice(make, agency, officer):
    officer.post("/directory/add", BRIDGET)
    assert kept(make, agency)[1:] == ("Bridget Vale", "0121 496 0555")
    answer = officer.post("/directory/add", BRIDGET | {"name": "Another"})
    assert answer.status_code == 422
    assert "Another entry has this key" in text(answer)


def test_an_entry_is_put_right_under_its_key(make, agency, officer):
    officer.post("/directory/add", BRIDGET)
    number = kept(make, agency)[0]
    officer.post(f"/directory/{number}", BRIDGET | {"phone": "0121 496 0777", "key": "S2"})
    assert kept(make, agency) == (number, "Bridget Vale", "0121 496 0777")
    events = make._owner(
        "SELECT json_agg(data::jsonb -> 'changed' ORDER BY number)::text FROM ledger_event WHERE agency = %s AND type = 'directory changed'",
        agency,
    )[0]  # fmt: skip
    assert events.endswith('["phone"]]')
    assert "0777" not in events


@pytest.mark.parametrize("field", ["name", "key"])
def test_what_is_needed_is_asked_for(make, agency, officer, field):
    answer = officer.post("/directory/add", BRIDGET | {field: ""})
    assert answer.status_code == 422
    assert "Nothing was kept" in text(answer)
    assert kept(make, agency) is None


def test_another_agency_s_entry_is_not_there(make, browser, agency, officer):
    officer.post("/directory/add", BRIDGET)
    number = kept(make, agency)[0]
    other = browser(make.user(make.agency(), Role.RECORDS_OFFICER))
    assert other.get(f"/directory/{number}").status_code == 404
    assert other.post(f"/directory/{number}", BRIDGET).status_code == 404
