"""Rows of a published table, whether CSV, tab-separated or Parquet, under our names for its columns."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO

from commonthread.places.official.formats import TABLES, Recognised, Unrecognised, recognise
from commonthread.places.official.opening import Opened, PlacesError, Problem, as_text

SCHOOLS_AND_ALL = tuple(dict.fromkeys(encoding for some in TABLES for encoding in some.encodings))


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    file: Opened
    recognised: Recognised
    rows: Iterator[Row]

    def problem(self, row: Row, column: str, message: str) -> Problem:
        return Problem(self.file.name, message, row.line, self.recognised.names[column])


def delimited(file: Opened, delimiter: str) -> Table:
    text, encoding = as_text(file, encodings=SCHOOLS_AND_ALL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = _next(file, reader) or []
    if doubled := [name for name, times in Counter(header).items() if times > 1]:
        raise PlacesError(Problem(file.name, "the column is there twice", 1, doubled[0]))
    recognised = _recognised(file, header)
    if encoding not in recognised.format.encodings:
        as_text(file, encodings=recognised.format.encodings)
    return Table(file, recognised, _delimited_rows(file, reader, header, recognised))


def _delimited_rows(file: Opened, reader, header: list[str], recognised: Recognised) -> Iterator[Row]:
    places = {ours: header.index(theirs) for ours, theirs in recognised.names.items()}
    line = reader.line_num + 1
    while (cells := _next(file, reader)) is not None:
        if cells and len(cells) != len(header):
            message = f"has {len(cells)} cells where the header has {len(header)}"
            raise PlacesError(Problem(file.name, message, line))
        if cells:
            yield Row(line, {ours: cells[at].strip() for ours, at in places.items()})
        line = reader.line_num + 1


def _next(file: Opened, reader) -> list[str] | None:
    start = reader.line_num + 1
    try:
        return next(reader, None)
    except csv.Error as torn:
        message = f"cannot be taken apart as a row ({torn}): is the file whole?"
        raise PlacesError(Problem(file.name, message, start)) from torn


def parquet(file: Opened) -> Table:
    # Here and not above: it is slow to import, and every start of the command line imports this module.
    import pyarrow
    import pyarrow.parquet

    try:
        source = pyarrow.parquet.ParquetFile(BytesIO(file.content))
        recognised = _recognised(file, source.schema_arrow.names)
        columns = source.read(columns=list(recognised.names.values()))
    except pyarrow.ArrowException as unreadable:
        raise PlacesError(Problem(file.name, "is not a Parquet file that can be read")) from unreadable
    lists = [columns.column(theirs).to_pylist() for theirs in recognised.names.values()]
    ours = tuple(recognised.names)
    rows = (
        Row(line, dict(zip(ours, map(_written, cells), strict=True)))
        for line, cells in enumerate(zip(*lists, strict=True), 1)
    )
    return Table(file, recognised, rows)


def _written(cell: object) -> str:
    return "" if cell is None or cell != cell else str(cell).strip()


def _recognised(file: Opened, names: list[str]) -> Recognised:
    try:
        return recognise(names, TABLES)
    except Unrecognised as unrecognised:
        raise PlacesError(Problem(file.name, str(unrecognised), 1)) from unrecognised
