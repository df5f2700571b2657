"""My cases and my team's: what is open, what waits, and what nobody leads any more."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.pathways.queries import cases as listed
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("cases", needs=Permission.OPEN_CASES)
def cases(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        found = listed()
    context = {
        "mine": [case for case in found if case.is_mine and not case.closed_at],
        "team": [case for case in found if not case.is_mine and not case.closed_at],
        "closed": [case for case in found if case.is_mine and case.closed_at],
    }
    return render(request, "cases/page.html", context)
