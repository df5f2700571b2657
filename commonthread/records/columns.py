"""Rows and forms: the columns of a kind, how a record is read from named cells and written to them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pydantic_core import PydanticUndefined

from commonthread.kernel.dates import in_england
from commonthread.records.cells import write_cell
from commonthread.records.column import (
    Column,
    Part,
    columns,
    columns_by_name,
    mention_columns,
    record_columns,
)
from commonthread.records.header import check_header
from commonthread.records.kind import Kind, kinds
from commonthread.records.record import Draft, Mention, MentionRole
from commonthread.records.row_reader import Outcome, row_reader

__all__ = [
    "Column",
    "Part",
    "check_header",
    "columns",
    "columns_by_name",
    "mention_cells",
    "mention_columns",
    "read",
    "reader",
    "record_columns",
    "write",
]


def read(kind: Kind, values: Mapping[str, str], *, today: date) -> Outcome:
    """One record from named cells, such as a form's; else every fault in it."""
    header = tuple(values)
    if faults := check_header(kind, header):
        return faults
    return row_reader(kind, header)(tuple(values.values()), today)


def reader(kind: Kind, header: Sequence[str], *, today: date) -> Callable[[Sequence[str]], Outcome]:
    """A fast reader of rows under this header. ValueError if `check_header` finds fault with the header."""
    if faults := check_header(kind, header):
        raise ValueError("; ".join(f"{fault.column} {fault.message}" for fault in faults))
    read_row = row_reader(kind, tuple(header))
    return lambda cells: read_row(cells, today)


def write(draft: Draft) -> dict[str, str]:
    """The filled cells of a record. ValueError if the kind has no room for something in it."""
    kind = kinds()[draft.kind]
    cells = {
        column.name: write_cell(value)
        for column in record_columns(kind)
        if (value := _value(draft, column)) is not None
    }
    begins = in_england(draft.happened_from)
    cells["happened_from"] = (begins if draft.time_known else begins.date()).isoformat()
    if (draft.contact and not kind.is_contact) or (draft.grading and not kind.is_graded):
        raise ValueError(f"a {kind.name} has no columns for a contact or a grading that it does not have")
    seen: dict[MentionRole, int] = {}
    for mention in draft.mentions:
        seen[mention.role] = place = seen.get(mention.role, 0) + 1
        if place > kind.mentions.get(mention.role, 0):
            raise ValueError(f"a {kind.name} has no room for {mention.role} number {place}")
        cells |= mention_cells(mention, place)
    return cells


def mention_cells(mention: Mention, place: int) -> dict[str, str]:
    """The filled cells of one person."""
    given = mention.model_dump(exclude_defaults=True)
    warning = given.get("staff_safety_warning", {})
    return {
        column.name: write_cell(value)
        for column in mention_columns(mention.role, place)
        if (value := (warning if column.part is Part.WARNING else given).get(column.field)) is not None
    }


def _value(draft: Draft, column: Column) -> object:
    """The column's value, or None where it is what an empty cell means too."""
    holder = draft if column.part is Part.RECORD else getattr(draft, column.part)
    if holder is None:
        return None
    value = getattr(holder, column.field)
    default = type(holder).model_fields[column.field].default
    return None if default is not PydanticUndefined and value == default else value
