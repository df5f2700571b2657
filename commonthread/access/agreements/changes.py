"""What changed from one edition to the next, in words."""

from collections.abc import Iterator

from commonthread.access.agreements.edition import Clause, Said
from commonthread.access.agreements.words import (
    Agencies,
    clause_in_words,
    first_day,
    last_day,
    listed,
    name,
    parties_meant,
    role_label,
)
from commonthread.access.law import CONDITIONS, POWERS

SAME_FIELDS = ("holders", "holder_kinds", "viewers", "viewer_kinds", "roles", "categories", "purposes")
NEARLY_THE_SAME = 5


def changes(old: Said, new: Said, agencies: Agencies) -> list[str]:
    """Sentences; empty where nothing but the reason for the edition differs."""
    return [*_heading(old, new), *_parties(old, new, agencies), *_clauses(old, new, agencies)]


def _heading(old: Said, new: Said) -> Iterator[str]:
    for field, label in (("title", "title"), ("why", "what it is for"), ("contact", "whom to ask")):
        if getattr(old, field) != getattr(new, field):
            yield f"The {label}: “{getattr(new, field)}” in place of “{getattr(old, field)}”."
    dates = (
        ("It begins on", first_day(old), first_day(new)),
        ("It is due for review on", old.review_on, new.review_on),
        ("Its last day is", last_day(old), last_day(new)),
    )
    for words, before, after in dates:
        if before != after:
            yield f"{words} {after:%-d %B %Y}, not {before:%-d %B %Y}."


def _parties(old: Said, new: Said, agencies: Agencies) -> Iterator[str]:
    if joined := [name(p, agencies) for p in new.parties if p not in old.parties]:
        yield f"New: {listed(joined)}."
    if left := [name(p, agencies) for p in old.parties if p not in new.parties]:
        yield f"No longer a party: {listed(left)}."


def _clauses(old: Said, new: Said, agencies: Agencies) -> Iterator[str]:
    left = [clause for clause in old.clauses if clause not in new.clauses]
    came = [(n, c) for n, c in enumerate(new.clauses, start=1) if c not in old.clauses]
    for number, clause in came:
        before = max(left, key=lambda other: _alike(other, clause), default=None)
        if before is not None and _alike(before, clause) >= NEARLY_THE_SAME:
            left.remove(before)
            yield from _altered(number, (before, old), (clause, new), agencies)
        else:
            yield f"New clause {number}. {clause_in_words(clause, new, agencies)}"
    for clause in left:
        number = old.clauses.index(clause) + 1
        yield f"Old clause {number} is gone. {clause_in_words(clause, old, agencies)}"


def _alike(one: Clause, other: Clause) -> int:
    return sum(getattr(one, field) == getattr(other, field) for field in SAME_FIELDS)


def _altered(
    number: int, old: tuple[Clause, Said], new: tuple[Clause, Said], agencies: Agencies
) -> Iterator[str]:
    before, after = _in_words(*old, agencies), _in_words(*new, agencies)
    for what in after:
        if before[what] != after[what]:
            yield f"Clause {number}, {what}: {after[what]}, not {before[what]}."


def _in_words(clause: Clause, said: Said, agencies: Agencies) -> dict[str, str]:
    return {
        "whose records": parties_meant(clause.holder_kinds, clause.holders, said, agencies),
        "who may see them": parties_meant(clause.viewer_kinds, clause.viewers, said, agencies),
        "in which roles": listed(role_label(role) for role in clause.roles),
        "what": listed(clause.categories),
        "what for": listed(clause.purposes),
        "level": clause.level.label,
        "legal power": POWERS[clause.power].label if clause.power in POWERS else clause.power,
        "data protection condition": CONDITIONS[clause.condition].label
        if clause.condition in CONDITIONS
        else clause.condition,
    }
