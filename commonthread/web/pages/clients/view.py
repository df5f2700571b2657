"""The systems of one's agency that call the API."""

from django.http import HttpRequest, HttpResponse

from commonthread.access import clients as queries
from commonthread.access.permissions import Permission
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("clients", needs=Permission.RUN_SERVICE)
def clients(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        found = queries.clients()
    return render(
        request,
        "clients/page.html",
        {"live": [c for c in found if not c.ended_at], "ended": [c for c in found if c.ended_at]},
    )
