"""Handing work over: offered item by item, kept by the giver until it is accepted; and leave, with who covers."""

from dataclasses import dataclass
from datetime import datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.procedures import edition_named


@dataclass(frozen=True)
class Offer:
    """Work that is offered. Without a `task` it is the lead of the case. `to_me` where the viewer, or their team, is asked to
    take it; else it is the viewer's own offer, which waits or was declined."""

    number: int
    to_me: bool
    case: int
    task: int | None
    does: str
    giver: str
    receiver: str
    note: str
    offered_at: datetime
    due_at: datetime | None
    declined_at: datetime | None
    declined_by: str
    answer: str


@dataclass(frozen=True)
class Outstanding:
    """A task of a case that is offered. `unaccounted` is of how many people of an investigation nobody says yet how they are
    accounted for; None where it is none."""

    does: str
    owner: str
    due_at: datetime
    is_late: bool
    unaccounted: int | None


@dataclass(frozen=True)
class Cover:
    cover: int
    name: str
    covered_by: str
    from_at: datetime
    until_at: datetime
    because: str
    holds: bool


def offer_task(
    *, by: Scope, task: int, note: str, to_user: int | None = None, to_team: int | None = None
) -> int:
    """Offer a task of one's own, or of one's team's. ChangedMeanwhile where it is offered already."""
    return value("SELECT pathways.offer_task(%s, %s, %s, %s)", task, to_user, to_team, note)


def offer_case(
    *, by: Scope, case: int, note: str, to_user: int | None = None, to_team: int | None = None
) -> int:
    """Offer to lead a case, with what its lead has still to do in it. AnotherPerson for whoever works on it and may not."""
    return value("SELECT pathways.offer_case(%s, %s, %s, %s)", case, to_user, to_team, note)


def may_give_lead(case: int) -> bool:
    """Of a case of the viewer's: for whoever leads it, covers them or supervises, or where whoever led has left."""
    return value("SELECT pathways.may_give_lead(%s)", case)


def accept(*, by: Scope, offer: int) -> None:
    """From now on it is one's own, or one's team's. NotAllowed for what was answered or taken back meanwhile."""
    value("SELECT pathways.answer_offer(%s, true, '')", offer)


def decline(*, by: Scope, offer: int, because: str) -> None:
    value("SELECT pathways.answer_offer(%s, false, %s)", offer, because)


def withdraw_offer(*, by: Scope, offer: int) -> None:
    value("SELECT pathways.withdraw_offer(%s)", offer)


def offers() -> list[Offer]:
    """What is offered to the viewer or their team, the soonest due first; then what they offered themselves."""
    found = []
    for number, to_me, case, task, pathway, edition, step, does, *rest in rows(
        "SELECT * FROM pathways.offers()"
    ):
        words = edition_named(pathway, edition)[step].does if step else does
        found.append(Offer(number, to_me, case, task, words or "Lead the case", *rest))
    return found


def outstanding(offer: int) -> list[Outstanding]:
    """What goes with a case that is offered, the soonest due first; nothing for an offer that is not the viewer's."""
    found = []
    for pathway, edition, step, does, *rest in rows("SELECT * FROM pathways.outstanding(%s)", offer):
        found.append(Outstanding(edition_named(pathway, edition)[step].does if step else does, *rest))
    return found


def set_cover(
    *, by: Scope, covered_by: int, from_at: datetime, until_at: datetime, because: str, who: int | None = None
) -> int:
    """Say that somebody is away, and who sees their work; for a colleague only by whoever supervises."""
    return value(
        "SELECT pathways.set_cover(%s, %s, %s, %s, %s)",
        who or by.user,
        covered_by,
        from_at,
        until_at,
        because,
    )


def end_cover(*, by: Scope, cover: int) -> None:
    value("SELECT pathways.end_cover(%s)", cover)


def covers() -> list[Cover]:
    """Those that hold or are to come: one's own, or of all the agency for whoever supervises."""
    return [Cover(*row) for row in rows("SELECT * FROM pathways.covers()")]
