"""One team of one's own agency: what is different about it, or that it is no more."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.accounts import TeamKept, teams
from commonthread.access.actions import change_team, close_team
from commonthread.access.permissions import Permission
from commonthread.access.scope import KeyInUse, NotAllowed
from commonthread.web.components.neighbourhoods import by_district
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.components.team_form import as_kept, discipline_items, read_team, unit_items
from commonthread.web.components.typed import Typed
from commonthread.web.page import page
from commonthread.web.rendering import render

STILL_THERE = "Somebody has a post in this team, today or to come. Move them first, then close it"


@page("teams/<number:number>", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST"))
def team(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        found = next((each for each in teams() if each.number == number and each.closed_at is None), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, as_kept(found), Reason(""))
    return _close(request, found) if request.POST.get("do") == "close" else _change(request, found)


def _change(request: HttpRequest, found: TeamKept) -> HttpResponse:
    typed, wanted = read_team(request.POST)
    if typed.wrong:
        return _page(request, found, typed, Reason(""), status=422)
    try:
        with request.scope.transaction():
            change_team(by=request.scope, number=found.number, team=wanted)
    except KeyInUse:
        return _page(request, found, typed.but(name="Another team has this name"), Reason(""), status=422)
    messages.success(request, "The team is changed.")
    return redirect("teams")


def _close(request: HttpRequest, found: TeamKept) -> HttpResponse:
    reason = read_reason(request.POST)
    if not reason.wrong:
        try:
            with request.scope.transaction():
                close_team(by=request.scope, number=found.number, why=reason.words)
        except NotAllowed:
            reason = Reason(reason.words, STILL_THERE)
    if reason.wrong:
        return _page(request, found, as_kept(found), reason, status=422)
    messages.success(request, "The team is closed.")
    return redirect("teams")


def _page(
    request: HttpRequest, found: TeamKept, typed: Typed, reason: Reason, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "typed": typed.but(reason=reason.wrong) if reason.wrong else typed,
        "reason": reason,
        "disciplines": discipline_items(typed.values["discipline"]),
        "neighbourhoods": by_district(),
        "unit_items": unit_items(typed.values["unit"]),
    }
    return render(request, "team/page.html", context, status=status)
