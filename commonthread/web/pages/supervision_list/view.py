"""Which cases wait to be supervised, by team: the longest overdue first; and coming onto one to supervise it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.pathways.procedures import editions
from commonthread.pathways.queries import teams
from commonthread.pathways.supervision import NEVER_AFTER, look_after, supervision_list
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 18


@page("work/supervision", needs=Permission.SUPERVISE, methods=("GET", "HEAD", "POST"))
def supervision_due(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _look_after(request)
    given, number = request.GET, asked_for(request)
    with request.scope.transaction():
        named = teams()
        known = {str(team.number): team.number for team in named}
        team, whole = known.get(given.get("team", "")), given.get("which") == "all"
        found = supervision_list(team=team, only_due=not whole, **limits(number))
    kept = {"team": given.get("team") if team else None, "which": "all" if whole else None}
    context = {
        "listed": part(found.items, number), "counted": found, "teams": named, "team": team, "whole": whole,
        "kinds": {each.pathway: editions(each.pathway)[0].title for each in found.items if each.pathway}, "never_after": NEVER_AFTER.days, "address": f"?{urlencode({k: v for k, v in kept.items() if v})}&",
    }  # fmt: skip
    return render(request, "supervision_list/page.html", context)


def _look_after(request: HttpRequest) -> HttpResponse:
    case, reason = request.POST.get("case", ""), read_reason(request.POST)
    if reason.wrong or not (case.isascii() and case.isdigit() and len(case) <= LONGEST):
        messages.error(request, f"Nothing was changed. {reason.wrong or 'Choose a case'}.")
        return redirect("supervision_due")
    with request.scope.transaction():
        look_after(by=request.scope, case=int(case), because=reason.words)
    messages.success(request, "You work on it now, to read and direct it.")
    return redirect("supervision", int(case))
