"""What may flow from whom to whom: kinds of agency and categories of record, for one purpose."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connections

from commonthread.access.agreements.words import Agencies, role_label
from commonthread.access.terms import AgencyKind, Category, Level


@dataclass(frozen=True)
class Flowing:
    """To how many pairs of a viewing and a holding agency, out of how many that there are."""

    viewer_kind: AgencyKind
    role: str
    holder_kind: AgencyKind
    category: Category
    level: Level
    pairs: int


@dataclass(frozen=True)
class Cell:
    """What the roles of one kind of agency may see; empty where nothing."""

    viewer_kind: AgencyKind
    entries: tuple[tuple[Level, str, str], ...]


@dataclass(frozen=True)
class Row:
    """Categories that flow alike stand in one row."""

    holder_kind: AgencyKind
    categories: tuple[Category, ...]
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.entries for cell in self.cells)


def flowing(purpose: str) -> list[Flowing]:
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT viewer_kind, role, holder_kind, category, level, pairs FROM access.matrix(%s)", [purpose]
        )
        return [
            Flowing(AgencyKind(viewer), role, AgencyKind(holder), Category(category), Level(level), pairs)
            for viewer, role, holder, category, level, pairs in cursor.fetchall()
        ]


def matrix(
    found: Iterable[Flowing], held: Iterable[tuple[AgencyKind, Category]], agencies: Agencies
) -> tuple[tuple[AgencyKind, ...], tuple[Row, ...]]:
    """The kinds of agency that may see something, and rows for what each kind of agency keeps records of: `held`."""
    cells: dict[tuple[AgencyKind, Category, AgencyKind], list[Flowing]] = defaultdict(list)
    for flow in found:
        cells[flow.holder_kind, flow.category, flow.viewer_kind].append(flow)
    viewers = tuple(kind for kind in AgencyKind if any(viewer is kind for _, _, viewer in cells))
    there = Counter(agency.kind for agency in agencies.values())
    rows: dict[tuple[AgencyKind, tuple[Cell, ...]], list[Category]] = defaultdict(list)
    for holder, category in sorted(held, key=lambda pair: (list(AgencyKind).index(pair[0]), pair[1])):
        across = tuple(Cell(kind, _entries(cells[holder, category, kind], there)) for kind in viewers)
        rows[holder, across].append(category)
    return viewers, tuple(Row(holder, tuple(named), across) for (holder, across), named in rows.items())


def _entries(flows: Iterable[Flowing], there: Mapping[AgencyKind, int]) -> tuple[tuple[Level, str, str], ...]:
    """Level, role and how far it reaches, the highest level first."""
    ordered = sorted(flows, key=lambda flow: (-flow.level, flow.role))
    return tuple((flow.level, role_label(flow.role), _reach(flow, there)) for flow in ordered)


def _reach(flow: Flowing, there: Mapping[AgencyKind, int]) -> str:
    same = flow.viewer_kind is flow.holder_kind
    possible = there[flow.viewer_kind] * (there[flow.holder_kind] - same)
    return "" if flow.pairs >= possible else "some only"
