"""A kind of record, declared once; and the register of all kinds."""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType

from commonthread.access.terms import AgencyKind, Category
from commonthread.kernel.citations import Source
from commonthread.records import catalogue
from commonthread.records.codes import Code
from commonthread.records.record import Detail, Draft, MentionRole


class Retention(Code):
    """How long a kind is kept. The periods and their authority are dated data, not code."""

    CHILD_SOCIAL_CARE = "child social care"
    CHILD_LOOKED_AFTER = "child looked after"
    POLICE_GROUP_1 = "police group 1"
    POLICE_GROUP_2 = "police group 2"
    POLICE_GROUP_3 = "police group 3"
    EDUCATION = "education"
    HEALTH = "health"
    ADULT_CARE = "adult care"
    COMMUNITY = "community"


def not_for_hub(draft: Draft) -> str:
    return ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """One kind. `line` puts a record in one line of plain words that names nobody.

    `for_hub` says whether a record is a contact for a hub's front door: about a `child` or an `adult`, else nothing.
    `mentions` says how many people each role has room for; at least one must be in a role of `about`.
    A row of a register (`is_register`) says what is so; the day that it was read on is not part of it.
    """

    name: str
    label: str
    explains: str
    category: Category
    authors: tuple[AgencyKind, ...]
    mentions: Mapping[MentionRole, int]
    about: tuple[MentionRole, ...] = (MentionRole.SUBJECT,)
    retention: Retention
    detail: type[Detail]
    line: Callable[[Draft], str]
    begins: str = "When it happened"
    ends: str = "Until"
    may_lie_ahead: bool = False
    is_contact: bool = False
    is_graded: bool = False
    is_register: bool = False
    for_hub: Callable[[Draft], str] = not_for_hub
    source: Source | None = None


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by name: one for each file in `catalogue/`."""
    names = (m.name for m in pkgutil.iter_modules(catalogue.__path__) if not m.name.startswith("test_"))
    found = [import_module(f"{catalogue.__name__}.{name}").KIND for name in names]
    return MappingProxyType({kind.name: kind for kind in sorted(found, key=lambda kind: kind.label)})
