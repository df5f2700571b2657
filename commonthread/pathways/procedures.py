"""The procedures of the catalogue: which there are, and which edition held on a day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from commonthread.pathways import catalogue
from commonthread.pathways.clocks import known
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.procedure import Procedure, WrongProcedure


class NoSuchProcedure(ValueError):
    """Says which there are."""


@cache
def procedures() -> Mapping[str, tuple[Procedure, ...]]:
    """Every edition of each pathway, the newest first."""
    found = defaultdict(list)
    for file in iter_modules(catalogue.__path__):
        for value in vars(import_module(f"{catalogue.__name__}.{file.name}")).values():
            if isinstance(value, Procedure) and value not in found[value.pathway]:
                found[value.pathway].append(value)
    return {
        pathway: _in_order(pathway, editions)
        for pathway, editions in sorted(found.items(), key=lambda item: item[1][0].title)
    }


def editions(pathway: str) -> tuple[Procedure, ...]:
    if pathway not in procedures():
        raise NoSuchProcedure(f"no pathway is named {pathway!r}: there are {', '.join(procedures())}")
    return procedures()[pathway]


def edition_on(pathway: str, day: date) -> Procedure:
    """The edition in force on a day. Raises NoSuchProcedure where there was none yet, or is none any more."""
    for edition in editions(pathway):
        if edition.covers(day):
            return edition
    raise NoSuchProcedure(f"no edition of {pathway} was in force on {day}")


def edition_named(pathway: str, edition: str) -> Procedure:
    for found in editions(pathway):
        if found.edition == edition:
            return found
    raise NoSuchProcedure(f"{pathway} has no edition {edition!r}")


def put_quorums(connection) -> None:
    """Which steps agencies take together, where the database can read it, as `owner`."""
    connection.execute("DELETE FROM pathways_quorum")
    together = [
        (procedure, step)
        for editions in procedures().values()
        for procedure in editions
        for step in procedure.steps
        if step.is_meeting
    ]
    for procedure, step in together:
        connection.execute(
            "INSERT INTO pathways_quorum (pathway, edition, step, kinds, excused_by, unmet, heard) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [procedure.pathway, procedure.edition, step.name, [str(kind) for kind in step.quorum], step.excused_by,
             list(step.unmet), step.heard.value],
        )  # fmt: skip


@cache
def every_rule() -> Mapping[str, ClockRule]:
    """Every time limit: those of the law and guidance, and those that the procedures leave to the area."""
    rules = dict(known.rules())
    for step in (
        step for editions in procedures().values() for edition in editions for step in edition.steps
    ):
        if rules.setdefault(step.clock.name, step.clock) != step.clock:
            raise WrongProcedure(f"two time limits are named {step.clock.name}")
    return rules


def _in_order(pathway: str, editions: list[Procedure]) -> tuple[Procedure, ...]:
    ordered = sorted(editions, key=lambda edition: edition.in_force, reverse=True)
    for later, earlier in zip(ordered, ordered[1:], strict=False):
        if earlier.until != later.in_force - timedelta(days=1):
            raise WrongProcedure(
                f"{pathway}: edition {earlier.edition} must end on the day before {later.edition} is in force"
            )
    return tuple(ordered)
