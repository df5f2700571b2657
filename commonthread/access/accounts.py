"""What an administrator sees of the people of their own agency: accounts, posts and teams, and of what they do nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.statements import rows


class Standing(StrEnum):
    NOW = "now"
    TO_COME = "to come"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


# Not a standing of a post, but what a review of access looks for first.
UNUSED = "unused"


@dataclass(frozen=True)
class Account:
    """An account with its post of today, else its next, else its last. `self` is the viewer's own."""

    number: int
    username: str
    name: str
    email: str
    post: int
    role: Role
    team: str
    from_at: datetime
    until_at: datetime | None
    standing: Standing
    last_used: datetime | None
    self: bool


@dataclass(frozen=True)
class PostHeld:
    number: int
    role: Role
    team: int | None
    team_name: str
    from_at: datetime
    until_at: datetime | None
    standing: Standing


@dataclass(frozen=True)
class TeamKept:
    """`people` is how many have a post in it today."""

    number: int
    name: str
    discipline: str
    unit: str
    neighbourhood: str
    telephone: str
    hours: str
    closed_at: datetime | None
    people: int


def accounts(
    *, search: str = "", standing: str = "", limit: int | None = None, offset: int = 0
) -> list[Account]:
    """Those of the viewer's agency, by name: whose name, username or team has the words in it."""
    return _accounts("access.accounts(%s, %s, %s, %s)", search, standing, limit, offset)


def account(number: int) -> Account:
    """Somebody of the viewer's agency; NotAllowed for everybody else and nobody alike."""
    found = _accounts("access.account(%s)", number)
    if not found:
        raise NotAllowed("Not found.")
    return found[0]


def unused_accounts() -> int:
    """How many of the agency's people have a post and have not come in for 90 days."""
    return rows("SELECT access.unused_accounts()")[0][0]


def export_accounts() -> list[Account]:
    """All of them; that they were taken away is on the ledger."""
    return _accounts("access.export_accounts()")


def posts_of(number: int) -> list[PostHeld]:
    """Every post of somebody at the viewer's agency, the latest first; NotAllowed where they never had one."""
    found = rows(
        "SELECT post, role, team, team_name, from_at, until_at, standing FROM access.posts_of(%s)", number
    )
    return [PostHeld(post, Role(role), *rest, Standing(standing)) for post, role, *rest, standing in found]


def teams() -> list[TeamKept]:
    """The agency's teams, those that are closed last."""
    return [
        TeamKept(*row)
        for row in rows(
            "SELECT number, name, discipline, unit, neighbourhood, telephone, hours, closed_at, people FROM access.teams()"
        )
    ]


def _accounts(function: str, *given) -> list[Account]:
    found = rows(
        "SELECT who, username, name, email, post, role, team, from_at, until_at, standing, last_used, self "
        f"FROM {function}",
        *given,
    )
    return [
        Account(*who, Role(role), team, from_at, until_at, Standing(standing), last_used, is_self)
        for *who, role, team, from_at, until_at, standing, last_used, is_self in found
    ]
