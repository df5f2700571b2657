"""The form of a team: what it is called, what it does, for which policing unit and neighbourhood, and how it is reached."""

from collections.abc import Mapping

from commonthread.access.accounts import TeamKept
from commonthread.access.actions import TeamWanted
from commonthread.access.terms import Discipline
from commonthread.web.components.neighbourhoods import names
from commonthread.web.components.typed import Typed, empty, read_fields
from commonthread.web.components.units import units

LENGTHS = {"name": 120, "discipline": 40, "unit": 20, "neighbourhood": 40, "telephone": 30, "hours": 80}
NEEDED = {"name": "Give the team a name"}


def read_team(sent: Mapping[str, str]) -> tuple[Typed, TeamWanted | None]:
    typed = read_fields(sent, LENGTHS, NEEDED)
    if typed.values["discipline"] not in ("", *Discipline):
        typed = typed.but(discipline="Choose what the team does")
    if typed.values["unit"] not in ("", *units()):
        typed = typed.but(unit="Choose one of the units")
    if typed.values["neighbourhood"] not in ("", *names()):
        typed = typed.but(neighbourhood="Choose one of the neighbourhoods")
    if typed.wrong:
        return typed, None
    does = typed.values["discipline"]
    return typed, TeamWanted(**{**typed.values, "discipline": Discipline(does) if does else None})


def blank() -> Typed:
    return empty(tuple(LENGTHS))


def as_kept(team: TeamKept) -> Typed:
    return Typed({name: getattr(team, name) for name in LENGTHS})


def discipline_items(chosen: str) -> list[dict[str, object]]:
    choices = [("", "Not one of these"), *((does.value, does.value.capitalize()) for does in Discipline)]
    return _items(choices, chosen)


def unit_items(chosen: str) -> list[dict[str, object]]:
    """A unit that is no more is kept for a team that was made for it."""
    known = units()
    choices = [("", "The whole area"), *known.items()]
    return _items(choices if chosen in ("", *known) else [*choices, (chosen, f"{chosen} (no more)")], chosen)


def _items(choices: list[tuple[str, str]], chosen: str) -> list[dict[str, object]]:
    return [{"value": value, "text": text, "selected": value == chosen} for value, text in choices]
