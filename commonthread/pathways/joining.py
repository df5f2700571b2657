"""A second telling of one worry: offered to be joined to the first, joined and parted by somebody with a reason."""

from dataclasses import dataclass
from datetime import datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.front_door import rate, rated
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import Task, tasks

# The gravest last.
RATINGS = ("not about safeguarding", "green", "amber", "red")
LOOK_AGAIN = "Told again: read it, and say whether the rating still holds"
LONGEST_REASON = 500


@dataclass(frozen=True)
class Alike:
    """An open contact of the same team that could be about the same worry."""

    case: int
    opened_at: datetime
    contacts: int
    same_people: bool
    same_caller: bool


@dataclass(frozen=True)
class Joined:
    """A telling that was joined from one case to another; `people` are those whom triage had put in before."""

    record: int
    from_case: int
    to_case: int
    joined_by: str
    joined_at: datetime
    because: str
    people: tuple[int, ...]


def gravity(rating: str) -> int:
    return RATINGS.index(rating)


def to_look_again(begun: list[Task]) -> Task | None:
    """What asks whoever works on a contact to read a telling that came after it was rated."""
    return next((task for task in begun if task.does == LOOK_AGAIN and task.done_at is None), None)


def could_join(case: int) -> list[Alike]:
    """The oldest first; none once somebody has decided."""
    return [Alike(*row) for row in rows("SELECT * FROM pathways.could_join(%s)", case)]


def joined(case: int) -> list[Joined]:
    return [Joined(*row[:6], tuple(row[6])) for row in rows("SELECT * FROM pathways.joined(%s)", case)]


def join_contacts(*, by: Scope, case: int, into: int, because: str) -> None:
    """The later to the earlier, which goes on for both, by the graver rating of the two; somebody then looks at it again.
    ChangedMeanwhile where either was decided; NotAllowed where they are not alike."""
    later, earlier = rated(tasks(find(case))), rated(tasks(find(into)))
    if later and (earlier is None or gravity(later.outcome) > gravity(earlier.outcome)):
        why = f"As grave as C-{case}, which is joined: {later.words}"[:LONGEST_REASON]
        rate(
            by=by,
            case=into,
            rating=later.outcome,
            because=why,
            seen=earlier.number if earlier else 0,
        )
    value("SELECT pathways.join_contacts(%s, %s, %s)", case, into, because)


def part_contacts(*, by: Scope, case: int, again: int, because: str) -> None:
    """`again` is open once more, with what was to be done in it and the time by which it was due."""
    value("SELECT pathways.part_contacts(%s, %s, %s)", case, again, because)
