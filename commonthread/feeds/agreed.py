"""Feed agreements as they stand: what each agency sends, who answers for it, who signed."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connections

from commonthread.access.agreements.edition import Signature, State
from commonthread.access.scope import NotAllowed


@dataclass(frozen=True, kw_only=True)
class FeedSaid:
    """What an edition says. Power and condition are codes of `access.law`; `responsible` answers people's requests."""

    agency: str
    edition: int = 0
    controller: str
    responsible: str
    cohort: str
    cohort_rule: str
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    power: str
    condition: str
    change: str = ""
    starts_on: date
    review_on: date | None
    ends_on: date | None
    weekly: int | None = None


@dataclass(frozen=True, kw_only=True)
class FeedEdition:
    said: FeedSaid
    digest: str
    signatures: tuple[Signature, ...]
    signed_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    ended_because: str
    is_in_force: bool

    def state(self, today: date) -> State:
        past = self.said.ends_on is not None and self.said.ends_on < today
        begun = self.signed_at is not None and self.said.starts_on <= today
        if self.ended_at is not None or past:
            return State.ENDED if begun else State.NEVER
        if self.signed_at is None:
            return State.PART_SIGNED if self.signatures else State.DRAFTED
        if not begun:
            return State.SIGNED
        if not self.is_in_force:
            return State.REPLACED
        due = self.said.review_on is not None and self.said.review_on <= today
        return State.DUE if due else State.IN_FORCE

    @property
    def unsigned(self) -> frozenset[str]:
        return {self.said.agency, self.said.responsible} - {s.agency for s in self.signatures}


def feed_agreements() -> list[FeedEdition]:
    """Every signed edition; drafts of those that the viewer's agency sends or answers for."""
    with connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT said, digest, signatures, signed_at, ended_at, ended_by_agency, ended_because, is_in_force "
            "FROM feeds.agreements()"
        )
        return [_edition(*row) for row in cursor.fetchall()]


def editions_of(agency: str) -> list[FeedEdition]:
    """Of one sender, oldest first; NotAllowed alike where there is none and where it is others' draft."""
    found = [edition for edition in feed_agreements() if edition.said.agency == agency]
    if not found:
        raise NotAllowed("Not found.")
    return found


def current(editions: list[FeedEdition]) -> FeedEdition:
    """The one in force, else the newest."""
    return ([edition for edition in editions if edition.is_in_force] or editions)[-1]


def published_feeds() -> list[FeedSaid]:
    """For anybody: what is sent under the agreements in force today."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT said FROM feeds.published()")
        return [feed_said(json.loads(said)) for (said,) in cursor.fetchall()]


def feed_said(held: dict[str, Any]) -> FeedSaid:
    days = {
        field: held[field] and date.fromisoformat(held[field])
        for field in ("starts_on", "review_on", "ends_on")
    }
    texts = (
        "agency",
        "edition",
        "controller",
        "responsible",
        "cohort",
        "cohort_rule",
        "power",
        "condition",
        "change",
    )
    return FeedSaid(
        **{field: held[field] for field in texts},
        kinds=tuple(held["kinds"]),
        fields=tuple(held["fields"]),
        weekly=held["weekly"],
        **days,
    )


def _edition(
    said, digest, signatures, signed_at, ended_at, ended_by, ended_because, is_in_force
) -> FeedEdition:
    return FeedEdition(
        said=feed_said(json.loads(said)),
        digest=digest,
        signatures=tuple(
            Signature(
                s["agency"], s["name"], s["role"], datetime.fromisoformat(s["signed_at"]).replace(tzinfo=UTC)
            )
            for s in json.loads(signatures)
        ),
        signed_at=signed_at,
        ended_at=ended_at,
        ended_by=ended_by,
        ended_because=ended_because,
        is_in_force=is_in_force and signed_at is not None,
    )
