"""The service as a whole: it answers, it stops when asked, and it does not start when a login may do too much."""

import socket
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest
from django.conf import settings

from commonthread.access.logins import Login
from commonthread.serving.postgres import ADMINISTRATOR
from tests.faults.command_line import CommandLine


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def command_line(fresh_database, tmp_path) -> CommandLine:
    return CommandLine(tmp_path / "var", fresh_database)


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            return answer.status == 200
    except (URLError, ConnectionError, TimeoutError):
        return False


def test_it_answers_until_it_is_interrupted(command_line, port):
    done = command_line.start("serve", "--port", str(port)).when(lambda: answers(port)).interrupt()
    assert (done.status, "Stopped." in done.said) == (0, True)
    assert not answers(port)


def test_on_each_start_it_refuses_a_login_that_may_do_too_much(command_line, fresh_database, port):
    """Of a database that was up to date before: the excess came afterwards, and no policy takes it away."""
    server = {**settings.ADDRESSES[Login.OWNER], "user": ADMINISTRATOR, "dbname": "postgres"}
    with psycopg.connect(**server, autocommit=True) as administrator:
        administrator.execute(f"GRANT TEMP ON DATABASE {fresh_database} TO ct_app")
    done = command_line.run("serve", "--port", str(port))
    assert done.status != 0
    assert "ct_app may make tables of its own" in done.said
