"""What sealing costs for each event, how far it lags behind eight writers, and how long an outsider verifies.

Alone, with its own database and a number of one's own: `python -m tests.bench.ledger --events 1000000`.
"""

import argparse
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from rich.console import Console
from rich.table import Table

from commonthread.access.logins import Login
from commonthread.serving import place

WRITERS = 8
EVENTS = 20_000
SECONDS_OF_LOAD = 20
A_SECOND = 25
WRITE = (
    "INSERT INTO ledger_event (type, agency, purpose, reason, subject, records, data) "
    "VALUES ('disclosure', 'police', 'own work', %s, %s, %s, '{}')"
)


def ledger(events: int) -> Table:
    from commonthread.ledger.key import make_key
    from commonthread.ledger.outside import Outside
    from commonthread.ledger.proving import export
    from commonthread.ledger.sealing import seal_all, sign
    from commonthread.ledger.verifier import Verifier, read_checkpoint

    table = Table("ledger", "measured", "aim", title=f"The ledger, {events:,} events", title_justify="left")
    with tempfile.TemporaryDirectory() as folder:
        kept = Outside(Path(folder))
        key = make_key(kept.key_file, "commonthread.example.org/bench").checking
        seal_all()
        _write(events // WRITERS, pause=0)
        before = time.perf_counter()
        sealed = seal_all()
        table.add_row("sealing an event", f"{(time.perf_counter() - before) / sealed * 1e6:.0f} µs", "100 µs")
        sign(kept)
        lags = _lags_under_load(kept)
        table.add_row(
            f"lag behind {WRITERS} writers, {len(lags):,} events: p50, p99, longest",
            f"{statistics.median(lags):.2f} s, {statistics.quantiles(lags, n=100)[98]:.2f} s, {max(lags):.2f} s",
            "p99 2 s",
        )
        seal_all()
        checkpoint = read_checkpoint(sign(kept), key)
        file = Path(folder) / "export"
        before = time.perf_counter()
        with file.open("w", encoding="utf-8") as out:
            out.writelines(export(with_words=True))
        table.add_row("writing an export", f"{time.perf_counter() - before:.1f} s", "")
        before = time.perf_counter()
        with file.open(encoding="utf-8") as lines:
            seen = Verifier([checkpoint], kept.leaves()).verify(lines)
        took = time.perf_counter() - before
        table.add_row(
            f"verifying {seen.size:,} events",
            f"{took:.1f} s",
            f"{60 * seen.size / 1e6:.1f} s (60 s a million)",
        )
        table.add_row("false alarms", str(len(seen.found)), "0")
        table.add_row("agrees with the checkpoint", str(seen.agrees == [checkpoint]), "True")
    return table


def _write(each: int, *, pause: float) -> None:
    """Eight at once, in transactions of their own, one in twenty of them rolled back."""

    def writing(seed: int) -> None:
        dice = random.Random(seed)
        with psycopg.connect(**settings.ADDRESSES[Login.ENGINE]) as connection:
            connection.execute("SET synchronous_commit = off" if not pause else "SELECT 1")
            connection.commit()
            left = each
            while left:
                many = 1 if pause else min(left, dice.randrange(1, 60))
                with connection.cursor() as cursor:
                    cursor.executemany(
                        WRITE,
                        [(f"Call {dice.randrange(10**6)}", dice.randrange(10**8, 10**9), [dice.randrange(10**6)])
                         for _ in range(many)],
                    )  # fmt: skip
                if dice.random() < 0.05:
                    connection.rollback()
                    continue
                connection.commit()
                left -= many
                time.sleep(pause * dice.random() * 2)

    threads = [threading.Thread(target=writing, args=(seed,)) for seed in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _lags_under_load(kept) -> list[float]:
    """Seconds from an event's time to its seal, while eight write and the sealer runs as it does when serving."""
    from commonthread.ledger.proving import standing
    from commonthread.ledger.sealing import run

    before, stopped = standing().size, threading.Event()

    def sealing() -> None:
        run(kept, stopped, lambda words: Console().print(words))
        connections.close_all()

    sealer = threading.Thread(target=sealing)
    sealer.start()
    _write(SECONDS_OF_LOAD * A_SECOND, pause=1 / A_SECOND)
    time.sleep(1)
    stopped.set()
    sealer.join()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM l.sealed_at - e.at)::float FROM ledger_leaf l JOIN ledger_entry e ON e.number = l.event "
            "WHERE l.position >= %s",
            [before],
        )
        return [lag for (lag,) in cursor.fetchall()]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=EVENTS)
    arguments = asked.parse_args()
    with place.ready():
        Console().print(ledger(arguments.events))


if __name__ == "__main__":
    main()
