"""The test bench: a real PostgreSQL, the real logins, a database of one's own for each worker of the run."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import django
import psycopg
import pytest
from hypothesis import settings

from commonthread.access.logins import Login, create_database, create_logins, write_addresses
from commonthread.serving.postgres import ADMINISTRATOR, FOR_TESTS, Cluster
from tests.wall.proofs import IN_FULL

# How long one example takes says how busy the machine is, and nothing of the code. The examples are the same each time, so that a
# change is judged by itself; `commonthread wall prove` draws others.
settings.register_profile("judged by itself", deadline=None, derandomize=not IN_FULL)
settings.load_profile("judged by itself")

# Named here and nowhere else: a thread runs one Playwright.
pytest_plugins = ["tests.chromium", "tests.moving"]

ROOT = Path(__file__).parent
# A run on another clock has a PostgreSQL of its own, with that clock, and named after it.
CLOCK = os.environ.get("FAKETIME_TIMESTAMP_FILE", "")
MOVED = CLOCK and f"-{CLOCK.rpartition('-')[2]}"
NAME = f"ct-tests-{os.getuid()}-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]}{MOVED}"
MEMORY, ROOM = Path("/dev/shm"), 4 << 30


def _folder() -> Path:
    """In memory where there is room: on a disk the thousand files of each test's own database may take seconds."""
    there = MEMORY / NAME
    has_room = MEMORY.is_dir() and (there.exists() or shutil.disk_usage(MEMORY).free > ROOM)
    return there if has_room else Path(tempfile.gettempdir()) / NAME


FOLDER = _folder()
CLUSTER = Cluster(FOLDER, FOR_TESTS)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASE = f"bench_{WORKER}_{os.getpid()}"


def _point_settings_at(database: str) -> None:
    addresses = FOLDER / f"addresses-{WORKER}.json"
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    write_addresses(addresses, {login: CLUSTER.address(login, database) for login in Login})
    os.environ["COMMONTHREAD_ADDRESSES"] = str(addresses)
    os.environ["COMMONTHREAD_VAR"] = str(FOLDER / "var")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"


_point_settings_at(DATABASE)
django.setup()


def _administrator() -> psycopg.Connection:
    return psycopg.connect(**CLUSTER.address(ADMINISTRATOR, "postgres"), autocommit=True)


@contextmanager
def _alone() -> Iterator[None]:
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def _template() -> str:
    """The template for this state of the migrations and policies, made in place of older ones if it is not there."""
    made_from = sorted(ROOT.glob("commonthread/*/migrations/*.py")) + sorted(
        ROOT.glob("commonthread/*/*.sql")
    )
    made_from += sorted(ROOT.glob("commonthread/records/catalogue/*.py"))
    made_from += sorted(ROOT.glob("commonthread/notices/catalogue/*.py"))
    made_from += [
        ROOT / "commonthread/pathways/declared.py",
        *sorted(ROOT.glob("commonthread/pathways/catalogue/*.py")),
    ]
    made_from += [ROOT / "commonthread/access/permissions.py", ROOT / "config/settings.py"]
    made_from += [ROOT / "commonthread/serving/database.py", ROOT / "commonthread/serving/made_by.py"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in made_from)).hexdigest()[:16]
    name = f"template_{digest}"
    with _administrator() as administrator:
        if administrator.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        outdated = administrator.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'template!_%' ESCAPE '!'"
        )
        for (old,) in outdated.fetchall():
            administrator.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
        create_logins(administrator, f"{name}_unfinished")
        _fill(f"{name}_unfinished")
        administrator.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return name


def _fill(database: str) -> None:
    from django.db import connections

    from commonthread.serving.database import migrate

    with _using(database):
        migrate()
    connections.close_all()


@contextmanager
def _using(database: str) -> Iterator[None]:
    """Point every alias at another database for as long as the block lasts."""
    from django.db import connections

    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = database
    try:
        yield
    finally:
        connections.close_all()
        for alias, name in before.items():
            connections[alias].settings_dict["NAME"] = name


def _copy(name: str) -> None:
    with _alone():
        if not CLUSTER.is_running():
            CLUSTER.start()
        template = _template()
        with _administrator() as administrator:
            administrator.execute(f'DROP DATABASE IF EXISTS "{name}"')
            create_database(administrator, name, template)


@pytest.fixture(scope="session")
def database() -> str:
    """The database of this worker. Shared by its tests: nothing is cleaned, so no test may count globally."""
    _copy(DATABASE)
    return DATABASE


@pytest.fixture
def fresh_database(database) -> Iterator[str]:
    """An empty database for one test that must count everything."""
    name = f"{DATABASE}_fresh"
    _copy(name)
    with _using(name):
        yield name
    with _administrator() as administrator:
        administrator.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def own_database(database):
    """`with own_database() as name` is an empty database for as long as the block lasts."""

    @contextmanager
    def opened() -> Iterator[str]:
        name = f"{DATABASE}_own"
        _copy(name)
        with _using(name):
            yield name
        with _administrator() as administrator:
            administrator.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    return opened


class Copied:
    """Copies of a database as it stands now, each in place of the one before."""

    def __call__(self, name: str, of: str) -> str:
        with _administrator() as administrator:
            administrator.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            create_database(administrator, name, of)
        return name

    def owner(self, name: str) -> psycopg.Connection:
        return psycopg.connect(**CLUSTER.address(Login.OWNER, name), autocommit=True)


@pytest.fixture(scope="session")
def copied(database) -> Copied:
    return Copied()


@pytest.fixture
def make(database):
    """Makes agencies, people in posts and records, each with a name of its own."""
    from tests.making import Making

    return Making()


def pytest_unconfigure(config) -> None:
    if hasattr(config, "workerinput") or not CLUSTER.is_running():
        return
    with _alone(), _administrator() as administrator:
        for (name,) in administrator.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'bench_%'"
        ).fetchall():
            administrator.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        administrator.execute("CHECKPOINT")
    CLUSTER.stop()
