"""What a correction changed, column by column, in plain words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from commonthread.kernel.dates import has_time, read_date, read_moment
from commonthread.records.cells import CellType
from commonthread.records.column import Column, Part
from commonthread.records.columns import columns, write
from commonthread.records.kind import kinds
from commonthread.records.record import Draft
from commonthread.records.rendering import in_words


@dataclass(frozen=True)
class Change:
    """One field that differs. An empty side was not given."""

    label: str
    before: str
    after: str


def changes(before: Draft, after: Draft) -> tuple[Change, ...]:
    """What differs between two versions of one record, in the order of its form."""
    old, new = write(before), write(after)
    return tuple(
        Change(_label(column), cell_in_words(column, was), cell_in_words(column, now))
        for column in columns(kinds()[after.kind])
        if (was := old.get(column.name, "")) != (now := new.get(column.name, ""))
    )


def cell_in_words(column: Column, cell: str) -> str:
    """A cell that has been read once, as people write it in England."""
    return IN_WORDS.get(column.type, _as_it_stands)(column, cell) if cell else ""


def _label(column: Column) -> str:
    if column.part in (Part.MENTION, Part.WARNING):
        return f"{column.role.label} {column.place}: {column.label}"
    return column.label


def _moment(column: Column, cell: str) -> str:
    return in_words(read_moment(cell) if has_time(cell) else read_date(cell))


def _codes(column: Column, cell: str) -> str:
    labels = {code.value: code.label for code in column.choices}
    return "; ".join(labels[code.strip()] for code in cell.split(";"))


def _as_it_stands(column: Column, cell: str) -> str:
    return cell


IN_WORDS: Mapping[CellType, Callable[[Column, str], str]] = {
    CellType.MOMENT: _moment,
    CellType.DATE: _moment,
    CellType.CHOICE: _codes,
    CellType.CHOICES: _codes,
    CellType.YES_NO: lambda column, cell: cell.capitalize(),
}
