"""Agreements as the viewer may see them: signed editions for anybody in a post, drafts for their parties."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from django.db import connections

from commonthread.access.agreements.edition import Agreement, Clause, Edition, Said, Signature
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Category, Level, Purpose


@dataclass(frozen=True)
class Flow:
    """One thing that may flow now, and the clause that lets it."""

    agreement: int
    edition: int
    clause: int
    viewer: str
    role: str
    holder: str
    category: Category
    purpose: Purpose
    level: Level


COLUMNS = """agreement, number, said, digest, drafted_by_agency, drafted_at, signatures, signed_at, ended_at,
  ended_by_agency, ended_because, is_in_force"""


def agreements() -> list[Agreement]:
    with connections["app"].cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM access.editions()")
        editions = [_edition(*row) for row in cursor.fetchall()]
    return [Agreement(number, tuple(those)) for number, those in groupby(editions, key=lambda e: e.agreement)]


def agreement(number: int) -> Agreement:
    """NotAllowed alike for one that is not there and one whose only edition is others' draft."""
    found = next((each for each in agreements() if each.number == number), None)
    if found is None:
        raise NotAllowed("Not found.")
    return found


def what_may_flow(
    *,
    viewer: str | None = None,
    role: str | None = None,
    purpose: str | None = None,
    holders: list[str] | None = None,
) -> list[Flow]:
    """Every flow in force, or those of one viewer, role or purpose: what the wall itself asks."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT agreement, edition, clause, viewer, role, holder, category, purpose, level "
            "FROM access.what_may_flow(%s, %s, %s, %s::text[])",
            [viewer, role, purpose, holders],
        )
        return [
            Flow(*row, Category(category), Purpose(purpose), Level(level))
            for *row, category, purpose, level in cursor.fetchall()
        ]


def said_from(held: dict) -> Said:
    """What an edition says, from what the database keeps of it."""
    return Said(
        title=held["title"], why=held["why"], contact=held["contact"], change=held["change"],
        starts_at=_utc(held["starts_at"]), review_on=date.fromisoformat(held["review_on"]),
        ends_at=_utc(held["ends_at"]), parties=tuple(held["parties"]),
        clauses=tuple(_clause(clause) for clause in held["clauses"]),
    )  # fmt: skip


def _clause(held: dict) -> Clause:
    return Clause(
        holders=tuple(held["holders"]), holder_kinds=tuple(map(AgencyKind, held["holder_kinds"])),
        viewers=tuple(held["viewers"]), viewer_kinds=tuple(map(AgencyKind, held["viewer_kinds"])),
        roles=tuple(held["roles"]), categories=tuple(map(Category, held["categories"])),
        purposes=tuple(map(Purpose, held["purposes"])), level=Level(held["level"]),
        power=held["power"], condition=held["condition"],
    )  # fmt: skip


def _edition(agreement, number, said, digest, by, at, signatures, *rest) -> Edition:
    signed_at, ended_at, ended_by, ended_because, is_in_force = rest
    return Edition(
        agreement=agreement, number=number, said=said_from(json.loads(said)), digest=digest, drafted_by=by,
        drafted_at=at,
        signatures=tuple(
            Signature(s["agency"], s["name"], s["role"], _utc(s["signed_at"])) for s in json.loads(signatures)
        ),
        signed_at=signed_at, ended_at=ended_at, ended_by=ended_by, ended_because=ended_because,
        is_in_force=is_in_force,
    )  # fmt: skip


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
