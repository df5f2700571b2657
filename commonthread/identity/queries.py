"""Whose record is it: searching, the reasons for a link, pairs to decide. All of it behind the wall."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import connections

from commonthread.access.scope import Scope
from commonthread.access.statements import rows
from commonthread.identity.block import keys
from commonthread.identity.model import Model, load
from commonthread.identity.score import Explanation, Scored, score_one, score_pairs
from commonthread.identity.standardise import GivenMention, Standard, given, standardise
from commonthread.records.record import Mention

AT_MOST = 20


class Band(StrEnum):
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True)
class Candidate:
    """Somebody whom a search may mean. `mention`, numbered `known_by`, is how the viewer's own agency names them, if it
    knows them.

    `agrees` says which fields agree and how, from the viewer's own agency's mentions only.
    """

    person: int
    band: Band
    known_by: int | None
    mention: Mention | None
    agrees: tuple[Explanation, ...]


@dataclass(frozen=True)
class LinkShown:
    """Why a mention belongs to a person. `because` is empty where the other mention may not be seen."""

    number: int
    mention: int
    record: int
    agency: str
    by_human: bool
    model: str
    weight: float | None
    beside: int | None
    beside_is_seen: bool
    reason: str
    made_at: datetime
    known_as: Mention
    because: tuple[Explanation, ...]


@dataclass(frozen=True)
class Side:
    """One of two mentions to be compared."""

    number: int
    agency: str
    record: int
    person: int
    mention: Mention


@dataclass(frozen=True)
class PairShown:
    number: int
    weight: float
    model: str
    decision: str
    first: Side
    second: Side
    because: tuple[Explanation, ...]


@dataclass(frozen=True)
class TieShown:
    """`person` is `kind` to `other`: a relation in an agency's words, or *same address*."""

    person: int
    other: int
    kind: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Reader:
    """Somebody who read a record, their agency's name, and when they last did."""

    name: str
    agency: str
    at: datetime


@dataclass(frozen=True)
class TakenOut:
    """A mention that `name` took out of a person; it belongs to `now_person` now."""

    mention: int
    record: int
    agency: str
    now_person: int
    name: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Barrier:
    """Two people who must never be bridged."""

    first: int
    second: int
    ground: str
    made_at: datetime


def who(scope: Scope, *asked: GivenMention) -> list[Candidate]:
    """Who may be meant, most likely first. To be called outside any transaction; the search is on the ledger, and
    everybody whom it shows.

    Of several descriptions (an age fits several years of birth) the one that fits a candidate best counts.
    """
    queries = [standardise(description) for description in asked]
    found = candidates_for(scope, queries)
    model = load()
    candidates = [standardise(given(number, agency, mention)) for number, agency, _, mention, _ in found]
    scored = [score for query in queries for score in score_one(query, candidates, model)]
    scored.sort(key=lambda score: (-score.weight, score.number))
    shown = list(_candidates(found, scored, model))[:AT_MOST]
    with scope.transaction("finder"), connections["finder"].cursor() as cursor:
        cursor.execute(
            "SELECT identity.keep_found(%s::bigint[])", [[one.known_by for one in shown if one.known_by]]
        )
    return shown


def candidates_for(scope: Scope, queries: list[Standard]) -> list[tuple[int, str, int, Mention, bool]]:
    """Number, agency, person and mention of whoever shares a key, and whether it is one's own; the search is on the ledger."""
    shared = {key for query in queries for _, key in keys(query)}
    with scope.transaction("finder"), connections["finder"].cursor() as cursor:
        cursor.execute("SELECT identity.ask_candidates(%s::bigint[])", [sorted(shared)])
        (ticket,) = cursor.fetchone()
    with scope.transaction("finder"), connections["finder"].cursor() as cursor:
        cursor.execute(
            "SELECT number, agency, person, given, is_own FROM identity.take_candidates(%s)", [ticket]
        )
        return [
            (number, agency, person, _mention(content), own)
            for number, agency, person, content, own in cursor.fetchall()
        ]


def why(scope: Scope, person: int, *, purpose: str, reason: str) -> list[LinkShown]:
    """The links of a person, through the door; only of mentions in records that the viewer may see."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT identity.ask_why(%s, %s, %s)", person, purpose, reason)
    with scope.transaction():
        return [_link(row) for row in rows("SELECT * FROM identity.take_why(%s)", ticket)]


def link_threshold(model: str) -> float:
    """The weight from which a version of the model links by itself."""
    return load(model).link_at


def now_called(person: int) -> int:
    """The number that a person bears who was joined to another; NotAllowed for everybody else and nobody alike."""
    ((number,),) = rows("SELECT identity.now_called(%s)", person)
    return number


def open_pairs(most: int = 100) -> list[tuple[int, datetime]]:
    """Numbers of the pairs that the viewer may decide, most alike first, and when each was found."""
    return rows("SELECT pair, found_at FROM identity.open_pairs(%s)", most)


def read_pair(scope: Scope, pair: int, *, reason: str) -> PairShown:
    """Two mentions side by side with the waterfall of weights, through the door."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT identity.ask_pair(%s, %s)", pair, reason)
    with scope.transaction():
        ((number, weight, model, decision, first, second),) = rows(
            "SELECT * FROM identity.take_pair(%s)", ticket
        )
    one, other = _side(first), _side(second)
    return PairShown(number, weight, model, decision, one, other, _because(model, one, other))


def ties(persons: Iterable[int]) -> list[TieShown]:
    """Who is tied to any of these people, by records that the viewer may see."""
    found = rows("SELECT person, other, kind, since, until FROM identity.ties(%s::bigint[])", list(persons))
    return [TieShown(*row) for row in found]


def readers(scope: Scope, record: int, person: int, *, reason: str) -> list[Reader]:
    """Who read a record as part of a person's chronology, the last first; through the door, as it is the ledger.

    Of another agency's record only one's own colleagues.
    """
    with scope.transaction():
        ((ticket,),) = rows("SELECT identity.ask_readers(%s, %s, %s)", record, person, reason)
    with scope.transaction():
        return [
            Reader(*row) for row in rows("SELECT name, agency, at FROM identity.take_readers(%s)", ticket)
        ]


def barriers(scope: Scope, *, reason: str) -> list[Barrier]:
    """The identities that are held apart, newest first, for the named team alone; through the door."""
    with scope.transaction():
        ((ticket,),) = rows("SELECT identity.ask_barriers(%s)", reason)
    with scope.transaction():
        return [Barrier(*row) for row in rows("SELECT * FROM identity.take_barriers(%s)", ticket)]


def taken_out(person: int) -> list[TakenOut]:
    """What humans took out of a person and nobody put back."""
    return [TakenOut(*row) for row in rows("SELECT * FROM identity.taken_out(%s)", person)]


def _candidates(found: list[tuple], scored: list[Scored], model: Model) -> Iterable[Candidate]:
    of_mention = {row[0]: row for row in found}
    by_person: dict[int, list[Scored]] = {}
    for score in scored:
        by_person.setdefault(of_mention[score.number][2], []).append(score)
    for person, scores in by_person.items():
        own = next((score for score in scores if of_mention[score.number][4]), None)
        yield Candidate(
            person,
            Band.LIKELY if scores[0].weight >= model.link_at else Band.POSSIBLE,
            own.number if own else None,
            of_mention[own.number][3] if own else None,
            tuple(part for part in own.because if part.weight > 0) if own else (),
        )


def _link(row: tuple) -> LinkShown:
    (
        link,
        mention,
        record,
        agency,
        _person,
        model,
        by,
        weight,
        beside,
        beside_is_seen,
        reason,
        made_at,
        content,
        other,
    ) = row
    because: tuple[Explanation, ...] = ()
    if model and other:
        because = _because(
            model,
            Side(mention, agency, record, 0, _mention(content)),
            Side(beside, json.loads(other)["agency"], 0, 0, _mention(other)),
        )
    return LinkShown(link, mention, record, agency, by is not None, model, weight, beside, beside_is_seen, reason,
                     made_at, _mention(content), because)  # fmt: skip


def _because(model: str, one: Side, other: Side) -> tuple[Explanation, ...]:
    pinned = load(model)
    left, right = (standardise(given(side.number, side.agency, side.mention)) for side in (one, other))
    return score_pairs([left], [right], pinned).because(0, pinned)


def _side(content: str) -> Side:
    values = json.loads(content)
    return Side(values["number"], values["agency"], values["record"], values["person"], _mention(content))


def _mention(content: str) -> Mention:
    values = json.loads(content)
    return Mention.model_validate(
        {name: value for name, value in values.items() if name in Mention.model_fields}
    )
