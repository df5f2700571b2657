"""Opening, changing and closing a case. All inside `by`'s transaction; raises NotAllowed for every case but one's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonthread.access.scope import Scope, refuse_once_kept
from commonthread.access.statements import value
from commonthread.pathways.terms import Answer, Sort


@dataclass(frozen=True)
class Decision:
    """A consent decision: whether the family, or an adult for themselves, was told and what they said; and whether
    other agencies are asked, as `decided_by` decided."""

    told: bool
    answer: Answer
    because: str
    goes_ahead: bool
    decided_by: str


def open_case(
    *,
    by: Scope,
    purpose: str,
    power: str,
    because: str,
    people: Mapping[int, Sort],
    for_team: bool = False,
) -> int:
    """Open a case about people; returns its number. Alike for whoever is hidden and whoever is not there."""
    return value(
        "SELECT pathways.open_case(%s, %s, %s, %s::bigint[], %s::text[], %s)",
        purpose, power, because, list(people), [sort.value for sort in people.values()], for_team,
    )  # fmt: skip


def break_glass(*, by: Scope, person: int, sort: Sort, reason: str) -> int:
    """Look at somebody in danger without a case, once a second factor was given; opens a case, and returns the number of
    the look. For whoever is hidden and for nobody alike it raises NotAllowed, after it is on the ledger."""
    number = value("SELECT pathways.break_glass(%s, %s, %s)", person, sort.value, reason)
    if number is None:
        refuse_once_kept()
    return number


def add_people(*, by: Scope, case: int, people: Mapping[int, Sort], because: str) -> None:
    sorts = [sort.value for sort in people.values()]
    value("SELECT pathways.add_people(%s, %s::bigint[], %s::text[], %s)", case, list(people), sorts, because)


def add_household(*, by: Scope, case: int, person: int) -> int:
    """Put in with whom somebody of the case lives or to whom they are related; returns how many were found."""
    return value("SELECT pathways.add_household(%s, %s)", case, person)


def take_out(*, by: Scope, case: int, person: int, because: str) -> None:
    value("SELECT pathways.take_out(%s, %s, %s)", case, person, because)


def record_consent(
    *, by: Scope, case: int, people: Iterable[int], decision: Decision, seen: int | None = None
) -> None:
    """Another version of the decision, which holds from now on; others' records open or close at once. ChangedMeanwhile
    where one was recorded after the version `seen`."""
    value(
        "SELECT pathways.record_consent(%s, %s::bigint[], %s, %s, %s, %s, %s, %s)",
        case, list(people), decision.told, decision.answer.value, decision.because, decision.goes_ahead,
        decision.decided_by, seen,
    )  # fmt: skip


def give_case(*, by: Scope, case: int, to: int | None, because: str) -> None:
    """Let a colleague work on the case as well; the whole of one's own team where `to` is None."""
    if to is None:
        value("SELECT pathways.give_team(%s, %s)", case, because)
    else:
        value("SELECT pathways.give_case(%s, %s, %s)", case, to, because)


def take_from(*, by: Scope, case: int, member: int, because: str) -> None:
    value("SELECT pathways.take_from(%s, %s, %s)", case, member, because)


def take_over(*, by: Scope, case: int, because: str) -> None:
    """Lead a case of one's team whose lead has left the agency."""
    value("SELECT pathways.take_over(%s, %s)", case, because)


def close_case(*, by: Scope, case: int, because: str, outcomes: Mapping[int, str]) -> None:
    """Close it and what it let be seen, at once; `outcomes` says what became of each child and adult."""
    value(
        "SELECT pathways.close_case(%s, %s, %s::bigint[], %s::text[])",
        case, because, list(outcomes), list(outcomes.values()),
    )  # fmt: skip


def reopen_case(*, by: Scope, case: int, because: str) -> None:
    value("SELECT pathways.reopen_case(%s, %s)", case, because)
