"""The teams of one's own agency, by policing unit and what they do; and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.accounts import teams as all_teams
from commonthread.access.actions import add_team
from commonthread.access.permissions import Permission
from commonthread.access.scope import KeyInUse
from commonthread.web.components.neighbourhoods import by_district, names
from commonthread.web.components.team_form import blank, discipline_items, read_team, unit_items
from commonthread.web.components.typed import Typed
from commonthread.web.components.units import units
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("teams", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST"))
def teams(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, blank())
    typed, team = read_team(request.POST)
    if typed.wrong:
        return _page(request, typed, status=422)
    try:
        with request.scope.transaction():
            add_team(by=request.scope, team=team)
    except KeyInUse:
        return _page(request, typed.but(name="Another team has this name"), status=422)
    messages.success(request, "The team is there.")
    return redirect("teams")


def _page(request: HttpRequest, typed: Typed, status: int = 200) -> HttpResponse:
    with request.scope.transaction():
        found = all_teams()
    context = {
        "open": [team for team in found if team.closed_at is None],
        "closed": [team for team in found if team.closed_at],
        "typed": typed,
        "units": units(),
        "names": names(),
        "disciplines": discipline_items(typed.values["discipline"]),
        "neighbourhoods": by_district(),
        "unit_items": unit_items(typed.values["unit"]),
    }
    return render(request, "teams/page.html", context, status=status)
