"""Each process holds the addresses of those logins alone that it uses."""

import json
import os
import subprocess
import sys

import pytest

from commonthread.access.logins import Login
from commonthread.serving.place import LOGINS_OF, addresses, addresses_of, environment_of

HELD = """
import json, django
django.setup()
from django.conf import settings
from django.db import connections
users = {alias: connections[alias].settings_dict.get("USER") for alias in connections}
print(json.dumps([sorted(settings.ADDRESSES), users]))
"""


def run(process: str, program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], env=environment_of(process), capture_output=True, text=True, check=True)  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("process", LOGINS_OF)
def test_a_process_can_connect_as_no_other_login(database, process):
    held, users = json.loads(run(process, HELD))
    assert held == sorted(LOGINS_OF[process])
    assert {user for user in users.values() if user} == set(held)


def test_the_web_process_is_neither_the_owner_nor_the_engine():
    assert not {Login.OWNER, Login.ENGINE} & set(LOGINS_OF["web"])


def test_no_child_inherits_the_way_to_the_whole_server(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://administrator@db.example.org/")
    assert "DATABASE_URL" not in environment_of("web")
    assert os.environ["DATABASE_URL"]


def test_the_file_of_a_process_is_its_owners_alone(database):
    assert addresses_of("web").stat().st_mode & 0o777 == 0o600


PAGES = """
import django
django.setup()
from django.test import Client
client = Client(SERVER_NAME="localhost")
print([client.get(address).status_code for address in ("/help", "/accounts/login/", "/who", "/kinds", "/area")])
"""


def test_the_pages_open_with_what_the_web_process_holds(database):
    """That no page asks for another login is held by the browser of every page's own test."""
    assert run("web", PAGES).strip() == "[200, 200, 302, 200, 200]"


MIGRATE = """
import django
django.setup()
from commonthread.serving.database import migrate
migrate()
print("done")
"""


def test_migrating_needs_the_owner_alone(fresh_database, tmp_path, monkeypatch):
    all_of_them = json.loads(addresses().read_text())
    there = {login: {**address, "dbname": fresh_database} for login, address in all_of_them.items()}
    (tmp_path / "addresses.json").write_text(json.dumps(there))
    monkeypatch.setenv("COMMONTHREAD_ADDRESSES", str(tmp_path / "addresses.json"))
    assert run("migrate", MIGRATE).strip() == "done"
