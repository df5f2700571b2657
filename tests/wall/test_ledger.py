"""What stands on the ledger is what was done, by whom and why; and what is read of it stands on it too."""

from datetime import date

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connections

from commonthread.access.logins import Login
from commonthread.access.permissions import Role
from commonthread.access.scope import ENTER, NotAllowed, open_scope
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.identity.queries import barriers, readers
from commonthread.records.actions import open_person
from commonthread.records.queries import known, read, story_envelopes
from commonthread.records.record import Mention, MentionRole

GIRL = Mention(role=MentionRole.SUBJECT, given_name="Test", family_name="Child", born_on=date(2017, 3, 14))
HUB = Purpose.SAFEGUARDING_ENQUIRY

FORGERIES = {
    "somebody's name": "INSERT INTO ledger_event (type, agency, purpose, reason, records, data, actor) "
    "VALUES ('disclosure', 'police', '', '', '{}', '{}', 1)",
    "another time": "INSERT INTO ledger_event (type, agency, purpose, reason, records, data, at) "
    "VALUES ('disclosure', 'police', '', '', '{}', '{}', '2001-01-01')",
    "another place in the order": "INSERT INTO ledger_event (number, type, agency, purpose, reason, records, data) "
    "VALUES (1, 'disclosure', 'police', '', '', '{}', '{}')",
    "another transaction": "INSERT INTO ledger_event (xid, type, agency, purpose, reason, records, data) "
    "VALUES ('1', 'disclosure', 'police', '', '', '{}', '{}')",
    "records in somebody's name": "SELECT records.append('police', 1, 1, 1, '[]')",
    "an event of a scope that it has not": "SELECT access.write_event('search', '', '', NULL, '{}', '{}')",
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_background_work_cannot_write_in(database, forgery):
    with (
        psycopg.connect(**settings.ADDRESSES[Login.ENGINE]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(forgery)


@pytest.mark.parametrize(
    "verb",
    [
        "UPDATE ledger_words SET reason = ''",
        "UPDATE ledger_entry SET at = now()",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "DELETE FROM ledger_words",
        "UPDATE ledger_leaf SET event = 1",
        "DELETE FROM ledger_node",
        "UPDATE ledger_seal SET size = 0",
        "SELECT ledger.erase_words('{1}', 1, '', '')",
    ],
)
@pytest.mark.parametrize("login", [login for login in Login if login is not Login.OWNER])
def test_no_login_changes_what_stands_there(database, login, verb):
    with (
        psycopg.connect(**settings.ADDRESSES[login]) as connection,
        pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable)),
    ):
        connection.execute(verb)


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t", None])
@pytest.mark.parametrize(
    "asked",
    [
        "records.open_person({person}, 'my agency''s own work with this person', %s)",
        "records.open_person({person}, %s, 'allocated to me')",
        "records.ask(ARRAY[{record}]::bigint[], 'my agency''s own work with this person', %s)",
        "records.ask(ARRAY[{record}]::bigint[], %s, 'allocated to me')",
        "identity.ask_why({person}, 'my agency''s own work with this person', %s)",
        "identity.ask_why({person}, %s, 'allocated to me')",
        "identity.ask_pair({pair}, %s)",
        "identity.ask_readers({record}, {person}, %s)",
        "identity.decide({pair}, 'same', %s)",
        "identity.unlink({mention}, %s)",
        "feeds.ask_reject({reject}, %s)",
        "feeds.ask_rejects({delivery}, %s)",
        "feeds.resolve_reject({reject}, 'withdrawn', %s, '{{}}')",
    ],
)
def test_nothing_is_read_or_changed_without_saying_why(make, asked, nothing):
    agency, person, other = make.agency(), make.person(), make.person()
    record = make.record(agency, make.draft("case_note", GIRL), persons=(person,))
    second = make.record(agency, make.draft("case_note", GIRL), persons=(other,))
    mention, beside = (
        make._owner("SELECT number FROM content.mention WHERE record = %s", number)[0]
        for number in (record, second)
    )
    (pair,) = make._owner(
        "INSERT INTO identity_pair (first, second, model, weight, decision, reason) "
        "VALUES (%s, %s, '2026-11', 3, '', '') RETURNING number", mention, beside,
    )  # fmt: skip
    delivery, reject = a_reject(make, agency)
    there = {
        "person": person,
        "record": record,
        "mention": mention,
        "pair": pair,
        "reject": reject,
        "delivery": delivery,
    }
    officer = make.scope(agency, Role.RECORDS_OFFICER)
    with (
        officer.transaction(),
        connections["app"].cursor() as cursor,
        pytest.raises(DatabaseError, match="reason"),
    ):
        cursor.execute(f"SELECT {asked.format(**there)}", [nothing])


def a_reject(make, agency):
    (delivery,) = make._owner(
        "INSERT INTO feeds_delivery (agency, format, kind, agreement, file_name, files, sha256, size, sequence, state, "
        "cursor, counts) VALUES (%s, 'extract', '', 1, 'a.csv', '[]', %s, 1, 1, 'loaded', 0, '{}') RETURNING number",
        agency, make.mark,
    )  # fmt: skip
    (reject,) = make._owner(
        "INSERT INTO feeds_reject (delivery, agency, kind, file, line, faults, is_warning, resolution) "
        "VALUES (%s, %s, 'case_note', 'a.csv', 1, '[]', false, '') RETURNING number",
        delivery, agency,
    )  # fmt: skip
    return delivery, reject


def consultations(make, scope):
    return make._owner(
        "SELECT coalesce(json_agg(json_build_array(subject, records, reason) ORDER BY number), '[]') FROM ledger_event "
        "WHERE actor = %s AND type = 'consultation'",
        scope.user,
    )[0]  # fmt: skip


def test_who_asks_who_read_a_record_stands_on_the_ledger_as_well(make):
    agency, person = make.agency(), make.person()
    record = make.record(agency, make.draft("case_note", GIRL), persons=(person,))
    read(
        make.scope(agency, Role.POLICE_SUPERVISOR),
        [record],
        purpose=Purpose.OWN_WORK,
        reason="allocated to me",
    )
    officer = make.scope(agency, Role.RECORDS_OFFICER)
    (reader,) = readers(officer, record, person, reason="it was a cousin's")
    assert reader.agency == f"Agency {agency}"
    assert consultations(make, officer) == [[person, [record], "it was a cousin's"]]


def test_who_else_reads_what_another_agency_shares_is_for_its_owner_to_know(make):
    owner, clinic, police = make.agency(AgencyKind.SCHOOL), make.agency(AgencyKind.HEALTH), make.agency()
    person = make.person()
    record = make.record(owner, make.draft("school_welfare_concern", GIRL), persons=(person,))
    scopes = []
    for viewer in (clinic, police):
        make.agreement(
            viewer=viewer, role=Role.HUB_OFFICER, holder=owner, category=Category.EDUCATION, purpose=HUB
        )
        scopes.append(make.scope(viewer, Role.HUB_OFFICER))
        make.case(scopes[-1], person, because="a contact")
        read(scopes[-1], [record], purpose=HUB, reason="a contact")
    of_police = readers(scopes[1], record, person, reason="a cousin's")
    of_owner = readers(make.scope(owner, Role.RECORDS_OFFICER), record, person, reason="a cousin's")
    assert {reader.agency for reader in of_police} == {f"Agency {police}"}
    assert {reader.agency for reader in of_owner} == {f"Agency {clinic}", f"Agency {police}"}


def test_whoever_reads_which_identities_are_held_apart_stands_on_the_ledger_first(make):
    team = make.scope(make.agency(), Role.PROTECTED_IDENTITIES)
    barriers(team, reason="a new adoption")
    assert consultations(make, team) == [[None, [], "a new adoption"]]
    with pytest.raises(NotAllowed), team.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT * FROM identity.take_barriers(identity.ask_barriers('at once'))")


@pytest.mark.parametrize("is_there", [True, False])
def test_asking_for_somebody_whom_one_may_not_see_stands_there_and_tells_nothing(make, is_there):
    person = make.person()
    if is_there:
        make.record(make.agency(AgencyKind.SCHOOL), persons=(person,))
    scope = make.scope(make.agency(), Role.POLICE_SUPERVISOR)
    with scope.transaction():
        open_person(by=scope, person=person, purpose=Purpose.OWN_WORK, because="a neighbour of mine")
    assert make._owner(
        "SELECT type, actor, purpose, reason FROM ledger_event WHERE subject = %s", person
    ) == ("purpose stated", scope.user, Purpose.OWN_WORK, "a neighbour of mine")  # fmt: skip
    with scope.transaction():
        assert story_envelopes([person]) == []
    assert {answer.level for answer in known(scope, [person], purpose=Purpose.OWN_WORK)} == {Level.NOTHING}


def test_an_event_bears_the_post_of_whoever_did_it(make):
    agency, person = make.agency(), make.person()
    make.record(agency, persons=(person,))
    user = make.user(agency, Role.POLICE_SUPERVISOR)
    scope = open_scope(user)
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        connection.execute(ENTER, [scope.token])
        connection.execute(
            "SELECT records.open_person(%s, 'my agency''s own work with this person', 'allocated to me')",
            [person],
        )
    assert make._owner("SELECT actor, agency FROM ledger_event WHERE subject = %s", person) == (user, agency)
