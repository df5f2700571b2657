"""Telling a hub: by anybody, without an account, and by somebody of an agency. What is told opens a case by itself."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connections
from django.utils.timezone import localdate, now

from commonthread.access.law import POWERS
from commonthread.access.scope import Scope, saying_why
from commonthread.access.statements import rows, value
from commonthread.pathways.plan import first_tasks
from commonthread.pathways.procedures import edition_on
from commonthread.pathways.settings import area
from commonthread.pathways.terms import Sort
from commonthread.records.incoming import as_json, as_sent
from commonthread.records.record import Draft

FRONT_DOOR = "front-door"
# Neither letters that are taken for others nor vowels: no reference is a word.
ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
UNDER = {Sort.CHILD: "children-act-1989-s17", Sort.ADULT: "care-act-2014-s42"}
BECAUSE = {
    "public": "Somebody told the front door that they are worried",
    "professional": "A professional sent a concern to the front door",
    "feed": "A record that concerns the front door arrived",
}


@dataclass(frozen=True)
class Contact:
    """What reaches a hub. `is_pressing` is the word of whoever tells, not a rating; `wants_answer` where there is a safe
    way to reach them."""

    route: str
    reference: str
    about: Sort
    district: str
    is_pressing: bool
    wants_answer: bool


@dataclass(frozen=True)
class Referral:
    """What the viewer sent to a hub, and what they were told came of it."""

    reference: str
    arrived_at: datetime
    about: Sort
    answered_at: datetime | None
    answer: str


def new_reference() -> str:
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def tell_us(contact: Contact, draft: Draft, told_by: Mapping[str, str]) -> None:
    """Taken as `door`, in nobody's name. Whoever told is kept apart from what they said. NotAllowed where no hub answers."""
    with saying_why(), connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pathways.tell_us(%s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb)",
            [
                json.dumps(asdict(contact)),
                _draft(draft),
                json.dumps(dict(told_by)),
                begins(contact, "default"),
            ],
        )


def refer(*, by: Scope, contact: Contact, draft: Draft) -> None:
    """Inside `by`'s transaction. Alike for whomever it is about."""
    value(
        "SELECT pathways.refer(%s::jsonb, %s::jsonb, %s::jsonb)",
        json.dumps(asdict(contact)), _draft(draft), begins(contact, "app"),
    )  # fmt: skip


def my_referrals() -> list[Referral]:
    return [
        Referral(row[0], row[1], Sort(row[2]), *row[3:])
        for row in rows("SELECT * FROM pathways.my_referrals()")
    ]


def begins(contact: Contact, login: str) -> str:
    """With which tasks the case begins, by what its district sets, and why it is opened."""
    procedure = edition_on(FRONT_DOOR, localdate())
    here = area(district=contact.district, login=login)
    return json.dumps(
        {
            "edition": procedure.edition,
            "power": POWERS[UNDER[contact.about]].label,
            "because": f"{BECAUSE[contact.route]}: {contact.reference}",
            "times": [asdict(task) for task in first_tasks(procedure, {}, now(), here)],
        },
        default=datetime.isoformat,
    )


def _draft(draft: Draft) -> str:
    """Under its reference it has no key but its own, whichever agency takes it in."""
    return as_json(as_sent("", 1, draft))
