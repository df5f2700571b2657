"""Official files in, one new gazetteer out: all of it, or nothing and a list of what is wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from commonthread.places.official.assembly import Placing, assembled
from commonthread.places.official.harvest import Harvest, Taken
from commonthread.places.official.opening import Opened, PlacesError, Problem, opened
from commonthread.places.official.rows import Table, delimited, parquet
from commonthread.places.official.shapes import Shapes, geojson
from commonthread.places.store import write
from commonthread.places.values import Facts

READERS: Mapping[str, Callable[[Opened], Table | Shapes]] = {
    ".geojson": geojson,
    ".json": geojson,
    ".parquet": parquet,
    ".csv": lambda file: delimited(file, ","),
    ".tsv": lambda file: delimited(file, "\t"),
}


@dataclass(frozen=True)
class Receipt:
    """What a load did. A table of facts for which no official row came stays invented."""

    files: tuple[Taken, ...]
    passed_over: tuple[str, ...]
    replaced: dict[str, int]
    stays_invented: tuple[str, ...]
    placing: Placing

    def as_json(self) -> dict:
        return asdict(self)


def load_places(
    paths: Sequence[Path], store: Path, progress: Callable[[str], None] = lambda _: None
) -> Receipt:
    """Replace what the store holds by the facts in these files and folders (not in folders within them).

    PlacesError lists everything wrong in all files, and then the store is as it was.
    """
    harvest = Harvest()
    found, passed_over = _files(paths)
    for path in found:
        progress(f"Reading {path.name}")
        try:
            harvest.add(READERS[path.suffix.lower()](opened(path)))
        except PlacesError as unreadable:
            harvest.problems += unreadable.problems
    if not harvest.problems and not any(some.taken for some in harvest.files):
        harvest.problems.append(Problem("these files", "have nothing in them that lies in the force area"))
    if harvest.problems:
        raise PlacesError(*harvest.problems)
    progress("Placing postcodes in wards")
    facts, placing = assembled(harvest)
    progress(f"Writing {store.name}")
    try:
        write(facts, store)
    except OSError as refused:
        raise PlacesError(Problem(str(store), f"cannot be written: {refused.strerror}")) from refused
    counts = {table.name: len(getattr(facts, table.name)) for table in fields(Facts)}
    counts.pop("origins")
    return Receipt(
        files=tuple(harvest.files),
        passed_over=tuple(passed_over),
        replaced={table: count for table, count in counts.items() if count},
        stays_invented=tuple(table for table, count in counts.items() if not count),
        placing=placing,
    )


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """Files to read, and names in folders that are of no kind that can be read."""
    found, passed_over = [], []
    for path in paths:
        if path.is_dir():
            inside = sorted(some for some in path.iterdir() if some.is_file())
            found += [some for some in inside if some.suffix.lower() in READERS]
            passed_over += [some.name for some in inside if some.suffix.lower() not in READERS]
        elif path.suffix.lower() in READERS:
            found.append(path)
        else:
            known = ", ".join(READERS)
            raise PlacesError(Problem(path.name, f"is of no kind that can be loaded ({known})"))
    if not found:
        raise PlacesError(Problem("these folders", "hold no file that can be loaded"))
    return found, passed_over
