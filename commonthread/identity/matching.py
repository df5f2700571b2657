"""The match operation: who is meant, graded as the draft national standard PUB03 grades it, and which agencies know them."""

import json
from dataclasses import asdict, dataclass
from enum import Enum

from django.db import connections

from commonthread.access.scope import Scope
from commonthread.identity.queries import candidates_for
from commonthread.identity.standardise import GivenMention, Standard, given, standardise

AT_MOST = 5


class Grade(Enum):
    """Grade and score as in PUB03. The grades that rest on a place are given for one's own agency's records only."""

    BEST = ("best", 0.99)
    SUPERIOR = ("superior", 0.8)
    VERY_GOOD = ("very good", 0.7)
    GOOD = ("good", 0.6)


@dataclass(frozen=True)
class Match:
    """Somebody who is meant. `known_to` has the level of each agency that may say so: 1 ring, 2 summary, 3 full; of
    other agencies no more than ring where `asks_others` is false: a consent decision is waited for."""

    person: int
    grade: Grade
    known_to: tuple[tuple[str, int], ...]
    asks_others: bool


@dataclass(frozen=True)
class ConsentSaid:
    """What an agency's system says of the consent decision, which its own case file holds."""

    told: bool
    answer: str
    because: str
    goes_ahead: bool
    decided_by: str


def match(
    scope: Scope,
    asked: GivenMention,
    *,
    purpose: str,
    reason: str,
    case: int | None = None,
    consent: ConsentSaid | None = None,
) -> list[Match]:
    """Best first; only who agrees in full, so that a near match of another child is shown to nobody. Where the purpose
    waits for a consent decision, `case` or `consent` says that there is one.

    To be called outside any transaction. The search is on the ledger, and one disclosure for each who is told.
    """
    query = standardise(asked)
    graded: dict[int, Grade] = {}
    for number, agency, person, mention, own in candidates_for(scope, [query]):
        grade = grade_of(query, standardise(given(number, agency, mention)), own)
        if grade and (person not in graded or grade.value[1] > graded[person].value[1]):
            graded[person] = grade
    found = sorted(graded, key=lambda person: (-graded[person].value[1], person))[:AT_MOST]
    said = json.dumps(asdict(consent)) if consent else None
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT identity.ask_match(%s::bigint[], %s, %s, %s, %s::jsonb)",
            [found, purpose, reason, case, said],
        )
        (ticket,) = cursor.fetchone()
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT person, agency, level, asks_others FROM identity.take_match(%s, %s) ORDER BY 1, 2",
            [ticket, purpose],
        )
        known: dict[int, list[tuple[str, int]]] = {}
        open_about: set[int] = set()
        for person, agency, level, asks_others in cursor.fetchall():
            known.setdefault(person, []).append((agency, level))
            open_about |= {person} if asks_others else set()
    return [
        Match(person, graded[person], tuple(known[person]), person in open_about)
        for person in found
        if person in known
    ]


def grade_of(asked: Standard, held: Standard, own: bool) -> Grade | None:
    if (asked.nhs and asked.nhs == held.nhs) or (asked.upns and set(asked.upns) & set(held.upns)):
        return Grade.BEST
    named = asked.first and asked.first == held.first and asked.family and asked.family == held.family
    if not (named and asked.born and asked.born == held.born):
        return None
    same_postcode = own and asked.unit and asked.unit == held.unit
    if (
        same_postcode
        and asked.street
        and asked.street == held.street
        and set(asked.houses) & set(held.houses)
    ):
        return Grade.SUPERIOR
    return Grade.VERY_GOOD if same_postcode else Grade.GOOD
