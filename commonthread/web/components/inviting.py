"""Whom to ask to a meeting: of very many agencies those that it needs, have a part or know its people first, then by name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from commonthread.access.queries import AgencyKnown
from commonthread.access.terms import AgencyKind, Level
from commonthread.records.queries import Answer

# Of a kind of which there are more, those that have a part or know somebody are offered, and the others found by name.
FEW, MOST = 6, 20


@dataclass(frozen=True)
class Offered:
    """`knows` is how many of the meeting's people they answer to know; `has_part` where the case asked them before."""

    agency: AgencyKnown
    knows: int
    has_part: bool


@dataclass(frozen=True)
class Offers:
    """Which agencies are offered, and why: by the kinds that must be there, for having a part in the case, for knowing
    somebody, and as found or chosen."""

    needed: Mapping[AgencyKind, tuple[Offered, ...]]
    taking_part: tuple[Offered, ...]
    knowing: tuple[Offered, ...]
    found: tuple[Offered, ...]
    too_many: bool


def offers(
    agencies: Mapping[str, AgencyKnown],
    said: Iterable[Answer],
    *,
    own: str,
    quorum: Iterable[AgencyKind],
    have_a_part: Collection[str],
    chosen: Collection[str],
    find: str,
) -> Offers:
    district = agencies[own].district
    knows: dict[str, set[int]] = {}
    for answer in said:
        if answer.level is not Level.NOTHING:
            knows.setdefault(answer.agency, set()).add(answer.person)
    others = {
        code: Offered(agency, len(knows.get(code, ())), code in have_a_part)
        for code, agency in agencies.items()
        if code != own
    }  # fmt: skip
    needed = {kind: _needed(kind, others, district) for kind in quorum if kind is not agencies[own].kind}
    there = {one.agency.code for group in needed.values() for one in group}
    taking_part = tuple(
        sorted((one for code, one in others.items() if one.has_part and code not in there), key=_first)
    )
    there |= {one.agency.code for one in taking_part}
    knowing = tuple(
        sorted((one for code, one in others.items() if one.knows and code not in there), key=_first)
    )
    there |= {one.agency.code for one in knowing}
    matching = [one for one in others.values() if find and _is_called(one.agency, find)]
    shown = [others[code] for code in chosen if code in others and code not in there]
    found = [one for one in matching if one.agency.code not in there and one not in shown]
    return Offers(needed, taking_part, knowing, tuple(shown + found[:MOST]), len(found) > MOST)


def named(agencies: Mapping[str, AgencyKnown], words: str) -> list[AgencyKnown]:
    """Those that are called so: the one whose whole name it is, or all that have each of its words."""
    exact = [
        agency for agency in agencies.values() if words.casefold() in (agency.name.casefold(), agency.code)
    ]
    return exact or [agency for agency in agencies.values() if words and _is_called(agency, words)]


def _needed(kind: AgencyKind, others: Mapping[str, Offered], district: str) -> tuple[Offered, ...]:
    of_kind = [
        one for one in others.values() if one.agency.kind is kind and one.agency.district in ("", district)
    ]
    shown = [one for one in of_kind if one.knows or one.has_part] if len(of_kind) > FEW else of_kind
    return tuple(sorted(shown, key=_first))


def _first(one: Offered) -> tuple[bool, int, str]:
    return not one.has_part, -one.knows, one.agency.name


def _is_called(agency: AgencyKnown, words: str) -> bool:
    return all(word in agency.name.casefold() for word in words.casefold().split())
