"""Holds, reviews before destruction, and people's requests: each a write inside `by`'s transaction."""

from collections.abc import Iterable
from datetime import date

from commonthread.access.scope import Scope
from commonthread.access.statements import value
from commonthread.kernel.calendars import months_after, working_day_from
from commonthread.rights.terms import Decision, Exemption, Request, Verdict


def hold_person(*, by: Scope, person: int, reason: str) -> int:
    """Keep everything of one's agency about somebody from being destroyed; returns the hold's number."""
    return value("SELECT rights.hold(%s, NULL, %s)", person, reason)


def hold_record(*, by: Scope, record: int, reason: str) -> int:
    return value("SELECT rights.hold(NULL, %s, %s)", record, reason)


def end_hold(*, by: Scope, hold: int, reason: str) -> None:
    value("SELECT rights.end_hold(%s, %s)", hold, reason)


def propose_erasure(*, by: Scope, record: int, reason: str) -> int:
    """Ask that a record be destroyed before its period ends; another person confirms it. Returns the review's number."""
    return value("SELECT rights.propose_erasure(%s, %s)", record, reason)


def decide(*, by: Scope, review: int, decision: Decision, keep_until: date | None, reason: str) -> None:
    """Keep a record until a day to come, or have it destroyed once another person confirms it."""
    value("SELECT rights.decide(%s, %s, %s, %s)", review, decision, keep_until, reason)


def confirm_destruction(*, by: Scope, review: int) -> int:
    """Destroy a record in all its versions; returns how many. AnotherPerson for whoever decided it, OnHold under a hold."""
    return value("SELECT rights.confirm(%s)", review)


def answer_by(received_on: date) -> date:
    """One calendar month, as the Information Commissioner counts it: the day of the next month that corresponds to the day
    on which it came, else that month's last; the next working day where nobody works then (UK GDPR article 12(3))."""
    return working_day_from(months_after(received_on, 1))


def open_request(*, by: Scope, person: int, what: Request, received_on: date, identity_checked: str) -> int:
    """Write down what somebody asks about themselves, and how it was made sure that it is they who ask."""
    return value(
        "SELECT rights.open_request(%s, %s, %s, %s, %s)",
        person, what, received_on, answer_by(received_on), identity_checked,
    )  # fmt: skip


def propose(
    *, by: Scope, request: int, record: int, verdict: Verdict, exemption: Exemption | None = None,
    reason: str = "", removed: Iterable[str] = (),
) -> None:  # fmt: skip
    """What to do with one record of a request, and which further words to take out of it."""
    value(
        "SELECT rights.propose(%s, %s, %s, %s, %s, %s)",
        request, record, verdict, exemption or "", reason, list(removed),
    )  # fmt: skip


def agree(*, by: Scope, request: int, record: int) -> None:
    """Check what another person proposed; AnotherPerson for whoever proposed it."""
    value("SELECT rights.agree(%s, %s)", request, record)


def close_request(*, by: Scope, request: int, outcome: str) -> None:
    """AnotherPerson while a record of an access request is not decided and checked."""
    value("SELECT rights.close_request(%s, %s)", request, outcome)
