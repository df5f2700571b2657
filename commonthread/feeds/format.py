"""What a format promises: files in; drafts, rejects and remarks out, in the order of the files."""

import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from commonthread.feeds import catalogue
from commonthread.records.record import Author, Draft, Fault


@dataclass(frozen=True)
class Sent:
    """One file as it lies on disk, and the name that its sender gave it. `passed` is told of bytes that were read."""

    path: Path
    name: str
    passed: Callable[[int], None] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a reader will hold in memory before it refuses, in characters or bytes."""

    line: int = 1_000_000
    block: int = 4_000_000
    nodes: int = 50_000


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How to read a delivery. With the same reading the same bytes give the same outcomes, always.

    `received_on` is the day that birth dates and events are held against, so that reading again
    next year changes nothing. `kind` is what the sender said every row is, where they said so.
    """

    received_on: date
    kind: str | None = None
    limits: Limits = Limits()


@dataclass(frozen=True)
class Admitted:
    """A draft, and what its sender may wish to look at again.

    `raw` gives the piece as a small file of its own, as in a Reject; only until the next outcome is asked for.
    """

    line: int
    draft: Draft
    raw: Callable[[], str] = field(compare=False, repr=False)
    warnings: tuple[Fault, ...] = ()
    file: str = ""


@dataclass(frozen=True)
class Reject:
    """What could not be taken. `raw` is for its owner alone and never logged.

    `raw` is itself a small file of the same format: corrected, it can be read again on its own.
    """

    line: int
    column: str | None
    reasons: tuple[Fault, ...]
    raw: str
    kind: str = ""
    file: str = ""


@dataclass(frozen=True)
class Listed:
    """Somebody, or a team, of the agency's directory: no record, but who a record's author is."""

    line: int
    author: Author
    file: str = ""


@dataclass(frozen=True)
class Remark:
    """Something about a whole file or table. `rows` is how many rows were not taken because of it."""

    line: int
    fault: Fault
    rows: int = 0
    file: str = ""


Outcome = Admitted | Reject | Listed | Remark


class Unreadable(Exception):
    """Nothing of the delivery can be loaded. Raised before the first outcome is given."""

    def __init__(
        self, message: str, *, advice: str, file: str = "", line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.advice = message, advice
        self.file, self.line, self.column = file, line, column

    def __str__(self) -> str:
        where = [self.file] if self.file else []
        where += [f"line {self.line:,}"] if self.line else []
        where += [f"column {self.column:,}"] if self.column else []
        return (
            f"{', '.join(where)}: {self.message}. {self.advice}"
            if where
            else f"{self.message}. {self.advice}"
        )


class ChangedMeanwhile(Unreadable):
    """The file was written to while it was read: raised at its end, so that nothing of it is kept."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format. `read` raises Unreadable before its first outcome or not at all."""

    name: str
    label: str
    explains: str
    suffixes: tuple[str, ...]
    read: Callable[[Sequence[Sent], Reading], Iterator[Outcome]]
    many_files: bool = False
    # Each line is one record or one reject, so that a sender can be told what became of it.
    by_item: bool = False


@cache
def formats() -> Mapping[str, Format]:
    """Every format by name: one for each file in `catalogue/`."""
    names = [module.name for module in pkgutil.iter_modules(catalogue.__path__)]
    found = [
        import_module(f"{catalogue.__name__}.{name}").FORMAT for name in names if not name.startswith("test_")
    ]
    return MappingProxyType({entry.name: entry for entry in sorted(found, key=lambda entry: entry.name)})
