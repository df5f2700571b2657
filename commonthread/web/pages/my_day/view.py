"""My day, and my team's: what is due today or overdue, in the order of the day; and the same on paper, which is recorded."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now

from commonthread.access.permissions import Permission
from commonthread.kernel.dates import start_of_next_day
from commonthread.pathways.meetings_reading import meetings
from commonthread.pathways.queries import my_team
from commonthread.pathways.work import Listed, Whose, keep_printed, work
from commonthread.web.components.answer_due import left
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

MOST = 500


@page("work/day", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def my_day(request: HttpRequest) -> HttpResponse:
    """What is sent to be printed is on the ledger before it is given."""
    whose = Whose.TEAM if (request.POST or request.GET).get("of") == "team" else Whose.MINE
    with request.scope.transaction():
        found, team = work(whose, limit=MOST), my_team()
        held = [one for one in meetings() if not one.is_over and localdate(one.starts_at) == today()]
    due = sorted(_of_today(found), key=lambda task: task.due_at)
    if request.method == "POST":
        of = "the team’s day" if whose is Whose.TEAM else "my day"
        with request.scope.transaction():
            keep_printed(by=request.scope, tasks=[task.task for task in due], of=of)
    context = {
        "whose": whose, "team": team, "tasks": due, "later": found.counts.waiting - len(due), "meetings": held,
        "printing": request.method == "POST", "scope": request.scope, "now": now(), "left": left, "more": found.total > MOST,
    }  # fmt: skip
    return render(request, "my_day/page.html", context)


def _of_today(found: Listed) -> list:
    """What is overdue, or due before the day has ended; not what stands still."""
    ends = start_of_next_day(today()) + timedelta(minutes=1)
    return [task for task in found.items if task.stopped_at is None and task.due_at < ends]
