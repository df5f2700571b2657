"""The first line of a file: which kind's columns it names, and what is wrong with it."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from commonthread.records.column import Part, columns_by_name
from commonthread.records.kind import Kind
from commonthread.records.record import Fault

A_NAME = re.compile(r"[A-Za-z][\w .-]{0,59}", re.ASCII)


def name_of(heading: str) -> str:
    """The column name that a heading means: case, spaces and hyphens make no difference."""
    return re.sub(r"[\s-]+", "_", heading.strip().casefold())


def check_header(kind: Kind, header: Sequence[str]) -> tuple[Fault, ...]:
    """What is wrong with the first line: unknown, missing and doubled columns. Order is free."""
    known = columns_by_name(kind)
    names = [name_of(heading) for heading in header]
    if not set(names) & set(known):
        return (Fault(column="(first line)", message=f"has no column name of a {kind.label.lower()}"),)
    return (*_unknown(kind, header, names), *_doubled(names), *_missing(kind, names))


def _unknown(kind: Kind, header: Sequence[str], names: Sequence[str]) -> Iterator[Fault]:
    known = columns_by_name(kind)
    for number, (heading, name) in enumerate(zip(header, names, strict=True), 1):
        if name in known:
            continue
        # A file without a first line of names would show people's data here.
        shown = heading.strip() if A_NAME.fullmatch(heading.strip()) else f"(column {number})"
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
        hint = f"; did you mean {near[0]}?" if near else ""
        yield Fault(column=shown, message=f"is not a column of a {kind.label.lower()}{hint}")


def _doubled(names: Sequence[str]) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if times > 1 and A_NAME.fullmatch(name):
            yield Fault(column=name, message=f"stands {times} times in the first line")


def _missing(kind: Kind, names: Sequence[str]) -> Iterator[Fault]:
    known = columns_by_name(kind)
    for column in known.values():
        if column.required and column.name not in names:
            yield Fault(column=column.name, message="is missing")
    about = {known[name].role for name in names if name in known and known[name].part is Part.MENTION}
    if not about & set(kind.about):
        roles = " or ".join(f"{role}_1_…" for role in kind.about)
        yield Fault(
            column=f"{kind.about[0]}_1_…", message=f"is missing: a column of a person is needed, {roles}"
        )
