"""What waits for a decision is listed by number: who they are is shown when a pair is opened."""

from datetime import date

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.identity.linking import link_unlinked
from commonthread.records.record import Mention, MentionRole


@pytest.fixture
def waiting(fresh_database, make):
    csc = make.agency(AgencyKind.CHILDRENS_SERVICES)
    names = {"given_name": "Odalys", "family_name": "Quenby"}
    for born in (date(2017, 3, 14), date(2017, 3, 1)):
        make.record(csc, make.draft("case_note", Mention(role=MentionRole.SUBJECT, born_on=born, **names)))
    link_unlinked()
    first, second = (
        make._owner("SELECT number FROM content.mention ORDER BY number OFFSET %s LIMIT 1", n)[0]
        for n in (0, 1)
    )
    make._owner(
        "INSERT INTO identity_pair (first, second, model, weight, decision, reason) VALUES (%s, %s, '2026-11', 2, '', '') "
        "ON CONFLICT DO NOTHING", first, second,
    )  # fmt: skip
    return csc, make._owner("SELECT number FROM identity_pair")[0]


def test_a_pair_is_offered_without_naming_anybody(waiting, make, browser):
    csc, pair = waiting
    shown = browser(make.user(csc, Role.RECORDS_OFFICER)).get("/review").content.decode()
    assert f'href="/review/{pair}"' in shown
    assert "Quenby" not in shown


def test_another_agency_has_nothing_to_decide(waiting, make, browser):
    other = make.agency(AgencyKind.CHILDRENS_SERVICES)
    shown = browser(make.user(other, Role.RECORDS_OFFICER)).get("/review").content.decode()
    assert "Nothing waits for you" in shown


def test_a_role_that_does_not_decide_is_refused(make, browser):
    assert browser(make.user(make.agency(), Role.SOCIAL_WORKER)).get("/review").status_code == 403
