"""The service as a whole: it answers, it stops when asked, and it does not start when a login may do too much."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from commonthread.access.logins import Login
from commonthread.serving.postgres import ADMINISTRATOR
from commonthread.serving.serve import wait_for
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


@contextmanager
def answering(*statuses: int) -> Iterator[str]:
    """The address of a server that answers so, one after the other, and the last for ever."""
    left = list(statuses)

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(left.pop(0) if len(left) > 1 else left[0])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *said: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def process() -> Iterator[subprocess.Popen]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as alive:
        yield alive
        alive.communicate()


def test_a_server_that_fails_is_not_up(process):
    with answering(500) as address, pytest.raises(SystemExit, match="it answered 500"):
        wait_for(address, process, patience=1)


def test_a_server_that_fails_at_first_is_waited_for(process):
    with answering(503, 404, 200) as address:
        wait_for(address, process, patience=20)


def test_it_does_not_start_where_something_else_answers(command_line):
    with answering(200) as address:
        done = command_line.run("serve", "--port", address.rstrip("/").rpartition(":")[2])
    assert done.status != 0
    assert "Something else already answers at" in done.said


def test_behind_tls_it_does_not_start_until_the_proxies_are_said(command_line, port):
    """Else one visitor's wrong passwords lock out all."""
    command_line.environment |= {"COMMONTHREAD_HTTPS": "1"}
    done = command_line.run("serve", "--port", str(port))
    assert done.status != 0
    assert "Set COMMONTHREAD_PROXIES" in done.said


@pytest.mark.parametrize(
    "holds, says", [("nothing else", "Start the version that made it"), ("demo", "Put it aside")]
)
def test_tables_of_another_version_are_left_alone_and_it_is_said_what_to_do(
    command_line, fresh_database, holds, says
):
    (command_line.folder / holds).mkdir()
    with psycopg.connect(**settings.ADDRESSES[Login.OWNER] | {"dbname": fresh_database}) as owner:
        (noted,) = owner.execute("SELECT obj_description('django_migrations'::regclass)").fetchone()
        older = json.dumps(json.loads(noted) | {"pathways.0001_initial": "older"})
        owner.execute(sql.SQL("COMMENT ON TABLE django_migrations IS {}").format(sql.Literal(older)))
    done = command_line.run("migrate")
    assert done.status == 1
    assert says in done.said
    assert "Traceback" not in done.said
    with psycopg.connect(**settings.ADDRESSES[Login.OWNER] | {"dbname": fresh_database}) as owner:
        assert owner.execute("SELECT obj_description('django_migrations'::regclass)").fetchone() == (older,)


def test_where_nothing_can_be_written_is_said(command_line, tmp_path):
    file = tmp_path / "a file"
    file.touch()
    command_line.environment |= {"COMMONTHREAD_VAR": str(file / "var")}
    del command_line.environment["DATABASE_URL"], command_line.environment["COMMONTHREAD_ADDRESSES"]
    done = command_line.run("migrate")
    assert done.status == 1
    assert f"Common Thread keeps its things in {file}/var and cannot write there" in done.said
