"""A table of any kind as CSV: the columns are those of the kind, in any order."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial

from commonthread.feeds.delimited import Row, Torn, as_text, rows
from commonthread.feeds.format import Admitted, Format, Outcome, Reading, Reject, Sent, Unreadable
from commonthread.feeds.opening import steady, text_lines
from commonthread.records.columns import check_header, columns, reader
from commonthread.records.header import name_of
from commonthread.records.kind import Kind, kinds
from commonthread.records.record import Draft, Fault

KIND = "kind"
WHOLE_LINE = "(whole line)"
TORN = Fault(
    column=WHOLE_LINE, message="has a quotation mark without its pair: double one that is part of a text"
)
NAME_THE_KIND = "Name it with --kind, in the file's name (referral.csv), or in a column 'kind'"

ReadRow = Callable[[Sequence[str]], Draft | tuple[Fault, ...]]


def read(files: Sequence[Sent], reading: Reading) -> Iterator[Outcome]:
    tables = [_table(sent, first_row(sent, reading), reading) for sent in files]
    for table in tables:
        yield from table.outcomes(reading)


@dataclass(frozen=True)
class Table:
    """A file whose first line is in order. `kind` is None where a column says it, row by row."""

    sent: Sent
    header: tuple[str, ...]
    kind: Kind | None

    def outcomes(self, reading: Reading) -> Iterator[Outcome]:
        with closing(rows_of(self.sent, reading)) as found:
            next(found)
            if self.kind:
                read_row = reader(self.kind, self.header, today=reading.received_on)
                yield from self._of_one_kind(found, self.kind.name, read_row)
            else:
                yield from self._of_many_kinds(found, reading)

    def _of_one_kind(self, found: Iterator[Row | Torn], kind: str, read_row: ReadRow) -> Iterator[Outcome]:
        file = self.sent.name
        for row in found:
            if isinstance(row, Torn):
                yield self._rejected(row, (TORN,), kind)
                continue
            draft = read_row(row.cells)
            if isinstance(draft, Draft):
                yield Admitted(row.line, draft, partial(self._alone, row), file=file)
            else:
                yield self._rejected(row, draft, kind)

    def _of_many_kinds(self, found: Iterator[Row | Torn], reading: Reading) -> Iterator[Outcome]:
        at = [name_of(heading) for heading in self.header].index(KIND)
        readers: dict[str, tuple[list[int], ReadRow]] = {}
        for row in found:
            if isinstance(row, Torn):
                yield self._rejected(row, (TORN,), "")
                continue
            if len(row.cells) != len(self.header):
                message = f"has {len(row.cells)} cells where the first line names {len(self.header)} columns"
                yield self._rejected(row, (Fault(column=WHOLE_LINE, message=message),), "")
                continue
            name = row.cells[at].strip()
            if name not in kinds():
                yield self._rejected(row, (Fault(column=KIND, message="is not a kind of record"),), "")
                continue
            if reading.kind not in (None, name):
                message = f"is not {reading.kind}, as which this was sent"
                yield self._rejected(row, (Fault(column=KIND, message=message),), name)
                continue
            if name not in readers:
                readers[name] = self._reader_of(kinds()[name], reading.received_on)
            places, read_row = readers[name]
            draft = self._stray(row, places, at, name) or read_row([row.cells[place] for place in places])
            if isinstance(draft, Draft):
                yield Admitted(row.line, draft, partial(self._alone, row), file=self.sent.name)
            else:
                yield self._rejected(row, draft, name)

    def _reader_of(self, kind: Kind, today: date) -> tuple[list[int], ReadRow]:
        known = {column.name for column in columns(kind)}
        places = [place for place, heading in enumerate(self.header) if name_of(heading) in known]
        header = [self.header[place] for place in places]
        faults = check_header(kind, header)
        return places, (lambda _: faults) if faults else reader(kind, header, today=today)

    def _stray(self, row: Row, places: list[int], at: int, kind: str) -> tuple[Fault, ...]:
        """Values under columns that the row's kind does not have: they would be lost in silence."""
        label = kinds()[kind].label.lower()
        return tuple(
            Fault(column=name_of(self.header[place]), message=f"is not a column of a {label}")
            for place in set(range(len(row.cells))) - {at, *places}
            if row.cells[place].strip()
        )

    def _rejected(self, row: Row | Torn, faults: tuple[Fault, ...], kind: str) -> Reject:
        return Reject(row.line, faults[0].column, faults, self._alone(row), kind=kind, file=self.sent.name)

    def _alone(self, row: Row | Torn) -> str:
        return as_text(self.header) + row.text


def rows_of(sent: Sent, reading: Reading) -> Iterator[Row | Torn]:
    with steady(sent) as stream:
        yield from rows(text_lines(sent, stream, reading.limits))


def first_row(sent: Sent, reading: Reading) -> Row | Torn:
    """The first line of a file that was read to its end once, as text: Unreadable here, or not at all."""
    with steady(sent) as stream:
        for _ in text_lines(sent, stream, reading.limits):
            pass
    with closing(rows_of(sent, reading)) as found:
        first = next(found, None)
    if first is None:
        raise Unreadable("holds nothing but empty lines", advice="Send the file again", file=sent.name)
    return first


def _table(sent: Sent, first: Row | Torn, reading: Reading) -> Table:
    header = tuple(first.cells) if isinstance(first, Row) else ()
    names = [name_of(heading) for heading in header]
    kind = None if KIND in names else _named(sent, reading)
    if isinstance(first, Torn):
        faults: tuple[Fault, ...] = (TORN,)
    else:
        faults = check_header(kind, header) if kind else _faults_over_kinds(names)
    if not faults:
        return Table(sent, header, kind)
    raise Unreadable(
        f"the first line is not in order: {'; '.join(f'{fault.column} {fault.message}' for fault in faults)}",
        advice=_advice(header),
        file=sent.name,
        line=first.line,
        column=_place(header, faults),
    )


def _named(sent: Sent, reading: Reading) -> Kind:
    """The kind that the sender named, or that the file's name holds: the longest, where one is in another."""
    if reading.kind is not None:
        if reading.kind in kinds():
            return kinds()[reading.kind]
        said = f"{reading.kind[:40]!r} is not a kind of record"
        raise Unreadable(said, advice=f"The kinds are: {', '.join(sorted(kinds()))}", file=sent.name)
    words = f"_{name_of(sent.name.rpartition('.')[0] or sent.name).replace('.', '_')}_"
    found = sorted((name for name in kinds() if f"_{name}_" in words), key=len)
    others = [name for name in found[:-1] if name not in found[-1]]
    if found and not others:
        return kinds()[found[-1]]
    said = f"could be {' or '.join(found)}" if found else "does not say of what kind its rows are"
    raise Unreadable(said, advice=NAME_THE_KIND, file=sent.name)


def _faults_over_kinds(names: Sequence[str]) -> tuple[Fault, ...]:
    known = {column.name for kind in kinds().values() for column in columns(kind)} | {KIND}
    unknown = [
        Fault(column=name[:60], message="is not a column of any kind") for name in names if name not in known
    ]
    doubled = sorted({name for name in names if names.count(name) > 1})
    return (*unknown, *(Fault(column=name, message="stands more than once") for name in doubled))


def _advice(header: Sequence[str]) -> str:
    for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")):
        if len(header) == 1 and mark in header[0]:
            return f"The columns seem to be divided by {name}: save the table with commas"
    return "Correct the first line and send the file again"


def _place(header: Sequence[str], faults: Sequence[Fault]) -> int | None:
    """Where in the first line the first fault is, in characters from 1."""
    columns_at, at = {}, 1
    for heading in header:
        columns_at[heading.strip()] = columns_at[name_of(heading)] = at
        at += len(heading) + 1
    return next((columns_at[fault.column] for fault in faults if fault.column in columns_at), None)


FORMAT = Format(
    name="extract",
    label="Extract",
    explains="A CSV table of records of one kind, or of several with a column 'kind'.",
    suffixes=(".csv",),
    read=read,
    many_files=True,
)
