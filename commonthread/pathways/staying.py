"""A step that is another kind of agency's to do and stays with the case, since several could be meant, or none: asking one of
them, or saying on whose word it goes on."""

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.pathways.going_on import Open
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.tasks import Task, as_json, follows


def could_be_asked(task: Task) -> dict[str, str]:
    """By code, how they are called; none where it is one's own agency's to do."""
    return dict(rows("SELECT * FROM pathways.could_be_asked(%s)", task.number))


def ask_one(*, by: Scope, task: Task, agency: str) -> None:
    """It is theirs from then on, by the same time. ChangedMeanwhile where it is done or asked; DatabaseError for another agency."""
    value("SELECT pathways.ask_one(%s, %s)", task.number, agency)


def own_to_go_on(task: Task) -> list[Open]:
    """Cases of one's own in which a step goes on that one's own agency does."""
    return [Open(*row) for row in rows("SELECT * FROM pathways.own_to_go_on(%s)", task.number)]


def goes_on_otherwise(
    *,
    by: Scope,
    case: CaseShown,
    task: Task,
    outcome: str,
    words: str,
    into: int | None = None,
    said_by: str = "",
) -> None:
    """Say that it goes on: `into` a case of one's own, or, of a step that nobody could be asked to do here, as `said_by` told.
    TogetherOnly where somebody could be asked, NotAllowed for another case, ChangedMeanwhile where somebody was quicker."""
    value(
        "SELECT pathways.goes_on_otherwise(%s, %s, %s, %s, %s, %s::jsonb)",
        task.number, outcome, words, into, said_by, as_json(follows(case, task, outcome)),
    )  # fmt: skip
