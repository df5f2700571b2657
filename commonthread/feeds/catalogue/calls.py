"""The log of emergency calls: those that were marked for safeguarding, and how many others there were."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from commonthread.feeds.catalogue.extract import TORN, WHOLE_LINE, first_row, rows_of
from commonthread.feeds.delimited import Row, Torn, as_text
from commonthread.feeds.format import Admitted, Format, Outcome, Reading, Reject, Remark, Sent, Unreadable
from commonthread.records.columns import check_header, reader
from commonthread.records.header import name_of
from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Fault

MARKED = "police_incident"
OTHERS = "other_calls"
ADVICE = f"Send the columns of a {MARKED}, and {OTHERS}"


def read(files: Sequence[Sent], reading: Reading) -> Iterator[Outcome]:
    logs = [_log(sent, first_row(sent, reading)) for sent in files]
    for log in logs:
        yield from log.outcomes(reading)


@dataclass(frozen=True)
class Log:
    """A file whose first line is in order. A row is one marked call, or the number of the others and nothing else."""

    sent: Sent
    header: tuple[str, ...]

    def outcomes(self, reading: Reading) -> Iterator[Outcome]:
        others = [name_of(heading) for heading in self.header].index(OTHERS)
        read_row = reader(kinds()[MARKED], _without(self.header, others), today=reading.received_on)
        with closing(rows_of(self.sent, reading)) as found:
            next(found)
            for row in found:
                if isinstance(row, Torn):
                    yield self._rejected(row, (TORN,))
                elif len(row.cells) != len(self.header):
                    said = f"has {len(row.cells)} cells where the first line names {len(self.header)} columns"
                    yield self._rejected(row, (Fault(column=WHOLE_LINE, message=said),))
                elif row.cells[others].strip():
                    yield self._counted(row, others)
                else:
                    draft = read_row(_without(row.cells, others))
                    if isinstance(draft, Draft):
                        yield Admitted(row.line, draft, partial(self._alone, row), file=self.sent.name)
                    else:
                        yield self._rejected(row, draft)

    def _counted(self, row: Row, others: int) -> Outcome:
        count = row.cells[others].strip()
        if not (count.isascii() and count.isdigit()) or len(count) > 6:
            return self._rejected(row, (Fault(column=OTHERS, message="is not a number of calls"),))
        if any(cell.strip() for cell in _without(row.cells, others)):
            said = "stands beside a call: nothing is sent of a call that is not marked"
            return self._rejected(row, (Fault(column=OTHERS, message=said),))
        fault = Fault(
            column=OTHERS,
            message="calls that are not marked for safeguarding: counted, nothing of them is kept",
        )
        return Remark(row.line, fault, rows=int(count), file=self.sent.name)

    def _rejected(self, row: Row | Torn, faults: tuple[Fault, ...]) -> Reject:
        return Reject(row.line, faults[0].column, faults, self._alone(row), kind=MARKED, file=self.sent.name)

    def _alone(self, row: Row | Torn) -> str:
        return as_text(self.header) + row.text


def _without(cells: Sequence[str], place: int) -> tuple[str, ...]:
    return (*cells[:place], *cells[place + 1 :])


def _log(sent: Sent, first: Row | Torn) -> Log:
    header = tuple(first.cells) if isinstance(first, Row) else ()
    names = [name_of(heading) for heading in header]
    faults = check_header(kinds()[MARKED], [heading for heading in header if name_of(heading) != OTHERS])
    if names.count(OTHERS) != 1:
        faults = (Fault(column=OTHERS, message="is not there, or stands more than once"), *faults)
    if faults:
        said = "; ".join(f"{fault.column} {fault.message}" for fault in faults)
        raise Unreadable(f"the first line is not in order: {said}", advice=ADVICE, file=sent.name, line=1)
    return Log(sent, header)


FORMAT = Format(
    name="calls",
    label="Emergency calls",
    explains="A CSV table of the calls that were marked for safeguarding, as police incidents, with a row that says how many others there were. Of those nothing is sent or kept.",
    suffixes=(".csv",),
    read=read,
    many_files=True,
)
