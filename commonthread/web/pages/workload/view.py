"""How much each team has: for those who supervise."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.pathways.work import workload as by_team
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("work/teams", needs=Permission.SUPERVISE)
def workload(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        teams = by_team()
    return render(request, "workload/page.html", {"teams": teams, "now": now()})
