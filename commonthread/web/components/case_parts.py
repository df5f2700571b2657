"""What stands on the page of a case, and what of it waits: so that nobody scrolls through all to find the one thing to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commonthread.notices.queries import FromUs
from commonthread.pathways.disagreements import Disagreement
from commonthread.pathways.meetings_reading import Listed
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.requests import Asked
from commonthread.pathways.tasks import Task
from commonthread.pathways.terms import Outcome
from commonthread.web.words import count


@dataclass(frozen=True)
class Part:
    """A heading of the page; `waits` says what waits under it, in words, and is empty where nothing does."""

    anchor: str
    words: str
    waits: str = ""


def parts(
    case: CaseShown, *, tasks: Sequence[Task], meetings: Sequence[Listed], disagreements: Sequence[Disagreement],
    asked: Sequence[Asked], notices: Sequence[FromUs], knows: bool, at: datetime,
) -> list[Part]:  # fmt: skip
    """In the order of the page."""
    is_open = case.closed_at is None
    found = [Part("tasks", "What is to be done", _tasks(tasks, at))] if tasks or is_open else []
    if meetings:
        coming = sum(not meeting.is_over for meeting in meetings)
        found.append(Part("meetings", "Meetings", f"{count(coming, 'meeting')} to come" if coming else ""))
    if disagreements:
        unsettled = sum(one.settled_at is None for one in disagreements)
        found.append(
            Part(
                "disagreements",
                "Disagreements",
                f"{count(unsettled, 'disagreement')} not settled" if unsettled else "",
            )
        )
    undecided = len(case.undecided)
    words = (
        f"the consent decision about {undecided} of {count(len(case.people), 'person', 'people')}"
        if undecided
        else ""
    )
    found.append(Part("people", "Whom it is about", words))
    found += [Part("consent", "Consent decisions")] if case.consents else []
    found += [Part("known", "What is known where")] if knows else []
    waiting = sum(request.outcome is Outcome.WAITING for request in asked)
    found.append(Part("requests", "Requests", f"{count(waiting, 'request')} not answered" if waiting else ""))
    unread = sum(notice.waits for notice in notices)
    found.append(Part("notices", "Notices", f"{count(unread, 'notice')} not acknowledged" if unread else ""))
    return [*found, Part("members", "Who works on it"), Part("ledger", "The ledger")]


def _tasks(tasks: Sequence[Task], at: datetime) -> str:
    open_ones = [task for task in tasks if task.done_at is None]
    overdue = sum(task.is_overdue(at) for task in open_ones)
    if not open_ones:
        return ""
    return count(len(open_ones), "task") + (f", {overdue} overdue" if overdue else "")
