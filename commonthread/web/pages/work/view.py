"""What waits to be done by me, and by my team: that which has used most of its time first."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.queries import my_team
from commonthread.pathways.tasks import work as waiting
from commonthread.web.components.answer_due import left
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("work", needs=Permission.OPEN_CASES)
def work(request: HttpRequest) -> HttpResponse:
    of_team = request.GET.get("of") == "team"
    with request.scope.transaction():
        tasks, team = waiting(of_team=of_team), my_team()
        asked, asking = asked_tasks(), agencies()
    at = now()
    tasks.sort(key=lambda task: task.share_used(at), reverse=True)
    overdue = sum(task.due_at < at for task in tasks)
    context = {
        "tasks": tasks,
        "of_team": of_team,
        "team": team,
        "overdue": overdue,
        "asked": asked,
        "agencies": asking,
        "left": left,
        "now": at,
    }
    return render(request, "work/page.html", context)
