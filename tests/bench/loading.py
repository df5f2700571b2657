"""What a load costs beside the least that any load could cost: a plain COPY of the same file."""

import csv
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from django.db import connections
from rich.table import Table

from commonthread.records.columns import write
from commonthread.records.examples import example

KIND, AGENCY = "school_welfare_concern", "education-birmingham"
ROUNDS = 3


def throughput(rows: int) -> Table:
    """Rows a second of `load` with identity off, and of COPY into one table without indexes; best of three each."""
    from commonthread.feeds.actions import load
    from commonthread.feeds.store import DeliveryStore

    best_load = best_copy = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            file = extract(Path(folder) / f"{uuid.uuid4()}.csv", rows)
            before = time.perf_counter()
            receipt = load(
                store=DeliveryStore(Path(folder) / "store"),
                paths=[file],
                format="extract",
                agency=AGENCY,
                kind=KIND,
            )
            best_load = max(best_load, rows / (time.perf_counter() - before))
            if receipt.accepted != rows:
                raise SystemExit(f"The load took {receipt.accepted} of {rows} rows: {receipt}")
            best_copy = max(best_copy, rows / plain_copy(file))
    table = Table(
        "load",
        "rows a second",
        "ratio",
        title=f"{rows:,} rows of {len(write(example(KIND)))} cells",
        title_justify="left",
    )
    table.add_row("COPY into one table", f"{best_copy:,.0f}", "1")
    table.add_row("load, identity off", f"{best_load:,.0f}", f"{best_load / best_copy:.3f}   (aim 0.15)")
    return table


def memory(rows: int) -> Table:
    """The most memory that `commonthread load` holds, for a file and one ten times as large."""
    table = Table("file", "most memory", title="Memory of commonthread load", title_justify="left")
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, 10):
            file = extract(Path(folder) / f"{uuid.uuid4()}.csv", rows * times)
            table.add_row(
                f"{file.stat().st_size / 1e6:,.0f} MB", f"{_most_memory(file) / 1e6:,.0f} MB   (aim 400)"
            )
    return table


def extract(file: Path, rows: int) -> Path:
    row = write(example(KIND))
    with file.open("w", newline="", encoding="utf-8") as out:
        written = csv.DictWriter(out, list(row))
        written.writeheader()
        for _ in range(rows):
            written.writerow({**row, "key": str(uuid.uuid4())})
    return file


def plain_copy(file: Path) -> float:
    """Seconds for COPY of the file as it is into one table of text columns."""
    owner = connections["owner"]
    owner.ensure_connection()
    names = file.open(encoding="utf-8").readline().strip().split(",")
    with owner.connection.transaction():
        owner.connection.execute("DROP TABLE IF EXISTS plain")
        owner.connection.execute(f"CREATE TABLE plain ({', '.join(f'{name} text' for name in names)})")
    before = time.perf_counter()
    with (
        owner.connection.transaction(),
        owner.connection.cursor().copy("COPY plain FROM STDIN CSV HEADER") as copy,
        file.open("rb") as content,
    ):
        while block := content.read(1 << 20):
            copy.write(block)
    took = time.perf_counter() - before
    with owner.connection.transaction():
        owner.connection.execute("DROP TABLE plain")
    return took


def _most_memory(file: Path) -> int:
    """Bytes, of a process that does nothing but load the file."""
    peak = file.with_suffix(".peak")
    command = [sys.executable, "-m", "tests.peak", str(peak), "load", str(file), "--format", "extract",
               "--agency", AGENCY, "--kind", KIND, "--no-identity", "--json"]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise SystemExit(f"The load failed: {done.stderr.decode()}")
    return int(peak.read_text()) * 1024
