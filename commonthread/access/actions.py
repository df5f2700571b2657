"""Changes to who may come in: joiners, movers and leavers, their teams and the directory. Inside `by`'s transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from commonthread.access.permissions import Role
from commonthread.access.scope import Scope
from commonthread.access.terms import Discipline


@dataclass(frozen=True)
class PostWanted:
    """A role in a team of one's own agency, from a moment (now, where none is given) to a moment."""

    role: Role
    team: int | None = None
    from_at: datetime | None = None
    until_at: datetime | None = None

    @property
    def cells(self) -> list:
        return [self.role.value, self.team, self.from_at, self.until_at]


@dataclass(frozen=True)
class TeamWanted:
    name: str
    discipline: Discipline | None = None
    unit: str = ""
    neighbourhood: str = ""
    telephone: str = ""
    hours: str = ""


def add_person(*, by: Scope, username: str, name: str, email: str, post: PostWanted, why: str) -> int:
    """A new account with its first post; returns its number. Raises KeyInUse where the username is taken.

    It has no way in until it is invited or its agency's own provider knows it.
    """
    return _call("access.add_person", username, name, email, *post.cells, why)


def move_person(*, by: Scope, who: int, post: PostWanted, why: str) -> int:
    """Another post for somebody of one's own agency: those before it end when it begins. Also for a leaver."""
    return _call("access.move_person", who, *post.cells, why)


def end_post(*, by: Scope, post: int, why: str) -> None:
    """End a post of another of one's own agency now, with every session and every purpose that is open in it."""
    _call("access.end_post", post, why)


def add_team(*, by: Scope, team: TeamWanted) -> int:
    """Raises KeyInUse where the agency has a team of that name."""
    return _keep_team(None, team)


def change_team(*, by: Scope, number: int, team: TeamWanted) -> None:
    _keep_team(number, team)


def close_team(*, by: Scope, number: int, why: str) -> None:
    """Raises NotAllowed while somebody has a post in it."""
    _call("access.close_team", number, why)


def keep_entry(
    *, by: Scope, key: str, name: str, role: str, team: str, phone: str, hours: str, is_new: bool
) -> None:
    """One entry of one's own agency's directory. Raises KeyInUse where a new one has the key of another."""
    _call("access.keep_directory_entry", key, name, role, team, phone, hours, is_new)


def clear_what_ended() -> None:
    """Delete sign-ins, scopes, tickets and grants that nobody can use any more, as `engine`."""
    with connections["engine"].cursor() as cursor:
        cursor.execute("SELECT access.clear_what_ended()")


def _keep_team(number: int | None, team: TeamWanted) -> int:
    does = team.discipline.value if team.discipline else ""
    return _call(
        "access.keep_team", number, team.name, does, team.unit, team.neighbourhood, team.telephone, team.hours
    )


def _call(function: str, *given):
    with connections["app"].cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(given))})", given)
        return cursor.fetchone()[0]
