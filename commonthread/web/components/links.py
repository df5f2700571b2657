"""Why mentions belong to a person, agency by agency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from commonthread.access.queries import AgencyKnown
from commonthread.identity.queries import LinkShown, link_threshold
from commonthread.web.components.weights import Waterfall, in_words, waterfall
from commonthread.web.words import born, name


@dataclass(frozen=True)
class Row:
    """`how` is the decision in a few words; `weighed` is None where there is nothing to weigh or it may not be seen."""

    mention: int
    record: int
    given: str
    how: str
    made_at: datetime
    weighed: Waterfall | None


@dataclass(frozen=True)
class OfAgency:
    name: str
    rows: tuple[Row, ...]


def by_agency(links: Iterable[LinkShown], agencies: Mapping[str, AgencyKnown]) -> tuple[OfAgency, ...]:
    found: dict[str, list[Row]] = {}
    for link in links:
        found.setdefault(agencies[link.agency].name, []).append(_row(link))
    return tuple(OfAgency(agency, tuple(rows)) for agency, rows in sorted(found.items()))


def _row(link: LinkShown) -> Row:
    weighed = None
    if link.because and link.weight is not None:
        weighed = waterfall(link.weight, link.because, link_threshold(link.model))
    said = ", ".join(
        filter(None, (name(link.known_as), f"born {born(link.known_as)}" if born(link.known_as) else ""))
    )
    return Row(link.mention, link.record, said or "no name given", _how(link), link.made_at, weighed)


def _how(link: LinkShown) -> str:
    if link.by_human:
        return f"A person decided it: “{link.reason}”"
    if not link.beside_is_seen:
        return f"Model {link.model}: fits a mention that is held by another agency"
    if link.weight is None or link.beside is None:
        return "First mention, or nothing to compare it with"
    return f"Model {link.model}: {in_words(link.weight)} one person"
