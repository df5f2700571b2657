"""Choose what kind of record to enter: those that one's agency writes and one's role covers; or go on with one."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.records.unfinished import drop_unfinished, unfinished
from commonthread.web.about import person_asked_about
from commonthread.web.entering import authored
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("enter", needs=Permission.ENTER_RECORDS, methods=("GET", "HEAD", "POST"))
def enter(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        with request.scope.transaction():
            drop_unfinished(request.POST.get("unfinished", ""))
        messages.success(request, "What you had begun has been thrown away.")
        return HttpResponseRedirect(reverse("enter"))
    mine = authored(request.scope)
    with request.scope.transaction():
        begun = [(mine[one.kind], one) for one in unfinished() if one.kind in mine]
    by_category = sorted(mine.values(), key=lambda kind: (kind.category, kind.label))
    groups = [
        (category, tuple(found)) for category, found in groupby(by_category, lambda kind: kind.category)
    ]
    context = {"groups": groups, "begun": begun, "about": person_asked_about(request)}
    return render(request, "enter/page.html", context)
