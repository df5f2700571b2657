"""The Children in Need census as local authorities send it to the department, every collection year."""

from collections.abc import Iterator, Sequence

from commonthread.feeds.census.alone import rejected
from commonthread.feeds.census.checks import Return
from commonthread.feeds.census.drafts import Telling
from commonthread.feeds.census.header import read_header
from commonthread.feeds.census.reading import read_child
from commonthread.feeds.format import Format, Outcome, Reading, Remark, Sent, Unreadable
from commonthread.feeds.markup import blocks, line_of, local_name
from commonthread.records.record import Fault

BLOCKS = ("Header", "Child")
NO_KIND_YET = "PreProceedingsandFGDM"
RIGHT_FORMAT = "Check that the right format was named, and that this is the file that goes to the department"


def read(files: Sequence[Sent], reading: Reading) -> Iterator[Outcome]:
    for sent in files:
        _survey(sent, reading)
    for sent in files:
        yield from _children(sent, reading)


def _survey(sent: Sent, reading: Reading) -> None:
    """Read to the end once, so that a broken end is known before the first child is taken."""
    children = 0
    for block in blocks(sent, reading.limits, BLOCKS):
        if local_name(block) == "Child":
            children += 1
        elif (collection := read_header(block, reading.received_on).collection) not in (None, "CIN"):
            raise Unreadable(
                f"is of another collection ({collection[:20]}), not the Children in Need census",
                advice=RIGHT_FORMAT,
                file=sent.name,
                line=line_of(block),
            )
    if not children:
        raise Unreadable(
            "has no <Child>: it is not a Children in Need census", advice=RIGHT_FORMAT, file=sent.name
        )


def _children(sent: Sent, reading: Reading) -> Iterator[Outcome]:
    header = read_header(None, reading.received_on)
    whole, number, not_taken = Return(), 0, 0
    for block in blocks(sent, reading.limits, BLOCKS):
        if local_name(block) == "Header":
            header = read_header(block, reading.received_on)
            yield from (rejected(wrong.element, wrong, header, file=sent.name) for wrong in header.wrong)
            continue
        number += 1
        not_taken += sum(1 for _ in block.iter(f"{{*}}{NO_KIND_YET}"))
        child, findings = read_child(block, number, reading.received_on)
        if child is None:
            (_, wrong), *_ = findings.rejects
            yield rejected(block, wrong.of_child(number), header, file=sent.name)
        else:
            warnings = whole.warnings(child)
            telling = Telling(child, findings, header, sent.name, whole.nth(child))
            yield from telling.outcomes(warnings)
    if not_taken:
        message = "pre-proceedings and family group decision making: there is no kind of record for it yet"
        yield Remark(1, Fault(column=NO_KIND_YET, message=message), rows=not_taken, file=sent.name)
    yield from (Remark(1, fault, file=sent.name) for fault in whole.remarks())


FORMAT = Format(
    name="cin-census",
    label="Children in Need census",
    explains="The department's yearly census of children in need, as XML. It names nobody and has no address.",
    suffixes=(".xml",),
    read=read,
    many_files=True,
)
