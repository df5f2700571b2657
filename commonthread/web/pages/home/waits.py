"""What waits for somebody in their post, each with the page that it is done on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.access.scope import Scope
from commonthread.notices.queries import notices_waiting
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.handover import offers
from commonthread.pathways.queries import cases_of
from commonthread.pathways.requests import requests_waiting
from commonthread.pathways.supervision import overdue_supervision
from commonthread.pathways.work import Whose, counts
from commonthread.web.words import count as count_of


@dataclass(frozen=True)
class Wait:
    """`overdue` of what the words say."""

    words: str
    address: str
    overdue: int = 0


def waits(scope: Scope, at: datetime) -> list[Wait]:
    """To be asked within the scope's transaction."""
    found = []
    if scope.may(Permission.OPEN_CASES):
        found += _work(at)
    if scope.may(Permission.SUPERVISE):
        due = overdue_supervision()
        found.append(_wait(f"{count_of(due, 'case')} of your team to supervise", "supervision_due", due, due))
    if scope.may(Permission.OPEN_CASES) or scope.may(Permission.ANSWER_AGENCIES):
        found += _requests()
    if scope.may(Permission.READ_NOTICES):
        found += _notices()
    return [wait for wait in found if wait]


def _work(at: datetime) -> Iterator[Wait | None]:
    contacts = cases_of("mine", limit=0)[1].contacts
    yield _wait(f"{_waits(contacts, 'contact')} at the front door", "front_door", contacts)
    offered = sum(offer.to_me for offer in offers())
    yield _wait(f"{count_of(offered, 'item')} offered to you: accept or decline", "offered", offered)
    mine, ours, asked = counts(Whose.MINE), counts(Whose.TEAM), asked_tasks()
    yield _wait(f"{count_of(mine.waiting, 'task')} of yours", "work", mine.waiting, mine.overdue)
    yield _wait(
        f"{count_of(ours.waiting, 'task')} of your team", "work", ours.waiting, ours.overdue, "?of=team"
    )
    late = sum(task.due_at < at for task in asked)
    yield _wait(f"{_are(len(asked), 'task')} asked of us by other agencies", "work", len(asked), late)


def _requests() -> Iterator[Wait | None]:
    count = requests_waiting()
    yield _wait(
        f"{_waits(count.ours, 'request')} of other agencies for our answer", "requests_to_us", count.ours, count.ours_overdue
    )  # fmt: skip
    yield _wait(
        f"{_waits(count.mine, 'request')} of your cases for another agency’s answer", "my_requests", count.mine, count.mine_overdue
    )  # fmt: skip


def _notices() -> Iterator[Wait | None]:
    count = notices_waiting()
    yield _wait(
        f"{_waits(count.to_us, 'notice')} to us to be acknowledged",
        "notices",
        count.to_us,
        count.to_us_overdue,
    )
    were = "was" if count.from_us_overdue == 1 else "were"
    late = f"{count_of(count.from_us_overdue, 'notice')} of your cases {were} not acknowledged in time"
    yield _wait(late, "notices_sent", count.from_us_overdue, asked="?only=overdue")
    unsent = f"{count_of(count.not_sent, 'notice')} of your cases did not go"
    yield _wait(unsent, "notices_sent", count.not_sent, asked="?only=not%20sent")


def _wait(words: str, page: str, count: int, overdue: int = 0, asked: str = "") -> Wait | None:
    return Wait(words, reverse(page) + asked, overdue) if count else None


def _waits(count: int, of: str) -> str:
    return f"{count_of(count, of)} {'waits' if count == 1 else 'wait'}"


def _are(count: int, of: str) -> str:
    return f"{count_of(count, of)} {'is' if count == 1 else 'are'}"
