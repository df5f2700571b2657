"""What the API gives and takes, but for records themselves: their shape comes from their kinds."""

import re
from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AfterValidator

from commonthread.feeds.queries import DeliveryShown, ItemShown, RejectShown
from commonthread.kernel.text import clean
from commonthread.records.record import Fault

STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
PLACED = re.compile(r"[a-zA-Z_@]+(\[\d+\])?(\.[a-zA-Z_0-9@]+(\[\d+\])?)*")
Outcome = Literal["accepted", "duplicate", "superseding", "superseded", "rejected"]
State = Literal["received", "loading", "loaded", "unreadable"]
OUTCOMES = (
    "*accepted*: stored. *duplicate*: it was there already. *superseding*: stored, and it corrects what stood under its key. "
    "*superseded*: stored, but what was sent later stands. *rejected*: not taken, and kept for its owner to put right."
)


class Wrong(Schema):
    """What is wrong, and where. Never the value."""

    pointer: str = Field(
        description="Where in the record: a JSON Pointer, empty for the whole of it",
        examples=["/mentions/0/born_on"],
    )
    detail: str = Field(examples=["is in the future"])

    @classmethod
    def of(cls, fault: Fault) -> "Wrong":
        return cls(
            pointer=pointer(fault.column),
            detail=fault.message if pointer(fault.column) else f"{fault.column} {fault.message}".strip(),
        )


class Taken(Schema):
    """The receipt of one record."""

    receipt: int = Field(description="Number of the receipt", examples=[4711])
    received_at: datetime
    outcome: Outcome = Field(description=OUTCOMES)
    record: int = Field(description="Number of the record here", examples=[80123])


class Kept(Schema):
    """A delivery is kept, and is loaded in the background."""

    receipt: int = Field(
        description="Number of the receipt: fetch it to see what became of the delivery", examples=[4711]
    )
    state: State
    received_at: datetime


class ReceiptGiven(Schema):
    """The receipt of a delivery. accepted, duplicate, superseded and rejected add up to received."""

    receipt: int = Field(examples=[4711])
    state: State = Field(
        description="*received*: kept and waiting. *loading*, *loaded*. *unreadable*: nothing of it could be taken; remarks say why."
    )
    received_at: datetime
    finished_at: datetime | None
    accepted: int
    duplicate: int
    superseded: int
    rejected: int
    received: int
    open_rejects: int = Field(description="How many still have to be put right or withdrawn")
    remarks: list[str]

    @classmethod
    def of(cls, shown: DeliveryShown) -> "ReceiptGiven":
        counts = {
            name: shown.counts.get(name, 0) for name in ("accepted", "duplicate", "superseded", "rejected")
        }
        return cls(
            receipt=shown.number, state=shown.state, received_at=shown.received_at, finished_at=shown.finished_at,
            **counts, received=shown.counts.get("pieces", 0), open_rejects=shown.open_rejects,
            remarks=shown.counts.get("remarks", []),
        )  # fmt: skip


class ReceiptsGiven(Schema):
    """Receipts, newest first. `next` leads to older ones."""

    receipts: list[ReceiptGiven]
    next: str | None = Field(description="Address of the next page; null on the last one")


class ItemGiven(Schema):
    """What became of one item of a delivery."""

    line: int = Field(description="Its place in the array, from 1, or its line", examples=[17])
    outcome: Outcome = Field(description=OUTCOMES)
    record: int | None
    reject: int | None
    errors: list[Wrong]

    @classmethod
    def of(cls, shown: ItemShown) -> "ItemGiven":
        return cls(
            line=shown.line, outcome=shown.outcome, record=shown.record, reject=shown.reject,
            errors=[Wrong.of(fault) for fault in shown.faults],
        )  # fmt: skip


class ItemsGiven(Schema):
    """Items of a delivery in their order."""

    items: list[ItemGiven]
    next: str | None = Field(description="Address of the next page; null on the last one")


class RejectGiven(Schema):
    """An item that was not taken. `sent` is there where one reject is fetched: reading it is put on the ledger."""

    reject: int = Field(examples=[93])
    receipt: int
    line: int
    kind: str | None
    errors: list[Wrong]
    settled_at: datetime | None
    settled_how: Literal["corrected", "withdrawn"] | None
    sent: str | None = Field(None, description="The item as it was sent")

    @classmethod
    def of(cls, shown: RejectShown, sent: str | None = None) -> "RejectGiven":
        return cls(
            reject=shown.number, receipt=shown.delivery, line=shown.line, kind=shown.kind or None,
            errors=[Wrong.of(fault) for fault in shown.faults], settled_at=shown.resolved_at,
            settled_how=shown.resolution or None, sent=sent,
        )  # fmt: skip


class RejectsGiven(Schema):
    """Rejects that are still to be put right, in the order of their delivery."""

    rejects: list[RejectGiven]
    next: str | None = Field(description="Address of the next page; null on the last one")


class Corrected(Schema):
    """What came of a corrected reject."""

    reject: int
    records: list[int] = Field(description="Numbers of the records that were stored")


class Withdrawal(Schema, extra="forbid"):
    """Say that an item was never to be sent."""

    reason: Annotated[str, AfterValidator(clean)] = Field(
        min_length=1, max_length=500, pattern=r"\S", examples=["A test record that was sent by mistake"]
    )


def pointer(column: str) -> str:
    """mentions[0].born_on as /mentions/0/born_on; empty where the fault is not in one place."""
    if not PLACED.fullmatch(column):
        return ""
    return "".join(f"/{index or name}" for index, name in STEP.findall(column))
