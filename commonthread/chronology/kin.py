"""Who belongs to a person's family and home: by ties that were worked out, and by what the records in hand say."""

from collections.abc import Iterable, Iterator, Mapping

from commonthread.chronology.household import PARENTS, PARTNERS, SIBLINGS
from commonthread.identity.queries import TieShown
from commonthread.records.queries import Content
from commonthread.records.record import MentionRole, Relation


def told(contents: Mapping[int, Content]) -> Iterator[TieShown]:
    """What each record says somebody is to its first subject."""
    for content in contents.values():
        subject = next((k.person for k in content.known if k.mention.role is MentionRole.SUBJECT), None)
        for known in content.known:
            relation = known.mention.relation
            if (
                relation
                and relation is not Relation.NOT_RELATED
                and subject
                and known.person not in (None, subject)
            ):
                yield TieShown(known.person, subject, relation.value, None, None)


def together(*ties: Iterable[TieShown]) -> list[TieShown]:
    """Each tie once, the first word of it."""
    found: dict[tuple[int, int, str], TieShown] = {}
    for tie in (tie for some in ties for tie in some):
        found.setdefault((tie.person, tie.other, tie.kind), tie)
    return list(found.values())


def kin(person: int, ties: Iterable[TieShown]) -> frozenset[int]:
    """The person, everybody tied to them, and through a sibling or parent their siblings, children and partners."""
    known = list(ties)
    near = {person} | {_other(tie, person) for tie in known if person in (tie.person, tie.other)}
    siblings = {
        _other(tie, person) for tie in known if person in (tie.person, tie.other) and tie.kind in SIBLINGS
    }
    parents = set(_parents(person, known))
    for tie in known:
        ends = {tie.person, tie.other}
        if (tie.kind in SIBLINGS and ends & siblings) or (tie.kind in PARTNERS and ends & parents):
            near |= ends
        if _parent(tie) in parents:
            near |= ends
    return frozenset(near)


def _other(tie: TieShown, person: int) -> int:
    return tie.other if tie.person == person else tie.person


def _parent(tie: TieShown) -> int | None:
    if tie.kind in PARENTS:
        return tie.person
    return tie.other if tie.kind == Relation.CHILD else None


def _parents(person: int, ties: Iterable[TieShown]) -> Iterator[int]:
    for tie in ties:
        if _parent(tie) is not None and person in (tie.person, tie.other) and _parent(tie) != person:
            yield _parent(tie)
