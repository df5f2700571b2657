"""The form by which a post is given: a role, a team, from when and until when, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commonthread.access.accounts import PostHeld, TeamKept, teams
from commonthread.access.actions import PostWanted
from commonthread.access.permissions import ROLES, Role
from commonthread.access.queries import agencies
from commonthread.access.scope import Scope
from commonthread.access.terms import Discipline
from commonthread.kernel.dates import in_england, read_date, start_of_day
from commonthread.web.components.typed import Typed, empty, read_fields
from commonthread.web.words import day

LENGTHS = {"role": 40, "team": 20, "from_on": 40, "last_day": 40, "why": 500}
NEEDED = {"role": "Choose a role", "why": "Say in a few words why"}
FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Offered:
    """What can be given at an agency: the roles that such an agency has, and its open teams."""

    roles: tuple[Role, ...]
    teams: tuple[TeamKept, ...]

    def role_items(self, chosen: str) -> list[dict[str, object]]:
        choices = [("", "Choose a role"), *((role.value, ROLES[role].label) for role in self.roles)]
        return [{"value": value, "text": text, "selected": value == chosen} for value, text in choices]

    def team_items(self, chosen: str) -> list[dict[str, object]]:
        choices = [("", "In no team"), *((str(team.number), team.name) for team in self.teams)]
        return [{"value": value, "text": text, "selected": value == chosen} for value, text in choices]


def offered(scope: Scope) -> Offered:
    """Within the scope's transaction."""
    kind = agencies()[scope.agency].kind
    return Offered(
        tuple(
            sorted((role for role in Role if kind in ROLES[role].held_at), key=lambda role: ROLES[role].label)
        ),
        tuple(t for t in teams() if t.closed_at is None and t.discipline != Discipline.PROTECTED_PERSONS),
    )


def blank(*more: str) -> Typed:
    return empty((*more, *LENGTHS))


def like(post: PostHeld) -> Typed:
    """The form filled as a post was, so that one that was ended by mistake is given again."""
    return empty(tuple(LENGTHS), role=post.role.value, team=str(post.team or ""))


def read_post(
    sent: Mapping[str, str],
    offers: Offered,
    now: datetime,
    *,
    more: Mapping[str, int],
    needed: Mapping[str, str],
) -> tuple[Typed, PostWanted | None]:
    """What was typed, and the post that is wanted where nothing is wrong with it; `more` are the form's other fields."""
    typed = read_fields(sent, {**more, **LENGTHS}, {**needed, **NEEDED})
    role, team = typed.values["role"], typed.values["team"]
    if role and role not in offers.roles:
        typed = typed.but(role="Choose one of the roles")
    if team and team not in {str(each.number) for each in offers.teams}:
        typed = typed.but(team="Choose one of the teams")
    from_on, typed = _day(typed, "from_on")
    last_day, typed = _day(typed, "last_day")
    typed = typed.but(**dict(_wrong_days(typed, role, from_on, last_day, now)))
    if typed.wrong:
        return typed, None
    begins = start_of_day(from_on) if from_on and from_on > _today(now) else None
    until = start_of_day(last_day + timedelta(days=1)) if last_day else None
    return typed, PostWanted(Role(role), int(team) if team else None, begins, until)


def _day(typed: Typed, name: str) -> tuple[date | None, Typed]:
    if not typed.values[name] or name in typed.wrong:
        return None, typed
    try:
        return read_date(typed.values[name]), typed
    except ValueError as fault:
        return None, typed.but(**{name: f"What you wrote {fault}"})


def _wrong_days(
    typed: Typed, role: str, from_on: date | None, last_day: date | None, now: datetime
) -> Iterable[tuple[str, str]]:
    today = _today(now)
    begins = max(from_on or today, today)
    if from_on and from_on < today:
        yield "from_on", "Choose today or a day to come. A post is not given for time that has passed"
    elif from_on and from_on > today + FARTHEST:
        yield "from_on", "Choose a day within a year"
    if last_day and last_day < begins:
        yield "last_day", "Choose a day on or after the first"
    if role not in set(Role) or "last_day" in typed.wrong:
        return
    longest = ROLES[Role(role)].longest
    if longest and (last_day is None or last_day >= begins + longest):
        yield (
            "last_day",
            f"This post must end: give its last day, {day(begins + longest - timedelta(days=1))} at the latest",
        )


def _today(now: datetime) -> date:
    return in_england(now).date()
