"""How to use Common Thread, on one page."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.jobs.queries import life as worker_life
from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("help", needs=Open.TO_ANYONE)
def help_page(request: HttpRequest) -> HttpResponse:
    life = None
    if request.scope is not None:
        with request.scope.transaction():
            life = worker_life()
    return render(request, "help/page.html", {"life": life, "now": now()})
