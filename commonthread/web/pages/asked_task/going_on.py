"""The part of an answer with which one's agency goes on: the case of its own that is opened, or one that is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from commonthread.kernel.text import clean
from commonthread.pathways.allocation import TeamFor, in_order
from commonthread.pathways.asked import AskedTask
from commonthread.pathways.going_on import Open, Opening

LONG, SHORT = 2000, 500


@dataclass
class Going:
    """Into what it goes on; None where something is `wrong`."""

    into: Opening | int | None = None
    wrong: dict[str, str] = field(default_factory=dict)


def choices(task: AskedTask, teams: Iterable[TeamFor]) -> list[TeamFor]:
    """The team that was asked, then those that do such work and have least for each of their people."""
    teams = list(teams)
    asked = [team for team in teams if team.works_on_it]
    needs, unit = {task.step.discipline} if task.step else set(), asked[0].unit if asked else ""
    return asked + [each.team for each in in_order([t for t in teams if not t.works_on_it], needs, unit)]


def read(sent: Mapping[str, str], teams: list[TeamFor], open_cases: list[Open]) -> Going:
    going = Going()
    into = {str(found.case): found.case for found in open_cases}
    if sent.get("into", ""):
        going.into = into.get(sent["into"])
        if going.into is None:
            going.wrong["into"] = "Choose a case of yours, or a new one"
        return going
    aims = _text(sent, "aims", "Say what is to be found out, and how", LONG, going)
    team = {str(team.number): team for team in teams}.get(sent.get("team", ""))
    leads = sent.get("leads") == "yes"
    because = sent.get("team_because", "").strip()
    if team is None:
        going.wrong["team"] = "Choose the team"
    elif not team.works_on_it:
        because = _text(sent, "team_because", "Say why not the team that was asked", SHORT, going)
    if team and leads and not team.is_mine:
        going.wrong["leads"] = "You lead it in your own team alone"
    if not going.wrong:
        going.into = Opening(aims, team.number, leads=leads, because=because)
    return going


def _text(sent: Mapping[str, str], name: str, missing: str, most: int, going: Going) -> str:
    words = sent.get(name, "").strip()
    if not 0 < len(words) <= most:
        going.wrong[name] = f"{missing}, in at most {most:,} characters"
        return words
    try:
        return clean(words)
    except ValueError as fault:
        going.wrong[name] = f"What you wrote {fault}"
        return words
