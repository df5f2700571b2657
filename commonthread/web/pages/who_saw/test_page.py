"""Who saw a person, once it was said why one looks; hidden and absent are answered alike."""

import csv
import io

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.records.actions import open_person
from commonthread.records.queries import read
from commonthread.records.record import Mention, MentionRole
from tests.chromium import axe, runs_over
from tests.pages import text

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby")


@pytest.fixture
def child(make):
    return make.person()


@pytest.fixture
def agency(make, child):
    code = make.agency(AgencyKind.CHILDRENS_SERVICES)
    make.note = make.record(code, make.draft("case_note", CHILD), persons=(child,))
    reader = open_scope(make.user(code, Role.SOCIAL_WORKER))
    with reader.transaction():
        open_person(by=reader, person=child, purpose=Purpose.OWN_WORK, because="Call 1182")
    for reason in ("Call 1182", "=HYPERLINK(1)"):
        read(reader, [make.note], purpose=Purpose.OWN_WORK, reason=reason)
    return code


@pytest.fixture
def officer(make, agency):
    return make.user(agency, Role.DATA_PROTECTION_OFFICER)


def looking(client, person):
    client.post("/ledger", {"person": f"P-{person}", "reason": "Request 3"})
    return client


def test_each_reading_is_shown_with_its_reason(browser, officer, child):
    shown = text(looking(browser(officer), child).get(f"/ledger/people/{child}"))
    assert "Call 1182" in shown
    assert "Request 3" in shown
    assert "Odalys" not in shown


def test_without_a_reason_one_is_asked_for_it(browser, officer, child):
    assert browser(officer).get(f"/ledger/people/{child}")["Location"] == "/ledger"
    assert browser(officer).get(f"/ledger/people/{child}/readings.csv")["Location"] == "/ledger"


def test_whom_the_agency_does_not_know_is_not_there(make, browser, officer):
    stranger = make.person()
    assert looking(browser(officer), stranger).get(f"/ledger/people/{stranger}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("reader=social", "Call 1182"),
        ("reader=nobody", "whose name has"),
        ("since=2001-01-01&until=2001-02-01", "Nobody read"),
        ("since=x&until=99999999", "Call 1182"),
        ("page=7", "no more readings"),
    ],
)
def test_the_list_is_narrowed_by_time_and_reader(browser, officer, child, asked, shown):
    assert shown in text(looking(browser(officer), child).get(f"/ledger/people/{child}?{asked}"))


def test_the_list_can_be_taken_away_and_that_stands_on_the_ledger(make, browser, officer, child):
    answer = looking(browser(officer), child).get(f"/ledger/people/{child}/readings.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0][:3] == ["when", "who", "agency"]
    assert [row[4] for row in rows[1:]] == ["'=HYPERLINK(1)", "Call 1182"]
    (taken,) = make._owner(
        "SELECT (data ->> 'taken_away')::boolean FROM ledger_event WHERE actor = %s AND type = 'consultation'", officer
    )  # fmt: skip
    assert taken


def test_the_list_reads_well_wide_and_narrow(sign_in, officer, child):
    for width in (1280, 320):
        window = sign_in(officer, width=width)
        window.goto("/ledger")
        window.get_by_label("The person’s number").fill(f"P-{child}")
        window.get_by_label("Why do you look?").fill("Request 3")
        window.get_by_role("button", name="Show who read").click()
        assert window.locator("h1").inner_text() == f"Who saw P-{child}"
        assert axe(window) == []
        assert runs_over(window) <= 0
