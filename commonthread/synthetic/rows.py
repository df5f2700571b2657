"""Rows on their way into files: more than memory holds, and each file in the order of its days."""

import csv
import heapq
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROWS_IN_MEMORY = 60_000

Row = tuple[str, Mapping[str, str]]


@dataclass
class Spool:
    """The rows of one file: those in memory, and sorted runs of earlier ones on disk."""

    waiting: list[str] = field(default_factory=list)
    runs: list[IO[str]] = field(default_factory=list)
    columns: dict[str, None] = field(default_factory=dict)
    count: int = 0

    def add(self, order: str, cells: Mapping[str, str]) -> None:
        self.waiting.append(json.dumps((order, cells), ensure_ascii=False))
        self.columns.update(dict.fromkeys(cells))
        self.count += 1

    def spill(self) -> None:
        run = TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 -- closed when read
        run.writelines(f"{line}\n" for line in sorted(self.waiting))
        self.runs.append(run)
        self.waiting = []

    def in_order(self) -> Iterator[dict[str, str]]:
        for run in self.runs:
            run.seek(0)
        for line in heapq.merge(*self.runs, (f"{line}\n" for line in sorted(self.waiting))):
            yield json.loads(line)[1]
        for run in self.runs:
            run.close()


class Rows:
    """The spools of all files."""

    def __init__(self) -> None:
        self.spools: dict[tuple[str, ...], Spool] = {}
        self.in_memory = 0

    def add(self, file: tuple[str, ...], order: str, cells: Mapping[str, str]) -> None:
        self.spools.setdefault(file, Spool()).add(order, cells)
        self.in_memory += 1
        if self.in_memory >= ROWS_IN_MEMORY:
            self._spill_the_largest()

    def _spill_the_largest(self) -> None:
        for spool in sorted(self.spools.values(), key=lambda spool: -len(spool.waiting)):
            if self.in_memory < ROWS_IN_MEMORY / 2:
                return
            self.in_memory -= len(spool.waiting)
            spool.spill()


def write_text(path: Path, pieces: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


def write_csv(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, tuple(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
