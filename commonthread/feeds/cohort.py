"""Whom a feed agreement covers: a rule declared in a file of `cohorts/`, and held to at the load."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType

from commonthread.feeds import cohorts as catalogue
from commonthread.records.record import Draft, Mention, MentionRole

ENROLMENT = "school_enrolment"


def keys_of(mention: Mention) -> Iterator[str]:
    """By what an agency knows its own people."""
    if mention.agency_person_id:
        yield f"own {mention.agency_person_id}"
    if mention.upn:
        yield f"upn {mention.upn}"


@dataclass(frozen=True)
class Roll:
    """Whoever is enrolled with the agency: by its own number for them, or their UPN."""

    keys: frozenset[str] | set[str]

    @classmethod
    def of(cls, rows: Iterable[tuple[str | None, str | None]]) -> "Roll":
        return cls(
            {f"{by} {key}" for row in rows for by, key in zip(("own", "upn"), row, strict=True) if key}
        )

    def has(self, mention: Mention) -> bool:
        return any(key in self.keys for key in keys_of(mention))

    def with_enrolments_of(self, draft: Draft) -> "Roll":
        """With whom this very delivery enrols."""
        if draft.kind != ENROLMENT or draft.happened_until:
            return self
        joining = {key for m in draft.mentions if m.role is MentionRole.SUBJECT for key in keys_of(m)}
        if joining <= self.keys:
            return self
        held = self.keys if isinstance(self.keys, set) else set(self.keys)
        held |= joining
        return Roll(held)


NOBODY = Roll(frozenset())


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """`admits` says of a record whether it is within; `explains` is for the agreement and for the public."""

    name: str
    label: str
    explains: str
    admits: Callable[[Draft, Roll], bool]
    needs_roll: bool = False


@cache
def cohorts() -> Mapping[str, Cohort]:
    """Every cohort by name: one for each file in `cohorts/`."""
    names = [m.name for m in pkgutil.iter_modules(catalogue.__path__) if not m.name.startswith("test_")]
    found = [import_module(f"{catalogue.__name__}.{name}").COHORT for name in names]
    return MappingProxyType(
        {cohort.name: cohort for cohort in sorted(found, key=lambda cohort: cohort.label)}
    )
