"""Rows of a CSV file, one at a time; a row that cannot be taken apart does not take its neighbours along."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MOST_LINES = 20_000


class Row(NamedTuple):
    """One record: the line that it starts on, its cells, and the text that it was written as."""

    line: int
    cells: list[str]
    text: str


class Torn(NamedTuple):
    """A line whose quotation marks do not pair."""

    line: int
    text: str


def rows(lines: Iterable[str]) -> Iterator[Row | Torn]:
    """Rows and torn lines in order; empty lines are passed over."""
    source = _Source(lines)
    reader = csv.reader(source, strict=True)
    while True:
        try:
            for cells in reader:
                text, line = source.settle()
                if cells:
                    yield Row(line, cells, text)
            return
        except csv.Error:
            text, line = source.give_back_all_but_first()
            yield Torn(line, text)


class _Source:
    """Lines for the reader, which remembers those that the current record has used."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = iter(lines)
        self.returned: deque[str] = deque()
        self.used: list[str] = []
        self.line = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.returned.popleft() if self.returned else next(self.lines)
        self.used.append(line)
        if len(self.used) > MOST_LINES:
            raise csv.Error("the record has too many lines")
        return line

    def settle(self) -> tuple[str, int]:
        used, start = self.used, self.line
        self.used = []
        self.line += len(used)
        return (used[0] if len(used) == 1 else "".join(used)), start

    def give_back_all_but_first(self) -> tuple[str, int]:
        first, *rest = self.used
        self.returned.extendleft(reversed(rest))
        self.used = []
        self.line += 1
        return first, self.line - 1


def as_text(cells: Iterable[str]) -> str:
    """The cells as one line of CSV, with its line end."""
    return ",".join(_quoted(cell) for cell in cells) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\n\r') else cell
