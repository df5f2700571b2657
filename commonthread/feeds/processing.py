"""What is done with people's data, made from the agreements in force: for the public, and as the record of Article 30."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connections

from commonthread.access.agreements.edition import Clause, Said
from commonthread.access.agreements.queries import said_from
from commonthread.access.agreements.words import Agencies, clause_in_words, listed, name
from commonthread.access.law import CONDITIONS, POWERS
from commonthread.access.queries import AgencyKnown
from commonthread.access.terms import AgencyKind
from commonthread.feeds.agreed import FeedSaid, published_feeds
from commonthread.feeds.cohort import cohorts
from commonthread.records.kind import Retention, kinds

SECURITY = (
    "the database itself decides what each person may see",
    "each reading is written down before it is given",
    "access ends with the post",
)
OWN = "the agency’s own work with the person"
JOINT = (
    "Each agency is the controller of what it recorded, and answers for it. For what the service adds, which is "
    "whose records belong to one person and the prompts to look, all agencies are controllers together."
)
ANY_OF_THEM = "You may ask any of them for all of it; the agency named below answers on behalf of all."


@dataclass(frozen=True)
class Activity:
    """One row of the record of processing: what one controller sends, why, about whom, and who may see it."""

    controller: str
    contact: str
    responsible: str
    purposes: tuple[str, ...]
    subjects: str
    data: tuple[str, ...]
    recipients: tuple[str, ...]
    power: str
    condition: str
    kept: tuple[Retention, ...]
    security: tuple[str, ...]
    from_on: str
    until_on: str


@dataclass(frozen=True)
class Published:
    """All that the notice and the record are made from."""

    feeds: tuple[FeedSaid, ...]
    sharing: tuple[tuple[int, Said], ...]
    agencies: Agencies


def published() -> Published:
    """Read without a scope: none of it is about anybody."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT agreement, said FROM access.published()")
        sharing = tuple((number, said_from(json.loads(said))) for number, said in cursor.fetchall())
        cursor.execute(
            "SELECT code, name, kind, district, duty_telephone, duty_hours FROM access_agency ORDER BY name"
        )
        known = {
            code: AgencyKnown(code, name, AgencyKind(kind), *rest)
            for code, name, kind, *rest in cursor.fetchall()
        }
    return Published(tuple(published_feeds()), sharing, known)


def activities(found: Published) -> list[Activity]:
    """In the order of the controllers' names."""
    rows = [_activity(feed, found) for feed in found.feeds if feed.agency in found.agencies]
    return sorted(rows, key=lambda row: row.controller)


def sharing_in_words(found: Published) -> list[tuple[int, Said, list[str]]]:
    return [
        (number, said, [clause_in_words(clause, said, found.agencies) for clause in said.clauses])
        for number, said in found.sharing
    ]


def _activity(feed: FeedSaid, found: Published) -> Activity:
    sent = [kinds()[kind] for kind in feed.kinds if kind in kinds()]
    categories = {kind.category for kind in sent}
    through = list(_clauses_about(feed.agency, categories, found))
    agency = found.agencies[feed.agency]
    cohort = cohorts()[feed.cohort_rule]
    return Activity(
        controller=feed.controller,
        contact=f"{agency.name}, {agency.duty_telephone}",
        responsible=name(feed.responsible, found.agencies),
        purposes=_once([OWN, *(purpose.value for clause, _ in through for purpose in clause.purposes)]),
        subjects=f"{cohort.label}. {cohort.explains}",
        data=_once(sorted(category.value for category in categories)),
        recipients=_once(clause_in_words(clause, said, found.agencies) for clause, said in through),
        power=POWERS[feed.power].label if feed.power in POWERS else feed.power,
        condition=CONDITIONS[feed.condition].label if feed.condition in CONDITIONS else feed.condition,
        kept=tuple(sorted({kind.retention for kind in sent}, key=lambda retention: retention.words)),
        security=SECURITY,
        from_on=feed.starts_on.isoformat(),
        until_on=feed.ends_on.isoformat() if feed.ends_on else "",
    )


def _clauses_about(agency: str, categories: set, found: Published) -> Iterable[tuple[Clause, Said]]:
    kind = found.agencies[agency].kind
    for _, said in found.sharing:
        if agency in said.parties:
            for clause in said.clauses:
                if clause.is_of(agency, kind) and categories & set(clause.categories):
                    yield clause, said


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def who_answers(found: Published) -> str:
    """Whoever the feed agreements name."""
    return (
        listed(sorted({name(feed.responsible, found.agencies) for feed in found.feeds}))
        if found.feeds
        else ""
    )
