"""What agencies answered about a person: those that know them first, and how many answered nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonthread.access.queries import AgencyKnown
from commonthread.access.terms import Level
from commonthread.records.queries import Answer


@dataclass(frozen=True)
class Answered:
    agency: AgencyKnown
    level: Level
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """`nothing` are the names of agencies that answered nothing: they are not there, or may not be told of."""

    known: tuple[Answered, ...]
    nothing: tuple[str, ...]


def answers(said: Iterable[Answer], agencies: Mapping[str, AgencyKnown], person: int) -> Answers:
    about = [answer for answer in said if answer.person == person]
    known = [
        Answered(
            agencies[answer.agency], answer.level, tuple(str(category) for category in answer.categories)
        )
        for answer in about
        if answer.level is not Level.NOTHING
    ]
    known.sort(key=lambda answered: (-answered.level, answered.agency.name))
    nothing = sorted(agencies[a.agency].name for a in about if a.level is Level.NOTHING)
    return Answers(tuple(known), tuple(nothing))
