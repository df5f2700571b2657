"""Trying a failed job again, or giving it up."""

from commonthread.access.scope import Scope
from commonthread.access.statements import value


def try_again(*, by: Scope, job: int) -> None:
    """At once, with all its attempts before it. NotAllowed for one that has not failed."""
    value("SELECT jobs.try_again(%s)", job)


def give_up(*, by: Scope, job: int, because: str) -> None:
    """It stays where it is with the reason, and can still be tried again."""
    value("SELECT jobs.give_up(%s, %s)", job, because)
