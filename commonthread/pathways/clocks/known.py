"""The rules of the catalogue, by name and by the day on which they are in force."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from itertools import pairwise
from pkgutil import iter_modules

from commonthread.pathways.clocks import catalogue
from commonthread.pathways.clocks.rules import ClockRule


class NoSuchRule(ValueError):
    """Says which names there are."""


@cache
def by_subject() -> Mapping[str, tuple[ClockRule, ...]]:
    """The rules of each file of the catalogue, in the order in which they stand there, under its first line."""
    files = [
        import_module(f"{catalogue.__name__}.{found.name}") for found in iter_modules(catalogue.__path__)
    ]
    return {
        file.__doc__: tuple(rule for rule in vars(file).values() if isinstance(rule, ClockRule))
        for file in files
    }


@cache
def editions() -> Mapping[str, tuple[ClockRule, ...]]:
    """Every edition of each rule, oldest first. A new edition bears the name of the old, which then has an end."""
    found: dict[str, list[ClockRule]] = {}
    for rule in (rule for subject in by_subject().values() for rule in subject):
        found.setdefault(rule.name, []).append(rule)
    return {name: in_order(rules) for name, rules in found.items()}


@cache
def rules() -> Mapping[str, ClockRule]:
    """The latest edition of each rule."""
    return {name: found[-1] for name, found in editions().items()}


def rule(name: str, on: date | None = None) -> ClockRule:
    """The edition in force on a day; the latest, if no day is given."""
    if name not in editions():
        raise NoSuchRule(f"no rule is named {name!r}; there are: {', '.join(sorted(editions()))}")
    return edition_on(editions()[name], on) if on else rules()[name]


def edition_on(found: tuple[ClockRule, ...], day: date) -> ClockRule:
    """The edition in force on a day, or, where none is, the one that is nearest and will say so."""
    return next((rule for rule in found if not rule.until or day <= rule.until), found[-1])


def in_order(found: list[ClockRule]) -> tuple[ClockRule, ...]:
    ordered = sorted(found, key=lambda rule: rule.in_force or date.min)
    for earlier, later in pairwise(ordered):
        if not (earlier.until and later.in_force and earlier.until < later.in_force):
            raise ValueError(f"two editions of {later.name} are in force at once: the older needs an end")
    return tuple(ordered)
