"""The Standard Safeguarding Dataset: tables as CSV files, joined by the authority's own numbers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from pydantic import ValidationError

from commonthread.feeds.dataset import care, people, protection
from commonthread.feeds.dataset.aside import Aside
from commonthread.feeds.dataset.row import Row
from commonthread.feeds.dataset.tables import TABLES, Table, Use, table_of
from commonthread.feeds.dataset.taken import Taken
from commonthread.feeds.delimited import Row as Line
from commonthread.feeds.delimited import Torn, as_text, rows
from commonthread.feeds.drafting import draft_without_what_is_wrong
from commonthread.feeds.format import (
    Admitted,
    Format,
    Listed,
    Outcome,
    Reading,
    Reject,
    Remark,
    Sent,
    Unreadable,
)
from commonthread.feeds.opening import steady, text_lines
from commonthread.records.faults import complaints
from commonthread.records.header import name_of
from commonthread.records.record import Author, Draft, Fault

WHOLE_LINE = "(whole line)"
COLUMN_NAME = re.compile(r"[a-z][a-z0-9]*_[a-z0-9_]+")
COLUMNS_OF_THE_DATASET = (
    "Name the columns as the dataset does, such as pers_person_id, and send the files again"
)

TAKEN: dict[str, Callable[[Row, Aside], Taken]] = {
    "ssd_address": people.address,
    "ssd_contacts": protection.contact,
    "ssd_early_help_episodes": protection.early_help,
    "ssd_cin_episodes": protection.referral,
    "ssd_cin_assessments": protection.assessment,
    "ssd_cin_plans": protection.cin_plan,
    "ssd_cin_visits": care.cin_visit,
    "ssd_s47_enquiry": protection.enquiry,
    "ssd_initial_cp_conference": protection.conference,
    "ssd_cp_plans": protection.protection_plan,
    "ssd_cp_visits": care.protection_visit,
    "ssd_cp_reviews": protection.review,
    "ssd_missing": care.missing,
    "ssd_cla_episodes": care.looked_after,
    "ssd_cla_visits": care.care_visit,
    "ssd_immigration_status": people.immigration,
}


@dataclass(frozen=True)
class Found:
    """One line of a file: a row under its table's columns, or what cannot be taken apart."""

    line: int
    text: str
    table: Table
    header: tuple[str, ...]
    cells: list[str] | None

    @property
    def values(self) -> dict[str, str]:
        return dict(zip(self.header, self.cells or (), strict=False))


def read(files: Sequence[Sent], reading: Reading) -> Iterator[Outcome]:
    with closing(Aside()) as aside:
        remarks = [remark for sent in files for remark in _survey(sent, reading, aside)]
        aside.settle()
        for sent in files:
            for found in _found(sent, reading):
                yield from _outcomes(found, sent, reading, aside)
        yield from remarks


def _survey(sent: Sent, reading: Reading, aside: Aside) -> Iterator[Remark]:
    """Read to the end once, keep aside what other rows will need, and say what is not taken."""
    not_taken: Counter[Table] = Counter()
    header: tuple[str, ...] = ()
    for found in _found(sent, reading):
        if found.header != header:
            header = found.header
            strangers = [column for column in header if not found.table.has(column)]
            for column in strangers if found.table.use is not Use.NOT_TAKEN else ():
                fault = Fault(
                    column=column[:60], message=f"is not a column of {found.table.name}: it is not taken"
                )
                yield Remark(found.line - 1, fault, file=sent.name)
        if found.cells is not None and found.table.use is not Use.NOT_TAKEN:
            aside.keep(found.table.name, found.values)
        not_taken[found.table] += found.table.use is Use.NOT_TAKEN
    for table, count in not_taken.items():
        if count:
            yield Remark(
                1, Fault(column=table.name, message=f"not taken: {table.into}"), rows=count, file=sent.name
            )


def _found(sent: Sent, reading: Reading) -> Iterator[Found]:
    """The rows of a file; several tables may stand in it, each under its own first line."""
    table, header = None, ()
    with steady(sent) as stream:
        for line in rows(text_lines(sent, stream, reading.limits)):
            if isinstance(line, Line) and (table is None or _is_header(line.cells, header)):
                table, header = _table(sent, line)
            elif table is None:
                raise _no_table(sent, line.line)
            else:
                yield _row(line, table, header)
    if table is None:
        raise Unreadable("holds nothing but empty lines", advice="Send the file again", file=sent.name)


def _row(line: Line | Torn, table: Table, header: tuple[str, ...]) -> Found:
    cells = line.cells if isinstance(line, Line) and len(line.cells) == len(header) else None
    return Found(line.line, line.text, table, header, cells)


def _is_header(cells: list[str], header: tuple[str, ...]) -> bool:
    """Whether a line begins another table: it names nothing but columns of one, and all that it needs."""
    if not COLUMN_NAME.fullmatch(cells[0].strip().casefold()):
        return False
    names = [name_of(cell) for cell in cells]
    table = table_of(names)
    return table is not None and all(map(table.has, names)) and {*table.needs} <= {*names} != {*header}


def _table(sent: Sent, line: Line) -> tuple[Table, tuple[str, ...]]:
    header = tuple(name_of(cell) for cell in line.cells)
    table = table_of(list(header))
    if table is None:
        raise _no_table(sent, line.line)
    missing = [column for column in table.needs if column not in header]
    doubled = sorted({column for column in header if header.count(column) > 1})
    if missing or doubled:
        wrong = [f"{column} is missing" for column in missing] + [
            f"{c[:60]} stands more than once" for c in doubled
        ]
        raise Unreadable(
            f"the first line of {table.name} is not in order: {'; '.join(wrong)}",
            advice=COLUMNS_OF_THE_DATASET,
            file=sent.name,
            line=line.line,
        )
    return table, header


def _no_table(sent: Sent, line: int) -> Unreadable:
    return Unreadable(
        "the first line names no table of the Standard Safeguarding Dataset",
        advice=COLUMNS_OF_THE_DATASET,
        file=sent.name,
        line=line,
    )


def _outcomes(found: Found, sent: Sent, reading: Reading, aside: Aside) -> Iterator[Outcome]:
    if found.table.use is Use.NOT_TAKEN:
        return
    if found.cells is None:
        message = (
            f"its quotation marks do not pair, or it has not the {len(found.header)} cells of the first line"
        )
        yield _rejected(found, (Fault(column=WHOLE_LINE, message=message),), sent, aside)
        return
    row = Row(found.table, found.values)
    empty = [
        column for column in found.table.needs if row.text(column.removeprefix(found.table.prefix)) is None
    ]
    if empty:
        faults = tuple(
            Fault(column=column, message="is empty: without it there is no record") for column in empty
        )
        yield _rejected(found, faults, sent, aside)
    elif found.table.use is Use.DIRECTORY:
        yield from _listed(found, row, sent, aside)
    elif found.table.use is Use.RECORD:
        yield from _taken(found, row, sent, reading, aside)


def _taken(found: Found, row: Row, sent: Sent, reading: Reading, aside: Aside) -> Iterator[Outcome]:
    today = reading.received_on
    if found.table.name == "ssd_person":
        taken = people.person(row, aside, today)
    else:
        taken = TAKEN[found.table.name](row, aside)
    if taken.begins is None:
        yield _rejected(found, tuple(row.rejected), sent, aside)
        return
    draft, left_out = draft_without_what_is_wrong(
        taken.kind,
        key=taken.key,
        begins=taken.begins,
        ends=taken.ends,
        detail=taken.detail,
        person=taken.person,
        related=taken.related,
        today=today,
        names=_names(found.table, taken),
        author=taken.author,
        contact=taken.contact,
        sensitivity=taken.sensitivity,
    )
    faults = (*row.rejected, *left_out, *(() if isinstance(draft, Draft) else draft))
    if faults:
        yield _rejected(found, faults, sent, aside)
    if isinstance(draft, Draft):
        raw = partial(_alone, found, aside)
        yield Admitted(found.line, draft, raw, tuple(row.warned), sent.name)


def _names(table: Table, taken: Taken) -> dict[str, str]:
    """What the fields of a record are called in the table that it came from."""
    own = {field: table.prefix + column for field, column in taken.columns.items()}
    last = table.needs[-1] if table.name != "ssd_person" else ""
    return {
        "happened_from": last,
        "key": table.needs[0],
        "agency_person_id": f"{table.prefix}person_id",
        **own,
    }


def _listed(found: Found, row: Row, sent: Sent, aside: Aside) -> Iterator[Outcome]:
    try:
        author: Author = people.professional(row, aside)
    except ValidationError as refused:
        faults = tuple(
            Fault(column=str(place[-1]), message=message) for place, message in complaints(refused)
        )
        yield _rejected(found, faults, sent, aside)
    else:
        yield Listed(found.line, author, file=sent.name)


def _rejected(found: Found, faults: tuple[Fault, ...], sent: Sent, aside: Aside) -> Reject:
    kind = found.table.into if found.table.use is Use.RECORD else ""
    return Reject(found.line, faults[0].column, faults, _alone(found, aside), kind=kind, file=sent.name)


def _alone(found: Found, aside: Aside) -> str:
    """The row under its first line, and the rows of other tables that belong to the same record."""
    text = as_text(found.header) + found.text
    for table, kept in aside.tables_of(found.table.name, found.values):
        columns = list(dict.fromkeys(column for row in kept for column in (*TABLES[table].needs, *row)))
        text = text.removesuffix("\n") + "\n" + as_text(columns)
        text += "".join(as_text(row.get(column, "") for column in columns) for row in kept)
    return text


FORMAT = Format(
    name="ssd",
    label="Standard Safeguarding Dataset",
    explains="The tables of the dataset as CSV files, all of one extract together.",
    suffixes=(".csv",),
    read=read,
    many_files=True,
)
