"""The rules of the catalogue, by name."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from commonthread.pathways.clocks import catalogue
from commonthread.pathways.clocks.rules import ClockRule


class NoSuchRule(ValueError):
    """Says which names are near."""


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
def rules() -> Mapping[str, ClockRule]:
    found: dict[str, ClockRule] = {}
    for rule in (rule for subject in by_subject().values() for rule in subject):
        if rule.name in found:
            raise ValueError(f"two rules are named {rule.name}")
        found[rule.name] = rule
    return found


def rule(name: str) -> ClockRule:
    if name not in rules():
        raise NoSuchRule(f"no rule is named {name!r}; there are: {', '.join(sorted(rules()))}")
    return rules()[name]
