"""The service refuses to start when a login holds a right that it must not have."""

import pytest
from django.db import connections

from commonthread.access.logins import LoginCanDoTooMuch
from commonthread.serving.database import check

EXCESSES = {
    "GRANT SELECT ON content.body TO ct_app": "ct_app may read or write content.body",
    "GRANT SELECT ON access_user TO ct_app": "ct_app may read access_user",
    "GRANT TRUNCATE ON ledger_event TO ct_engine": "ct_engine may TRUNCATE ledger_event",
    "ALTER TABLE records_record NO FORCE ROW LEVEL SECURITY": "is not held by row-level security on records_record",
}


@pytest.mark.parametrize("excess", EXCESSES)
def test_an_excess_is_named(fresh_database, excess):
    owner = connections["owner"]
    owner.ensure_connection()
    owner.connection.execute(excess)
    with pytest.raises(LoginCanDoTooMuch) as found:
        check()
    assert EXCESSES[excess] in str(found.value)


def test_with_nothing_too_much_the_check_passes(fresh_database):
    check()
