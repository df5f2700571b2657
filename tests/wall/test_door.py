"""Content has one door: ask, commit, take. Every other way gets nothing."""

from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connections, transaction

from commonthread.access.logins import Login
from commonthread.access.permissions import Role
from commonthread.access.scope import ENTER, NotAllowed, open_scope
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.records.actions import open_person
from commonthread.records.queries import (
    ask,
    envelope,
    known,
    open_purpose,
    read,
    reading_under,
    story_envelopes,
    take,
)
from commonthread.records.record import Mention, MentionRole

HUB = Purpose.SAFEGUARDING_ENQUIRY
GIRL = Mention(role=MentionRole.SUBJECT, given_name="Test", family_name="Child")


def events(make, subject, type="disclosure"):
    return make._owner(
        "SELECT coalesce(json_agg(json_build_array(actor, purpose, reason, records) ORDER BY number), '[]') "
        "FROM ledger_event WHERE subject = %s AND type = %s",
        subject, type,
    )[0]  # fmt: skip


@pytest.fixture
def two_agencies(make):
    """A police record and a school record about one child, and a supervisor and a school lead who know her."""
    police, school = make.agency(AgencyKind.POLICE), make.agency(AgencyKind.SCHOOL)
    child = make.person()
    incident = make.record(police, make.draft("police_incident", GIRL), persons=(child,))
    concern = make.record(school, make.draft("school_welfare_concern", GIRL), persons=(child,))
    return police, school, child, incident, concern


def test_a_reading_is_on_the_ledger_with_its_purpose_and_reason(make, two_agencies):
    police, _, child, incident, _ = two_agencies
    scope = make.scope(police, Role.POLICE_SUPERVISOR)
    content = read(scope, [incident], purpose=Purpose.OWN_WORK, reason="allocated to me")
    assert content[incident].known[0].mention.family_name == "Child"
    assert events(make, child) == [[scope.user, Purpose.OWN_WORK, "allocated to me", [incident]]]


def test_a_record_of_another_agency_is_not_there_for_somebody_outside_the_hub(make, two_agencies):
    police, _, child, incident, concern = two_agencies
    scope = make.scope(police, Role.POLICE_SUPERVISOR)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="allocated to me")
    with scope.transaction():
        assert [found.number for found in story_envelopes([child])] == [incident]
    with pytest.raises(NotAllowed), scope.transaction():
        envelope(concern)
    with pytest.raises(NotAllowed):
        read(scope, [concern], purpose=Purpose.OWN_WORK, reason="curious")
    with pytest.raises(NotAllowed):
        read(scope, [incident, concern], purpose=Purpose.OWN_WORK, reason="curious")


def hub_officer(make, police, school, **agreement):
    make.agreement(
        viewer=police, role=Role.HUB_OFFICER, holder=school, category=Category.EDUCATION, purpose=HUB, **agreement
    )  # fmt: skip
    return make.scope(police, Role.HUB_OFFICER)


def test_the_hub_sees_another_agency_s_records_once_a_case_is_open(make, two_agencies):
    police, school, child, incident, concern = two_agencies
    scope = hub_officer(make, police, school)
    with scope.transaction():
        assert [found.number for found in story_envelopes([child])] == [incident]
    make.case(scope, child, because="contact from the school")
    with scope.transaction():
        assert {found.number for found in story_envelopes([child])} == {incident, concern}
        assert open_purpose(child).because == "contact from the school"
    given = read(scope, [concern], purpose=HUB, reason="contact from the school")
    assert given[concern].draft.kind == "school_welfare_concern"


def test_a_purpose_that_no_agreement_names_opens_nothing_of_others(make, two_agencies):
    police, school, child, _, concern = two_agencies
    scope = hub_officer(make, police, school)
    make.case(scope, child, purpose=Purpose.RECORD_QUALITY, because="tidying")
    with scope.transaction():
        assert concern not in {found.number for found in story_envelopes([child])}


def test_what_another_agency_shares_is_read_only_under_the_purpose_for_which_it_is_shared(make, two_agencies):
    """So that the ledger never gives another purpose than the one that let it be read."""
    police, school, child, incident, concern = two_agencies
    scope = hub_officer(make, police, school)
    make.case(scope, child, because="contact from the school")
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="allocated to me")
    with pytest.raises(NotAllowed):
        read(scope, [concern], purpose=Purpose.OWN_WORK, reason="allocated to me")
    assert read(scope, [incident], purpose=Purpose.OWN_WORK, reason="allocated to me")
    assert read(scope, [concern], purpose=HUB, reason="contact from the school")


def test_an_agreement_that_ended_a_second_ago_opens_nothing(make, two_agencies):
    police, school, child, _, concern = two_agencies
    scope = hub_officer(make, police, school, ends_in=timedelta(seconds=-1))
    make.case(scope, child)
    with pytest.raises(NotAllowed), scope.transaction():
        envelope(concern)


def test_stating_a_purpose_for_somebody_whom_nobody_knows_and_for_somebody_hidden_are_answered_alike(
    make, two_agencies
):
    _, _, child, _, _ = two_agencies
    stranger = make.scope(make.agency(AgencyKind.HOUSING), Role.SOCIAL_WORKER)
    said = []
    for person in (child, make.person()):
        with stranger.transaction():
            open_person(by=stranger, person=person, purpose=HUB, because="curious")
        answers = known(stranger, [person], purpose=HUB)
        said.append({(answer.agency, answer.level, answer.categories) for answer in answers})
        assert events(make, person, "existence asked")[0][0] == stranger.user
    assert {level for _, level, _ in said[0]} == {Level.NOTHING}
    assert said[0] == said[1]


def test_asking_and_taking_in_one_transaction_gives_nothing(make, two_agencies):
    police, _, _, incident, _ = two_agencies
    scope = make.scope(police, Role.POLICE_SUPERVISOR)
    with pytest.raises(NotAllowed), scope.transaction():
        take(ask([incident], purpose=Purpose.OWN_WORK, reason="quick"))


def test_asking_and_rolling_back_gives_nothing_and_leaves_nothing(make, two_agencies):
    police, _, child, incident, _ = two_agencies
    scope = make.scope(police, Role.POLICE_SUPERVISOR)
    ticket = None
    with pytest.raises(ZeroDivisionError), scope.transaction():
        ticket = ask([incident], purpose=Purpose.OWN_WORK, reason="quick")
        raise ZeroDivisionError
    with pytest.raises(NotAllowed), scope.transaction():
        take(ticket)
    assert events(make, child) == []


def test_asking_in_a_savepoint_that_is_rolled_back_gives_nothing(make, two_agencies):
    police, _, child, incident, _ = two_agencies
    scope = make.scope(police, Role.POLICE_SUPERVISOR)
    with scope.transaction(), pytest.raises(ZeroDivisionError), transaction.atomic(using="app"):
        ticket = ask([incident], purpose=Purpose.OWN_WORK, reason="quick")
        raise ZeroDivisionError
    with pytest.raises(NotAllowed), scope.transaction():
        take(ticket)
    assert events(make, child) == []


def test_a_ticket_is_of_no_use_to_anybody_else(make, two_agencies):
    police, _, _, incident, _ = two_agencies
    asker = make.scope(police, Role.POLICE_SUPERVISOR)
    with asker.transaction():
        ticket = ask([incident], purpose=Purpose.OWN_WORK, reason="allocated to me")
    with pytest.raises(NotAllowed), make.scope(police, Role.POLICE_SUPERVISOR).transaction():
        take(ticket)


def test_a_reading_needs_a_reason(make, two_agencies):
    police, _, _, incident, _ = two_agencies
    scope = make.scope(police, Role.POLICE_SUPERVISOR)
    with pytest.raises(DatabaseError, match="A reason is needed"), scope.transaction():
        ask([incident], purpose=Purpose.OWN_WORK, reason="  ")


def test_the_purpose_of_a_reading_is_one_that_opens_the_record(make, two_agencies):
    police, school, child, incident, concern = two_agencies
    scope = hub_officer(make, police, school)
    with scope.transaction():
        assert reading_under(envelope(incident)) is None
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="allocated to me")
    with scope.transaction():
        assert reading_under(envelope(incident)).purpose == Purpose.OWN_WORK
    case = make.case(scope, child)
    with scope.transaction():
        assert reading_under(envelope(concern)).case == reading_under(envelope(incident)).case == case


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.PROTECTED_IDENTITIES]
)
def test_a_role_without_reading_sees_no_record_of_its_own_agency(make, two_agencies, role):
    police, _, child, incident, _ = two_agencies
    scope = make.scope(police, role)
    with scope.transaction():
        assert story_envelopes([child]) == []
    with pytest.raises(NotAllowed):
        read(scope, [incident], purpose=Purpose.OWN_WORK, reason="curious")


ATTACKS = {
    "content": "SELECT * FROM content.body",
    "mentions": "SELECT * FROM content.mention",
    "attachments": "SELECT * FROM content.attachment",
    "blocking keys": "SELECT * FROM content.key",
    "what was rejected": "SELECT * FROM content.reject",
    "passwords": "SELECT password FROM access_user",
    "web sessions": "SELECT session_data FROM django_session",
    "second factors": "SELECT * FROM mfa_authenticator",
    "scopes of others": "SELECT * FROM access_session",
    "tickets of others": "SELECT * FROM access_ticket",
    "links": "SELECT * FROM identity_link",
    "barriers": "SELECT * FROM identity_neverbridged",
    "a session of one's own making": "SELECT * FROM access.open_session(1)",
    "the other login's candidates": "SELECT * FROM identity.take_candidates(gen_random_uuid())",
    "who must never be bridged": "SELECT identity.is_barred(1, 2)",
    "an event of one's own making": "SELECT access.write_event('disclosure', '', '', 1, '{}', '{}')",
    "a ticket of one's own making": "SELECT access.issue_ticket('records', ARRAY[1]::bigint[])",
    "who may look at whom": "SELECT * FROM records.seen_about('{}', NULL)",
    "a grant of one's own making": "INSERT INTO access_grant (\"user\", person, purpose, because, until_at) VALUES (1, 1, '', '', now())",
    "an agreement of one's own making": "INSERT INTO access_agreement DEFAULT VALUES",
    "an agreement brought with its signatures": "SELECT access.bring_signed('{}', '{}')",
    "words put into an agreement that others signed": "SELECT access.write_edition(1, '{}')",
    "a higher level": "UPDATE access_clause SET level = 3",
    "one more party": "INSERT INTO access_party (edition_id, agency_id) VALUES (1, 'police')",
    "a signature of one's own making": "INSERT INTO access_signature (edition_id, agency_id) VALUES (1, 'police')",
    "drafts of others": "SELECT * FROM access_edition",
    "flows without a scope's right": "SELECT * FROM access.flows(NULL, NULL, NULL, NULL)",
    "whom a record is about": "INSERT INTO records_about (record, person, agency, category) VALUES (1, 1, '', '')",
    "a record for another agency": "SELECT records.append('police', 1, 1, 1, '[]')",
    "a case": "SELECT * FROM pathways_case",
    "a case of one's own making": "INSERT INTO pathways_case (number) VALUES (1)",
    "a grant without a case": "SELECT access.grant_case(1, 1, NULL, 'police', 1, '', '', true)",
    "others asked without a decision": "SELECT access.let_case_ask(1, 1, true)",
    "an allowance of one's own making": "INSERT INTO access_allowance (level) VALUES (3)",
    "the ledger's past": "DELETE FROM ledger_entry",
    "the ledger's words": "UPDATE ledger_words SET reason = ''",
    "a cut of the ledger": "TRUNCATE ledger_entry",
    "another login's rights": "SET ROLE ct_engine",
    "the owner's rights": "SET SESSION AUTHORIZATION ct_owner",
    "no row-level security": "ALTER TABLE records_record DISABLE ROW LEVEL SECURITY",
    "files of the server": "SELECT pg_read_file('/etc/passwd')",
    "commands of the server": "COPY (SELECT 1) TO PROGRAM 'true'",
    "tables of one's own, to be found before the wall's": "CREATE TEMP TABLE access_session (token_digest bytea)",
    "functions of one's own": "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
    "how many records there are": "SELECT last_value FROM records_record_number_seq",
    "numbers of the ledger": "SELECT nextval('ledger_entry_number_seq')",
    "the queue by its own functions": "SELECT procrastinate_cancel_job_v1(1, true, true)",
    "who was given a purpose": "SELECT * FROM access_grant",
    "what stands on the ledger": "SELECT * FROM ledger_event",
    "the queue": "SELECT * FROM procrastinate_jobs",
    "work that is not on the list": "SELECT jobs.enqueue('anything', '{}')",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_raw_sql_as_app_gets_nothing(make, two_agencies, attack):
    scope = make.scope(two_agencies[0], Role.HUB_OFFICER)
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        connection.execute(ENTER, [scope.token])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(attack).fetchall()


def test_row_level_security_cannot_be_switched_off_for_a_session(make, two_agencies):
    scope = make.scope(two_agencies[0], Role.POLICE_SUPERVISOR)
    with psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection:
        connection.execute(ENTER, [scope.token])
        connection.execute("SET row_security = off")
        with pytest.raises(psycopg.Error):
            connection.execute("SELECT * FROM feeds_reject").fetchall()


def test_app_without_a_scope_gets_an_error_and_never_an_empty_answer(make, two_agencies):
    with (
        psycopg.connect(**settings.ADDRESSES[Login.APP]) as connection,
        pytest.raises(psycopg.Error, match="no live scope"),
    ):
        connection.execute("SELECT * FROM records.envelopes('{}')").fetchall()


def test_a_pooled_connection_forgets_the_scope_with_its_transaction(make, two_agencies):
    scope = open_scope(make.user(two_agencies[0], Role.POLICE_SUPERVISOR))
    with scope.transaction():
        pass
    connection = connections["app"].connection
    with pytest.raises(psycopg.Error, match="no live scope"):
        connection.execute("SELECT * FROM records.envelopes('{}')")
    connection.rollback()
