"""The service refuses to start when a login holds a right that it must not have."""

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from commonthread.access.logins import Login, LoginCanDoTooMuch, create_database
from commonthread.serving.database import check
from commonthread.serving.postgres import ADMINISTRATOR

EXCESSES = {
    "GRANT SELECT ON content.body TO ct_app": "ct_app may read or write content.body",
    "GRANT SELECT ON access_user TO ct_app": "ct_app may read or write access_user",
    "GRANT TRUNCATE ON ledger_entry TO ct_engine": "ct_engine may TRUNCATE ledger_entry",
    "ALTER TABLE records_record NO FORCE ROW LEVEL SECURITY": "is not held by row-level security on records_record",
    "GRANT SELECT (given) ON content.mention TO ct_app": "ct_app may read or write content.mention",
    "GRANT SELECT (password) ON access_user TO ct_app": "ct_app may read or write access_user",
    "GRANT SELECT ON records_record TO ct_door": "ct_door may read or write records_record",
    "GRANT SELECT ON access_agency TO ct_finder": "ct_finder may read or write access_agency",
    "GRANT UPDATE (reason) ON ledger_event TO ct_engine": "ct_engine may change ledger_event",
    "GRANT USAGE ON SEQUENCE records_record_number_seq TO ct_door": "ct_door may draw from records_record_number_seq",
    "GRANT TEMP ON DATABASE {database} TO ct_app": "ct_app may make tables of its own",
    "GRANT TEMP ON DATABASE {database} TO PUBLIC": "ct_engine may make tables of its own",
    "GRANT CREATE ON SCHEMA public TO ct_engine": "ct_engine may make things in public",
    "GRANT EXECUTE ON FUNCTION access.open_session TO PUBLIC": "everybody may call access.open_session(bigint,text,text,inet,text)",
    "ALTER FUNCTION records.take RESET search_path": "records.take(uuid) does not say where it finds its tables",
    "CREATE POLICY all_seen ON records_record FOR SELECT TO ct_app USING (true)": "ct_app sees every row of records_record",
    "ALTER ROLE ct_owner IN DATABASE {database} SET search_path = public": "ct_owner has settings of its own",
}


@pytest.mark.parametrize("excess", EXCESSES)
def test_an_excess_is_named(fresh_database, excess):
    owner = connections["owner"]
    owner.ensure_connection()
    owner.connection.execute(excess.format(database=fresh_database))
    with pytest.raises(LoginCanDoTooMuch) as found:
        check()
    assert EXCESSES[excess] in str(found.value)


def test_with_nothing_too_much_the_check_passes(fresh_database):
    check()


def test_a_database_that_was_there_before_is_closed_to_everybody_else(fresh_database):
    address = {**settings.ADDRESSES[Login.OWNER], "user": ADMINISTRATOR, "dbname": "postgres"}
    with psycopg.connect(**address, autocommit=True) as administrator:
        administrator.execute(f"GRANT ALL ON DATABASE {fresh_database} TO PUBLIC")
        create_database(administrator, fresh_database)
    check()
