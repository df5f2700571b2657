"""Where this installation keeps its things, and which PostgreSQL it uses."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from commonthread.access.logins import Login, create_logins, read_addresses, write_addresses
from commonthread.ledger.key import make_key
from commonthread.serving.postgres import ADMINISTRATOR, Cluster

DATABASE = "commonthread"
# What each process connects as. Whoever breaks into one holds no other login's address.
LOGINS_OF = {
    "web": (Login.DOOR, Login.APP, Login.FINDER),
    "worker": (Login.ENGINE,),
    "replay": (Login.ENGINE,),
    "sealer": (Login.SEALER,),
    "migrate": (Login.OWNER,),
}


def var() -> Path:
    return Path(os.environ.get("COMMONTHREAD_VAR", "var")).resolve()


def addresses() -> Path:
    return Path(os.environ.get("COMMONTHREAD_ADDRESSES", var() / "addresses.json"))


def addresses_of(process: str) -> Path:
    """A private file of only those addresses that a process uses; written anew from all of them."""
    path = addresses().with_suffix(f".{process}.json")
    known = read_addresses(addresses())
    write_addresses(path, {login: known[login] for login in LOGINS_OF[process]})
    return path


def environment_of(process: str) -> dict[str, str]:
    """The environment of a child: ours, without the way to the whole database server."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"COMMONTHREAD_ADDRESSES": str(addresses_of(process))}


def ledger() -> Path:
    """What is kept of the ledger outside the database. Better on a disk that the database's rulers do not rule."""
    return Path(os.environ.get("COMMONTHREAD_LEDGER", var() / "ledger"))


def make_demo_key() -> None:
    """A ledger's key, where the demo has none yet. An administrator makes their own: `commonthread ledger key`."""
    if not (ledger() / "key").exists():
        make_key(ledger() / "key", "commonthread.example.org/demo")


@contextmanager
def database() -> Iterator[None]:
    """A database server to talk to: the administrator's where DATABASE_URL is set, else the embedded one."""
    if given := os.environ.get("DATABASE_URL"):
        if not addresses().exists():
            create_on_server(given)
        yield
        return
    with Cluster(var() / "postgres").running() as cluster:
        if not addresses().exists():
            with psycopg.connect(
                **cluster.address(ADMINISTRATOR, "postgres"), autocommit=True
            ) as administrator:
                create_logins(administrator, DATABASE)
            write_addresses(addresses(), {login: cluster.address(login, DATABASE) for login in Login})
        yield


def create_on_server(administrator_address: str) -> None:
    """Make the logins and the database on a server, and write the private file of their addresses."""
    with psycopg.connect(administrator_address, autocommit=True) as administrator:
        passwords = create_logins(administrator, DATABASE)
        host, port = administrator.info.host, str(administrator.info.port)
    write_addresses(
        addresses(),
        {
            login: {"host": host, "port": port, "user": login.value, "password": password, "dbname": DATABASE}
            for login, password in passwords.items()
        },
    )


def set_up_django() -> None:
    """Load the settings, which read the file of addresses: so only once that has been written."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


@contextmanager
def ready(process: str | None = None, *, anew: bool = False) -> Iterator[None]:
    """A database that is there and up to date, for one command; as one process alone, where it is named. `anew` makes the
    policies again, whatever stands there."""
    from commonthread.serving.database import migrate

    with database():
        if process:
            os.environ["COMMONTHREAD_ADDRESSES"] = str(addresses_of(process))
        set_up_django()
        migrate(anew=anew)
        yield
