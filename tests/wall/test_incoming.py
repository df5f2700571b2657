"""What waits to be appended belongs to the session that brought it, and even that cannot look at it again."""

import psycopg
import pytest
from django.conf import settings

from commonthread.access.logins import Login

NOT_FOR_BACKGROUND_WORK = {
    "to read what waits": "SELECT said FROM pg_temp.incoming",
    "to change it": "UPDATE pg_temp.incoming SET said = '{}'",
    "to give a record its number": "INSERT INTO pg_temp.incoming (line, number) VALUES (1, 1)",
    "to say that it is a duplicate": "INSERT INTO pg_temp.incoming (line, outcome) VALUES (1, 'duplicate')",
    "to append in somebody's name": "SELECT records.append_incoming('police', 1, 1, 1)",
}


@pytest.mark.parametrize("statement", NOT_FOR_BACKGROUND_WORK.values(), ids=NOT_FOR_BACKGROUND_WORK.keys())
def test_background_work_may_not(database, statement):
    with (
        psycopg.connect(**settings.ADDRESSES[Login.ENGINE]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT records.make_room()")
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement", ["SELECT records.make_room()", "SELECT records.append_sent('police', 1, 1)"]
)
@pytest.mark.parametrize("login", [login for login in Login if login not in (Login.OWNER, Login.ENGINE)])
def test_no_other_login_may_bring_anything(database, login, statement):
    with (
        psycopg.connect(**settings.ADDRESSES[login]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)
