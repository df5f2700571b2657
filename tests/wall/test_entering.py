"""What is entered by hand is of a kind that such an agency writes: the database says so, whatever the pages let through."""

import json

import psycopg
import pytest
from django.conf import settings

from commonthread.access.logins import Login
from commonthread.access.permissions import Role
from commonthread.access.scope import ENTER, open_scope
from commonthread.access.terms import AgencyKind
from commonthread.records.incoming import as_json, as_sent
from commonthread.records.kind import kinds


def enter(scope, row: dict, corrects: int | None = None) -> int:
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        connection.execute(ENTER, [scope.token])
        return connection.execute("SELECT records.enter(%s, %s)", [json.dumps(row), corrects]).fetchone()[0]


def row(make, scope, of_kind: str, **changes) -> dict:
    return json.loads(as_json(as_sent(scope.agency, 1, make.draft(of_kind)))) | changes


def test_what_an_agency_writes_is_taken(make):
    lead = make.scope(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD)
    assert enter(lead, row(make, lead, "school_welfare_concern")) > 0


@pytest.mark.parametrize(
    "kind", [kind.name for kind in kinds().values() if AgencyKind.POLICE not in kind.authors]
)
def test_the_police_cannot_write_what_is_for_others_to_write(make, kind):
    """A hub officer covers every category, so only the list of who writes a kind can refuse it."""
    officer = make.scope(make.agency(AgencyKind.POLICE), Role.HUB_OFFICER)
    with pytest.raises(psycopg.Error, match="Not found"):
        enter(officer, row(make, officer, kind))


LIES = {
    "a category that is not the kind's": {"category": "education"},
    "no category": {"category": None},
    "a kind that there is not": {"kind": "horoscope"},
    "no kind": {"kind": None},
    "another kind than its content has": {"kind": "crime"},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_record_says_truly_what_it_is(make, lie):
    officer = make.scope(make.agency(AgencyKind.POLICE), Role.HUB_OFFICER)
    with pytest.raises(psycopg.Error, match="Not found"):
        enter(officer, row(make, officer, "police_incident", **lie))


def test_a_correction_is_of_the_same_kind(make):
    """Even where the digest of its key is that of another record of the agency's."""
    officer = open_scope(make.user(make.agency(AgencyKind.POLICE), Role.HUB_OFFICER))
    first = row(make, officer, "police_incident")
    number = enter(officer, first)
    forged = row(make, officer, "missing_report", key_digest=first["key_digest"])
    with pytest.raises(psycopg.Error, match="stands under this key"):
        enter(officer, forged, corrects=number)
