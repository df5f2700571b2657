"""Dip samples of a team's open cases: drawn at random, so that anybody can draw them again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed
from commonthread.pathways.queries import my_team
from commonthread.pathways.sampling import draw_sample
from commonthread.pathways.sampling import samples as listed
from commonthread.web.page import page
from commonthread.web.rendering import render

MOST = 20


@page("samples", needs=Permission.SUPERVISE, methods=("GET", "HEAD", "POST"))
def samples(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        team = my_team()
    if request.method == "POST":
        wanted = request.POST.get("wanted", "")
        if not team or not (wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:3]) <= MOST):
            raise NotAllowed("Not found.")
        with scope.transaction():
            draw_sample(by=scope, wanted=int(wanted))
        messages.success(
            request, "Drawn. You work on these cases from now on, to read them and say what you found."
        )
        return redirect("samples")
    with scope.transaction():
        found = listed()
    return render(request, "samples/page.html", {"team": team, "samples": found})
