"""The way that data takes: feeds → records → identity → chronology → indicators → pathways → …"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localdate, now

from commonthread.access.actions import clear_what_ended as clear
from commonthread.feeds.actions import Progress, load, load_kept
from commonthread.feeds.destroying import destroy
from commonthread.feeds.format import Unreadable
from commonthread.feeds.national.writing import Written, write_national
from commonthread.feeds.queries import holder_of
from commonthread.feeds.receipt import BeingLoaded, NoAgreement, Receipt
from commonthread.feeds.silences import look_for_silence
from commonthread.feeds.store import DeliveryStore
from commonthread.identity.households import derive_ties
from commonthread.identity.linking import link_unlinked
from commonthread.jobs.keeping import clear_finished
from commonthread.kernel.private import new_private_file
from commonthread.notices.outbox import ask_what_became, send_one, send_waiting
from commonthread.notices.overdue import tell_senders
from commonthread.pathways.arriving import open_contacts
from commonthread.pathways.disagreements import take_up_unanswered
from commonthread.pathways.escalation import escalate
from commonthread.pathways.parting import follow_parting as follow
from commonthread.pathways.presence import clear_looks
from commonthread.records.handing_back import own_records
from commonthread.records.unfinished import clear_unfinished
from commonthread.rights.keeping import find_due


def receive(
    *,
    store: DeliveryStore,
    paths: list[Path],
    format: str,
    agency: str,
    kind: str | None = None,
    sent_at: datetime | None = None,
    link: bool = True,
    progress: Progress = lambda pieces, share: None,
) -> Receipt:
    """A delivery all the way: its records are stored, the people that they are about are found, and contacts reach their hub."""
    receipt = load(
        store=store, paths=paths, format=format, agency=agency, kind=kind, sent_at=sent_at, progress=progress
    )
    if link:
        link_unlinked()
        open_contacts()
    return receipt


def hand_back(*, agency: str, out: Path, reason: str) -> Written:
    """An agency's own records, written in the draft national standard. Raises NoSuchAgency."""
    holder = holder_of(agency)
    unfinished = out.with_name(out.name + ".unfinished")
    with new_private_file(unfinished) as file:
        written = write_national(own_records(agency, reason=reason), holder=holder, out=file)
    unfinished.rename(out)
    return written


def load_delivery(numbers: list[int]) -> None:
    """The worker's task after somebody sent a delivery. What stops it stands on the delivery's page."""
    store = DeliveryStore(settings.DELIVERIES)
    for number in numbers:
        with suppress(Unreadable, NoAgreement, BeingLoaded):
            load_kept(store=store, delivery=number)
    link_unlinked()
    open_contacts()


def link_new(numbers: list[int]) -> None:
    """The worker's task after a record was entered by hand, or somebody told a hub."""
    link_unlinked()
    open_contacts()


def derive_households(numbers: list[int]) -> None:
    """The worker's task after a human joined or parted people."""
    derive_ties(numbers)


def follow_parting(numbers: list[int]) -> None:
    """The worker's task after a mention was taken out of a person: the cases about them. Mentions, each before whose it was."""
    for mention, was in zip(numbers[::2], numbers[1::2], strict=True):
        follow(mention, was)


def destroy_files(numbers: list[int]) -> None:
    """The worker's task after an erasure: the files as they were sent go too."""
    destroy(store=DeliveryStore(settings.DELIVERIES), deliveries=numbers)


def send_notices(numbers: list[int]) -> None:
    """The worker's task after somebody sent a notice that leaves the service."""
    for number in numbers:
        send_one(number)


def send_what_waits(timestamp: int) -> None:
    """The worker's own task, every minute: what did not go at first is tried again, however long it takes; and whether what went
    arrived."""
    send_waiting()
    ask_what_became()


def tell_senders_of_notices(timestamp: int) -> None:
    """The worker's own task, every five minutes: what nobody acknowledged, and what did not go, is its sender's task."""
    tell_senders()


def find_what_is_due(timestamp: int) -> None:
    """The worker's own task, every night: records whose period has ended wait for a review."""
    find_due(localdate())


def clear_what_ended(timestamp: int) -> None:
    """The worker's own task, every quarter of an hour: what nobody can use any more goes."""
    clear()
    clear_finished()
    clear_looks()
    clear_unfinished()


def find_silent_feeds(timestamp: int) -> None:
    """The worker's own task, every hour: a feed that has fallen silent is an alarm."""
    look_for_silence(now())


def tell_what_is_overdue(timestamp: int) -> None:
    """The worker's own task, every few minutes: what nobody answered goes up, and whoever supervises is told
    of what waits too long."""
    take_up_unanswered()
    escalate()


def open_what_arrived(timestamp: int) -> None:
    """The worker's own task, every few minutes: a contact that nobody has opened, and one that is the named team's now."""
    open_contacts()


TASKS = (link_new, derive_households, load_delivery, destroy_files, send_notices, follow_parting)
PERIODIC = {
    open_what_arrived: "*/2 * * * *",
    send_what_waits: "* * * * *",
    tell_what_is_overdue: "*/3 * * * *",
    tell_senders_of_notices: "*/5 * * * *",
    find_silent_feeds: "7 * * * *",
    clear_what_ended: "*/15 * * * *",
    find_what_is_due: "10 3 * * *",
}
