"""Views of the list of work that somebody keeps for themselves."""

from dataclasses import dataclass

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value


@dataclass(frozen=True)
class View:
    """`asked` is what stands in the address of the list."""

    name: str
    asked: str


def keep_view(*, by: Scope, name: str, asked: str) -> None:
    """One that bears the name already is replaced. ChangedMeanwhile where twenty are kept."""
    value("SELECT pathways.keep_view(%s, %s)", name, asked)


def drop_view(*, by: Scope, name: str) -> None:
    value("SELECT pathways.drop_view(%s)", name)


def views() -> list[View]:
    return [View(*row) for row in rows("SELECT * FROM pathways.views()")]
