"""How a delivery stands, in words."""

from dataclasses import dataclass

from commonthread.feeds.format import formats
from commonthread.feeds.queries import DeliveryShown
from commonthread.records.kind import kinds
from commonthread.web.words import inside

STANDING = {
    "received": ("Waiting", "grey"),
    "loading": ("Loading", "light-blue"),
    "loaded": ("Loaded", "green"),
    "unreadable": ("Not loaded", "red"),
}


@dataclass(frozen=True)
class Told:
    """`rejected` are those of the load, `open` what is still to be put right of them."""

    shown: DeliveryShown
    standing: str
    colour: str
    what: str
    accepted: int
    superseded: int
    duplicate: int
    rejected: int
    received: int
    warnings: int
    not_taken: int
    listed: int
    remarks: tuple[str, ...]

    @property
    def open(self) -> int:
        return self.shown.open_rejects

    @property
    def is_moving(self) -> bool:
        return self.shown.state in ("received", "loading")


def told(shown: DeliveryShown) -> Told:
    standing, colour = STANDING[shown.state]
    counts = shown.counts
    numbers = {
        name: counts.get(name, 0)
        for name in ("accepted", "superseded", "duplicate", "rejected", "warnings", "not_taken", "listed")
    }
    return Told(
        shown, standing, colour, _what(shown), received=counts.get("pieces", 0),
        remarks=tuple(counts.get("remarks", ())), **numbers,
    )  # fmt: skip


def _what(shown: DeliveryShown) -> str:
    label = formats()[shown.format].label if shown.format in formats() else shown.format
    return f"{label}, {inside(kinds()[shown.kind].label)}" if shown.kind in kinds() else label
