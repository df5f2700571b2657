"""The way that data takes: feeds → records → identity → chronology → indicators → pathways → …"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from commonthread.feeds.actions import Receipt, load
from commonthread.feeds.store import DeliveryStore
from commonthread.identity.households import derive_ties
from commonthread.identity.linking import link_unlinked


def receive(
    *,
    store: DeliveryStore,
    paths: list[Path],
    format: str,
    agency: str,
    kind: str | None = None,
    sent_at: datetime | None = None,
    link: bool = True,
    progress: Callable[[int], None] = lambda pieces: None,
) -> Receipt:
    """A delivery all the way: its records are stored, then the people that they are about are found."""
    receipt = load(
        store=store, paths=paths, format=format, agency=agency, kind=kind, sent_at=sent_at, progress=progress
    )
    if link:
        link_unlinked()
    return receipt


def link_new(numbers: list[int]) -> None:
    """The worker's task after a record was entered by hand."""
    link_unlinked()


def derive_households(numbers: list[int]) -> None:
    """The worker's task after a human joined or parted people."""
    derive_ties(numbers)


TASKS = (link_new, derive_households)
