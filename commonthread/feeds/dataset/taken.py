"""What a row of the dataset becomes, before it is checked as a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from commonthread.feeds.dataset.aside import Aside
from commonthread.feeds.dataset.row import Row
from commonthread.records.record import Contact, MentionRole, Seen, Sensitivity


@dataclass(frozen=True, kw_only=True)
class Taken:
    """`columns` says which column of the table each field came from, so that a fault can name it."""

    kind: str
    key: str | None
    begins: date | datetime | None
    ends: date | datetime | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    person: Mapping[str, Any] = field(default_factory=dict)
    related: tuple[Mapping[str, Any], ...] = ()
    author: Mapping[str, Any] = field(default_factory=dict)
    contact: Contact | None = None
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def mentions(self) -> tuple[Mapping[str, Any], ...]:
        return ({"role": MentionRole.SUBJECT, **self.person}, *self.related)


def by_person(row: Row) -> dict[str, Any]:
    return {"agency_person_id": row.text("person_id")}


def author(row: Row, aside: Aside, worker: str, team: str | None = None) -> dict[str, Any]:
    """Who wrote it: the worker from the professionals, the team from the departments."""
    key = row.text(worker)
    found = aside.one("ssd_professionals", key)
    return {
        "key": key,
        "name": found.get("prof_professional_name"),
        "role": found.get("prof_professional_job_title"),
        "team": team_name(row.text(team) if team else None, aside)
        or found.get("prof_professional_department"),
    }


def team_name(team: str | None, aside: Aside) -> str | None:
    return aside.one("ssd_department", team).get("dept_team_name", team)


def seen(row: Row, seen_column: str, alone_column: str | None = None) -> Contact:
    was_seen = row.flag(seen_column)
    alone = row.flag(alone_column) if alone_column else None
    state = {True: Seen.SEEN, False: Seen.NOT_SEEN, None: Seen.NOT_RECORDED}[was_seen]
    return Contact(seen=state, seen_alone=alone)
