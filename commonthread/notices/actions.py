"""Sending a notice out of a case, and what either side does with it. All inside `by`'s transaction."""

from dataclasses import dataclass
from datetime import datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import value


@dataclass(frozen=True)
class ToAgency:
    """An agency's duty desk, or one of its teams. It is read behind sign-in, and acknowledged by name."""

    agency: str
    team: int | None = None


@dataclass(frozen=True)
class ToAddress:
    """An address of somebody outside, which was marked safe in this case (`addresses.mark_safe` gives its number)."""

    number: int


def send_notice(
    *,
    by: Scope,
    case: int,
    to: ToAgency | ToAddress,
    kind: str,
    words: str = "",
    about: int | None = None,
    answer_by: datetime | None = None,
) -> int:
    """Send something out of one of `by`'s own open cases; returns its number.

    The notice, its ledger event and the work of sending it commit with whatever else this transaction does, or not at all.

    `kind` is a file of `notices/catalogue`: 'referral-decision', 'for-attention' and 'school-notice' go to agencies, and say
    `words` in a template that the agency can edit; `answer_by` is by when it is to be acknowledged (at most 92 days), after
    which it is an overdue task of the case. 'answer-to-referrer' and 'please-ring' go to somebody outside, in the
    template's words alone: they take no `words` and no `answer_by`. `about` is one of the case's people.

    Raises NotSafe for an address that is not marked safe (any more), NotAllowed for a case that is not one's own or is
    closed, for somebody who is not in it and for an agency or team that is not there, TooFast after thirty in a minute,
    and DatabaseError (check_violation) for a kind that does not go there.
    """
    agency, team, address = (to.agency, to.team, None) if isinstance(to, ToAgency) else ("", None, to.number)
    return value(
        "SELECT notices.send(%s, %s, %s, %s, %s, %s, %s, %s)",
        case, about, kind, words, agency, team, address, answer_by,
    )  # fmt: skip


def acknowledge(*, by: Scope, number: int, answer: str = "") -> None:
    """Say by name that one's team or agency knows it. ChangedMeanwhile where somebody was quicker or it was withdrawn;
    NotAllowed before one has read it."""
    value("SELECT notices.acknowledge(%s, %s)", number, answer)


def withdraw(*, by: Scope, number: int, because: str) -> None:
    """Take back what was sent: whoever has not read it never will, and what has not left is stopped."""
    value("SELECT notices.withdraw(%s, %s)", number, because)


def try_again(*, by: Scope, number: int) -> int:
    """Try at once what has not gone; returns how many messages. What has gone is not sent twice: ChangedMeanwhile."""
    return value("SELECT notices.try_again(%s)", number)
