"""A rejected row as cells under the names of its kind's columns, and the cells as a row again."""

from collections.abc import Mapping

from commonthread.feeds.delimited import Row, as_text, rows
from commonthread.feeds.queries import RejectShown
from commonthread.records.columns import columns, columns_by_name
from commonthread.records.header import name_of
from commonthread.records.kind import Kind, kinds

EXTRACT = "extract"
KIND = "kind"


def cells_of(reject: RejectShown, raw: str) -> dict[str, str] | None:
    """None where the piece is no row of a kind that a form could show whole."""
    if reject.format != EXTRACT or reject.kind not in kinds():
        return None
    found = list(rows(raw.splitlines(keepends=True)))
    if len(found) != 2 or not all(isinstance(row, Row) for row in found):
        return None
    (_, header, _), (_, values, _) = found
    names = [name_of(heading) for heading in header]
    if len(values) != len(names) or len(set(names)) != len(names):
        return None
    filled = {
        name: value for name, value in zip(names, values, strict=True) if value.strip() and name != KIND
    }
    return filled if filled.keys() <= columns_by_name(kinds()[reject.kind]).keys() else None


def row_of(kind: Kind, cells: Mapping[str, str]) -> str:
    """The first line and the row, with the columns that are filled or must be there."""
    first = f"{kind.about[0]}_1_given_name"
    needed = [
        column.name
        for column in columns(kind)
        if cells.get(column.name, "").strip() or column.name == first or (column.required and not column.role)
    ]
    return as_text(needed) + as_text(cells.get(name, "") for name in needed)
