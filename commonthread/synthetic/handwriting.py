"""How an agency's system writes dates and text into its files."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from random import Random

from commonthread.access.terms import AgencyKind
from commonthread.kernel.dates import MONTHS
from commonthread.records.cells import CellType
from commonthread.records.columns import columns_by_name
from commonthread.records.kind import Kind

BRITISH = (AgencyKind.POLICE, AgencyKind.HOUSING, AgencyKind.PROBATION)
IN_WORDS = (AgencyKind.VOLUNTARY, AgencyKind.YOUTH_JUSTICE)


def in_style(kind: Kind, agency: AgencyKind, cells: dict[str, str]) -> None:
    """Dates as the agency's system writes them: most as 2026-03-14, some as 14/03/2026 or 14 Mar 2026."""
    if agency not in BRITISH and agency not in IN_WORDS:
        return
    for name in date_columns(kind) & cells.keys():
        day = date.fromisoformat(cells[name][:10])
        clock = cells[name][11:16]
        written = (
            f"{day:%d/%m/%Y}"
            if agency in BRITISH
            else f"{day.day} {MONTHS[day.month - 1][:3].title()} {day.year}"
        )
        cells[name] = f"{written} {clock}" if clock else written


def with_stray_spaces(chance: Random, cells: dict[str, str], share: float) -> None:
    for name in cells:
        if name.endswith("_name") and chance.random() < share:
            cells[name] = f"{cells[name]} " if chance.random() < 0.5 else f" {cells[name]}"


@cache
def date_columns(kind: Kind) -> frozenset[str]:
    columns: Mapping = columns_by_name(kind)
    return frozenset(n for n, column in columns.items() if column.type in (CellType.DATE, CellType.MOMENT))
