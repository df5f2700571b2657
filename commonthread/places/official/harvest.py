"""All that is taken from all files, with a count for each file that adds up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from commonthread.places.cited import FORCE_AREA
from commonthread.places.official.formats import Holds
from commonthread.places.official.opening import Problem
from commonthread.places.official.rows import Table
from commonthread.places.official.rules import AREA, RULES, LeftOut, Partnership, Wrong
from commonthread.places.official.shapes import Shape, Shapes
from commonthread.places.values import Boundary, Level, Neighbourhood, Postcode, School, Ward

LEVELS = {
    Holds.FORCE_BOUNDARY: Level.FORCE,
    Holds.DISTRICT_BOUNDARIES: Level.DISTRICT,
    Holds.WARD_BOUNDARIES: Level.WARD,
    Holds.MSOA_BOUNDARIES: Level.MSOA,
}


@dataclass(frozen=True)
class Taken:
    """One file: rows = taken + left out."""

    file: str
    sha256: str
    holds: Holds
    edition: int | None
    rows: int
    taken: int
    left_out: dict[str, int]


@dataclass
class Harvest:
    """Everything taken from all files, and everything wrong with them."""

    files: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    partnerships: list[Partnership] = field(default_factory=list)
    wards: list[Ward] = field(default_factory=list)
    postcodes: list[Postcode] = field(default_factory=list)
    neighbourhoods: list[Neighbourhood] = field(default_factory=list)
    schools: list[School] = field(default_factory=list)
    boundaries: list[Boundary] = field(default_factory=list)

    def add(self, source: Table | Shapes) -> Taken:
        holds = source.recognised.format.holds
        self._refuse_twins(source)
        outcomes = _shaped(source) if isinstance(source, Shapes) else _read(source, self._once(holds))
        left_out: Counter[str] = Counter()
        kept: list[Any] = []
        for outcome in outcomes:
            match outcome:
                case Problem():
                    self.problems.append(outcome)
                case LeftOut():
                    left_out[outcome.value] += 1
                case _:
                    kept.append(outcome)
        if holds is Holds.FORCE_LOOKUP:
            self.problems += _incomplete_force(source.file.name, kept)
        self._list_for(holds).extend(kept)
        taken = Taken(
            file=source.file.name,
            sha256=source.file.sha256,
            holds=holds,
            edition=source.recognised.edition,
            rows=len(kept) + left_out.total(),
            taken=len(kept),
            left_out=dict(left_out),
        )
        self.files.append(taken)
        return taken

    def _refuse_twins(self, source: Table | Shapes) -> None:
        """Two files of one kind and edition contradict each other; but postcodes come in parts by area."""
        holds, edition = source.recognised.format.holds, source.recognised.edition
        for some in self.files:
            if (some.holds, some.edition) == (holds, edition) and holds is not Holds.POSTCODES:
                message = f"holds {holds} and so does {some.file}: load one of them"
                self.problems.append(Problem(source.file.name, message))

    def _once(self, holds: Holds) -> set[str]:
        return {postcode.code for postcode in self.postcodes} if holds is Holds.POSTCODES else set()

    def _list_for(self, holds: Holds) -> list[Any]:
        tables: dict[Holds, list[Any]] = {
            Holds.FORCE_LOOKUP: self.partnerships,
            Holds.LSOA_LOOKUP: self.wards,
            Holds.WARD_LOOKUP: self.wards,
            Holds.POSTCODES: self.postcodes,
            Holds.NEIGHBOURHOODS: self.neighbourhoods,
            Holds.SCHOOLS: self.schools,
        }
        return tables.get(holds, self.boundaries)


def _read(table: Table, once: set[str]) -> Iterator[object]:
    """`once` are the keys that came before, in this file or in the others that go with it."""
    rule = RULES[table.recognised.format.holds]
    key = next(name for name in ("lsoa", "urn", "code") if name in table.recognised.names)
    for row in table.rows:
        try:
            outcome = rule(row.values, table.recognised.edition)
            if not isinstance(outcome, LeftOut):
                known_by = outcome.code if isinstance(outcome, Postcode) else row.values[key]
                if known_by in once:
                    raise Wrong(key, "is there twice")
                once.add(known_by)
            yield outcome
        except Wrong as wrong:
            yield table.problem(row, wrong.column, str(wrong))


def _shaped(source: Shapes) -> Iterator[object]:
    level = LEVELS[source.recognised.format.holds]
    once: set[str] = set()
    for shape in source.shapes:
        if shape.code in once:
            yield Problem(source.file.name, f"feature {shape.number} has a code that is there twice")
        elif not shape.rings or any(len(ring) < 4 for ring in shape.rings):
            yield Problem(source.file.name, f"feature {shape.number} has a ring of fewer than four points")
        elif not _inside(shape, level):
            yield LeftOut.OUTSIDE
        else:
            yield Boundary(
                level=level, code=shape.code, name=shape.name, district=shape.district, rings=shape.rings
            )
        once.add(shape.code)


def _inside(shape: Shape, level: Level) -> bool:
    match level:
        case Level.FORCE:
            return shape.code == FORCE_AREA
        case Level.DISTRICT:
            return shape.code in AREA
        case _:
            return shape.district in AREA


def _incomplete_force(file: str, rows: Iterable[Partnership]) -> list[Problem]:
    """A lookup that gives the force fewer districts than it has is of another time, or torn."""
    missing = sorted(AREA - {row.district for row in rows})
    return [Problem(file, f"does not give the force its district {code}") for code in missing]
