"""Taking a mention out of a person asks for a reason and says who read it in the wrong chronology."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.identity.linking import link_unlinked
from commonthread.records.record import Mention, MentionRole

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby", nhs_number="9990000034")


@pytest.fixture
def two(fresh_database, make):
    """Two mentions of one agency that are one person; the address that takes out the second."""
    csc = make.agency(AgencyKind.CHILDRENS_SERVICES)
    records = [make.record(csc, make.draft("case_note", CHILD)) for _ in range(2)]
    link_unlinked()
    mention, child = make._owner("SELECT number, person FROM content.mention WHERE record = %s", records[1])
    return csc, child, f"/people/{child}/why/{mention}/unlink"


@pytest.fixture
def opened(make, browser):
    def as_(agency, role, number):
        client = browser(make.user(agency, role))
        stated = {"purpose": Purpose.RECORD_QUALITY.value, "because": "Call 1182"}
        client.post(f"/people/{number}/purpose", stated)
        return client

    return as_


def text(answer):
    return answer.content.decode()


def test_it_is_said_who_read_it_as_this_persons(two, opened):
    csc, child, address = two
    opened(csc, Role.SOCIAL_WORKER, child).get(f"/people/{child}")
    shown = text(opened(csc, Role.RECORDS_OFFICER, child).get(address))
    assert "Who read it as this person" in shown
    assert "Social Worker" in shown


def test_where_nobody_read_it_that_is_said(two, opened):
    csc, child, address = two
    assert "Nobody has read it" in text(opened(csc, Role.RECORDS_OFFICER, child).get(address))


def test_a_reason_is_needed(two, opened):
    csc, child, address = two
    answer = opened(csc, Role.RECORDS_OFFICER, child).post(address, {"reason": " "})
    assert answer.status_code == 422
    assert "Nothing was changed" in text(answer)


def test_taken_out_it_is_a_person_of_its_own_whom_whoever_did_it_may_go_on_seeing(two, opened, make):
    csc, child, address = two
    client = opened(csc, Role.RECORDS_OFFICER, child)
    shown = text(client.post(address, {"reason": "A cousin of that name"}, follow=True))
    fresh = make._owner("SELECT person FROM content.mention WHERE number = %s", int(address.split("/")[-2]))[
        0
    ]
    assert fresh != child
    assert f"It is P-{fresh} now" in shown
    assert client.get(f"/people/{fresh}").status_code == 200


@pytest.mark.parametrize("mention", [1, 999999])
def test_a_mention_of_somebody_else_is_not_there(two, opened, mention):
    csc, child, _ = two
    client = opened(csc, Role.RECORDS_OFFICER, child)
    assert client.get(f"/people/{child}/why/{mention + 10**6}/unlink").status_code == 404


def test_another_agency_is_told_nothing(two, opened, make):
    _, child, address = two
    client = opened(make.agency(AgencyKind.HOUSING), Role.RECORDS_OFFICER, child)
    assert client.post(address, {"reason": "curious"}).status_code == 404
