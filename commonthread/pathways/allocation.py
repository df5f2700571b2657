"""To which team a case goes: by what the team does, where it works and how much it has. People decide, and say why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.access.terms import Discipline
from commonthread.pathways.terms import Sort

NO_NAMES: Mapping[str, str] = MappingProxyType({})
OF_SORT = {Sort.CHILD: Discipline.CHILD_PROTECTION, Sort.ADULT: Discipline.VULNERABLE_ADULTS}
OF_PATHWAY = {"domestic-abuse": Discipline.DOMESTIC_ABUSE, "missing": Discipline.MISSING_PEOPLE}


@dataclass(frozen=True)
class TeamFor:
    """A team that could have the case. `people` hold a post in it today; tasks `wait` for it or are overdue."""

    number: int
    name: str
    discipline: str
    unit: str
    is_mine: bool
    works_on_it: bool
    people: int
    waiting: int
    overdue: int

    @property
    def each(self) -> float:
        """Tasks for each of its people; without any, more than any team has."""
        return self.waiting / self.people if self.people else float("inf")


@dataclass(frozen=True)
class Suggested:
    """A team, and in words why it stands where it stands."""

    team: TeamFor
    why: tuple[str, ...]


def needed(pathway: str, sorts: Collection[Sort]) -> frozenset[Discipline]:
    """The disciplines that meet in a case: that of its procedure, and those of the people whom it is about."""
    found = {OF_SORT[sort] for sort in sorts}
    return frozenset(found | {OF_PATHWAY[pathway]} if pathway in OF_PATHWAY else found)


def in_order(
    teams: Iterable[TeamFor], needs: Collection[Discipline], unit: str, units: Mapping[str, str] = NO_NAMES
) -> list[Suggested]:
    """First who does such work, among those who is of the unit, among those who has least for each of its people. `units` are
    what units are called."""
    ordered = sorted(
        teams,
        key=lambda team: (
            team.discipline not in needs,
            bool(unit) and team.unit != unit,
            team.each,
            team.name,
        ),
    )
    return [Suggested(team, tuple(_why(team, needs, unit, units))) for team in ordered]


def _why(team: TeamFor, needs: Collection[Discipline], unit: str, units: Mapping[str, str]) -> Iterable[str]:
    if team.discipline:
        yield (
            team.discipline
            if team.discipline in needs
            else f"{team.discipline}, which the case does not ask for"
        )
    if unit and team.unit:
        yield f"works in {units.get(team.unit, team.unit)}"
    yield f"{team.each:.1f} tasks for each of its people" if team.people else "nobody has a post in it"


def teams_for(case: int) -> list[TeamFor]:
    """Of the viewer's agency; NotAllowed for a case that is not the viewer's."""
    return [TeamFor(*row) for row in rows("SELECT * FROM pathways.teams_for(%s)", case)]


def working_together(
    suggested: Iterable[Suggested], needs: Collection[Discipline], unit: str
) -> list[TeamFor]:
    """For each discipline that meets in the case the first team of its unit: they work the one case."""
    first: dict[str, TeamFor] = {}
    for each in suggested:
        if each.team.discipline in needs and each.team.unit == unit:
            first.setdefault(each.team.discipline, each.team)
    return list(first.values())


def place_of(case: int) -> tuple[str, bool]:
    """The policing unit where its people live, empty where nothing says so; and whether somebody said so of this case."""
    ((unit, is_said),) = rows("SELECT * FROM pathways.place_of(%s)", case)
    return unit, is_said


def place_case(*, by: Scope, case: int, unit: str, because: str) -> None:
    """Say in which unit of today they live: what begins from now on goes there."""
    value("SELECT pathways.place_case(%s, %s, %s)", case, unit, because)


def give_to_team(*, by: Scope, case: int, team: int, because: str) -> None:
    """Let another team of the agency work on the case as well."""
    value("SELECT pathways.give_to_team(%s, %s, %s)", case, team, because)
