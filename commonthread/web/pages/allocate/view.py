"""Allocating a case: the teams that could have it, in order and with the reason, and who decides otherwise says why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import ChangedMeanwhile
from commonthread.pathways.allocation import give_to_team, in_order, needed, teams_for
from commonthread.pathways.handover import offer_case
from commonthread.pathways.queries import case as find
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render

WRONG_TEAM = "Choose a team"


@page("cases/<number:number>/allocate", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
def allocate(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        case, found = find(number), teams_for(number)
    units = sorted({team.unit for team in found if team.unit})
    mine = next((team.unit for team in found if team.is_mine), "")
    asked = (request.POST or request.GET).get("unit", mine)
    unit = asked if asked in units else ""
    needs = needed(case.pathway, {person.sort for person in case.people})
    suggested = in_order(found, needs, unit)
    context = {"case": case, "suggested": suggested, "needs": sorted(needs), "units": units, "unit": unit}
    if request.method != "POST":
        return render(
            request, "allocate/page.html", context | {"wrong": {}, "said": {}, "chosen": 0, "besides": []}
        )
    by_number = {str(team.number): team for team in found}
    chosen, note = by_number.get(request.POST.get("team", "")), read_reason(request.POST)
    besides = [by_number[each] for each in request.POST.getlist("besides") if each in by_number]
    wrong = {"team": "" if chosen else WRONG_TEAM, "reason": note.wrong}
    if any(wrong.values()):
        wrong = {field: words for field, words in wrong.items() if words}
        context |= {"wrong": wrong, "said": request.POST, "chosen": chosen.number if chosen else 0}
        context["besides"] = [team.number for team in besides]
        return render(request, "allocate/page.html", context, status=422)
    try:
        with request.scope.transaction():
            offer_case(by=request.scope, case=number, to_team=chosen.number, note=note.words)
            for team in besides:
                if team is not chosen and not team.works_on_it:
                    give_to_team(by=request.scope, case=number, team=team.number, because=note.words)
    except ChangedMeanwhile:
        messages.error(request, "Nothing was changed: the case was offered to somebody already.")
        return redirect("case", number)
    messages.success(request, f"Offered to {chosen.name}. It stays where it is until they accept it.")
    return redirect("case", number)
