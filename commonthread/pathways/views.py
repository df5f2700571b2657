"""Views of a list, of work or of the front door, that somebody keeps for themselves."""

from dataclasses import dataclass
from enum import StrEnum

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value


class ListOf(StrEnum):
    WORK = "work"
    FRONT_DOOR = "front door"


@dataclass(frozen=True)
class View:
    """`asked` is what stands in the address of the list."""

    name: str
    asked: str


def keep_view(*, by: Scope, of: ListOf, name: str, asked: str) -> None:
    """One that bears the name already is replaced. ChangedMeanwhile where twenty are kept."""
    value("SELECT pathways.keep_view(%s, %s, %s)", of.value, name, asked)


def drop_view(*, by: Scope, of: ListOf, name: str) -> None:
    value("SELECT pathways.drop_view(%s, %s)", of.value, name)


def views(of: ListOf) -> list[View]:
    return [View(*row) for row in rows("SELECT * FROM pathways.views(%s)", of.value)]
