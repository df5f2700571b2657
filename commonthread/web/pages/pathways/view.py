"""The procedures that there are, made from their declarations."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from commonthread.pathways.procedures import procedures
from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("pathways", needs=Open.TO_ANYONE)
def pathway_list(request: HttpRequest) -> HttpResponse:
    return render(request, "pathways/page.html", {"pathways": procedures(), "today": localdate()})
