"""A command beside a service that runs waits for nobody and holds nobody up; what starts a service makes its policies again."""

import psycopg
import pytest
from django.db import connections

from commonthread.serving.database import apply_policies, migrate

CHANGED = "COMMENT ON FUNCTION access.my_team IS 'changed by hand'"
STANDS = "SELECT obj_description('access.my_team'::regproc, 'pg_proc')"


@pytest.fixture
def owner(fresh_database):
    owner = connections["owner"]
    owner.ensure_connection()
    return owner.connection


@pytest.fixture
def reader(owner, fresh_database):
    """Somebody in the middle of reading records."""
    told = connections["owner"].settings_dict
    with psycopg.connect(host=told["HOST"], port=told["PORT"], user=told["USER"], password=told["PASSWORD"] or None,
                         dbname=told["NAME"]) as reader:  # fmt: skip
        reader.execute("SELECT count(*) FROM records_record")
        yield reader


def test_where_nothing_changed_a_command_does_not_wait_for_readers(owner, reader):
    owner.execute("SET lock_timeout = '500ms'")
    apply_policies(anew=False)
    with pytest.raises(psycopg.errors.LockNotAvailable):
        apply_policies(anew=True)


def test_what_was_changed_by_hand_is_put_right_when_the_service_starts(owner):
    owner.execute(CHANGED)
    migrate(anew=False)
    assert owner.execute(STANDS).fetchone() == ("changed by hand",)
    migrate()
    assert owner.execute(STANDS).fetchone() == (None,)


def test_policies_that_say_something_else_are_made_again_by_any_command(owner):
    owner.execute(CHANGED)
    owner.execute("COMMENT ON SCHEMA access IS 'those of another edition'")
    migrate(anew=False)
    assert owner.execute(STANDS).fetchone() == (None,)
