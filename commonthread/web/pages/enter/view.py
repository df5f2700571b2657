"""Choose what kind of record to enter: those that one's agency writes and one's role covers."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.web.about import person_asked_about
from commonthread.web.entering import authored
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("enter", needs=Permission.ENTER_RECORDS)
def enter(request: HttpRequest) -> HttpResponse:
    mine = sorted(authored(request.scope).values(), key=lambda kind: (kind.category, kind.label))
    groups = [(category, tuple(found)) for category, found in groupby(mine, lambda kind: kind.category)]
    return render(request, "enter/page.html", {"groups": groups, "about": person_asked_about(request)})
