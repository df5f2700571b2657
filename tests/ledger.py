"""A ledger of a test's own: events as background work writes them, sealed and signed."""

import random
import time
from pathlib import Path

import psycopg
from django.conf import settings

from commonthread.access.logins import Login
from commonthread.ledger.key import make_key
from commonthread.ledger.outside import Outside
from commonthread.ledger.proving import standing
from commonthread.ledger.sealing import seal_all, sign
from commonthread.serving.postgres import ADMINISTRATOR

WRITE = (
    "INSERT INTO ledger_event (type, agency, purpose, reason, subject, records, data) "
    "VALUES (%s, %s, %s, %s, %s, %s, '{}')"
)
TYPES = ("disclosure", "consultation", "purpose stated", "search", "collection")


def connect(database: str, login: str = Login.ENGINE, **options) -> psycopg.Connection:
    return psycopg.connect(
        **{**settings.ADDRESSES[Login.ENGINE], "dbname": database, "user": login}, **options
    )


def superuser(database: str) -> psycopg.Connection:
    return connect(database, ADMINISTRATOR, autocommit=True)


def write(connection: psycopg.Connection, events: int, dice: random.Random) -> None:
    """So many events, in the transaction that is open."""
    with connection.cursor() as cursor:
        cursor.executemany(
            WRITE,
            [
                (dice.choice(TYPES), f"agency-{dice.randrange(9)}", "own work", f"Call {dice.randrange(10**6)}",
                 dice.randrange(10**8, 10**9), [dice.randrange(1, 10**6) for _ in range(dice.randrange(4))])
                for _ in range(events)
            ],
        )  # fmt: skip


def outside(folder: Path) -> Outside:
    made = Outside(folder)
    make_key(made.key_file, "commonthread.example.org/ledger")
    return made


def sealed(kept: Outside) -> str:
    """Seal everything and sign it; the checkpoint."""
    seal_everything()
    return sign(kept)


def seal_everything() -> int:
    """All that is written; how many. Other tests' transactions on the same server may hold the sealer up."""
    taken, ends = seal_all(), time.monotonic() + 30
    while standing().unsealed and time.monotonic() < ends:
        time.sleep(0.02)
        taken += seal_all()
    return taken
