"""What waits for somebody in their post, each with the page that it is done on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from commonthread.access.agreements.queries import agreements
from commonthread.access.permissions import Permission
from commonthread.access.scope import Scope
from commonthread.identity.conflicts import declarations_waiting
from commonthread.notices.queries import notices_waiting
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.handover import offers
from commonthread.pathways.meetings_reading import meetings
from commonthread.pathways.queries import cases_of
from commonthread.pathways.requests import requests_waiting
from commonthread.pathways.supervision import overdue_supervision
from commonthread.pathways.work import Whose, counts
from commonthread.records.breaking_glass import to_be_reviewed_by, waiting_for_review
from commonthread.web.pages.agreements.view import wanted
from commonthread.web.words import count as count_of
from commonthread.web.words import moment, today


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
        found.append(_meetings())
    if scope.may(Permission.SUPERVISE):
        due = overdue_supervision()
        found.append(
            _wait(
                due,
                "case of your team to supervise",
                "cases of your team to supervise",
                "supervision_due",
                due,
            )
        )
    if scope.may(Permission.OPEN_CASES) or scope.may(Permission.ANSWER_AGENCIES):
        found += _requests()
    if scope.may(Permission.READ_NOTICES):
        found += _notices()
    if scope.may(Permission.RESTRICT):
        said = declarations_waiting()
        found.append(
            _wait(said.count, "officer said whom they know: find out who is meant", "officers said whom they know: find out who is meant",
                  "conflicts_of_interest", said.late)
        )  # fmt: skip
    if scope.may(Permission.SEE_LEDGER):
        found.append(_broken_glass())
    if scope.may(Permission.SIGN_AGREEMENTS):
        wants = sum(bool(wanted(each, scope.agency, at)) for each in agreements())
        found.append(
            _wait(
                wants,
                "agreement wants your agency’s signature or review",
                "agreements want your agency’s signature or review",
                "agreements",
            )
        )
    return [wait for wait in found if wait]


def _work(at: datetime) -> Iterator[Wait | None]:
    contacts = cases_of("mine", limit=0)[1].contacts
    yield _wait(contacts, "contact waits at the front door", "contacts wait at the front door", "front_door")
    offered = sum(offer.to_me for offer in offers())
    yield _wait(
        offered,
        "item offered to you: accept or decline",
        "items offered to you: accept or decline",
        "offered",
    )
    mine, ours, asked = counts(Whose.MINE), counts(Whose.TEAM), asked_tasks()
    yield _wait(mine.waiting, "task of yours", "tasks of yours", "work", mine.overdue)
    yield _wait(ours.waiting, "task of your team", "tasks of your team", "work", ours.overdue, "?of=team")
    late = sum(task.due_at < at for task in asked)
    yield _wait(
        len(asked), "task that another agency asks of us", "tasks that other agencies ask of us", "work", late
    )


def _meetings() -> Wait | None:
    coming = [meeting.starts_at for meeting in meetings() if not meeting.is_over]
    if not coming:
        return None
    first = moment(min(coming))
    return Wait(
        f"{count_of(len(coming), 'meeting')}: {first}"
        if len(coming) == 1
        else f"{len(coming)} meetings, the first {first}",
        reverse("meetings"),
    )


def _broken_glass() -> Wait | None:
    broken = waiting_for_review()
    late = sum(to_be_reviewed_by(at) < today() for at in broken)
    return _wait(
        len(broken),
        "time that the glass was broken to your agency’s records waits for its review",
        "times that the glass was broken to your agency’s records wait for their review",
        "broken_glass",
        late,
    )


def _requests() -> Iterator[Wait | None]:
    found = requests_waiting()
    yield _wait(
        found.ours, "request of another agency waits for our answer", "requests of other agencies wait for our answer",
        "requests_to_us", found.ours_overdue,
    )  # fmt: skip
    yield _wait(
        found.mine, "request of your cases waits for another agency’s answer",
        "requests of your cases wait for another agency’s answer", "my_requests", found.mine_overdue,
    )  # fmt: skip


def _notices() -> Iterator[Wait | None]:
    found = notices_waiting()
    yield _wait(
        found.to_us, "notice to us waits to be acknowledged", "notices to us wait to be acknowledged", "notices",
        found.to_us_overdue,
    )  # fmt: skip
    yield _wait(
        found.from_us_overdue, "notice of your cases was not acknowledged in time",
        "notices of your cases were not acknowledged in time", "notices_sent", asked="?only=overdue",
    )  # fmt: skip
    yield _wait(
        found.not_sent, "notice of your cases did not go", "notices of your cases did not go", "notices_sent",
        asked="?only=not%20sent",
    )  # fmt: skip


def _wait(count: int, one: str, many: str, page: str, overdue: int = 0, asked: str = "") -> Wait | None:
    return Wait(count_of(count, one, many), reverse(page) + asked, overdue) if count else None
