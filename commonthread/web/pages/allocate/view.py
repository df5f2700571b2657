"""Allocating a case: the teams that could have it, in order and with the reason, and who decides otherwise says why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile
from commonthread.pathways.allocation import (
    Suggested,
    TeamFor,
    give_to_team,
    in_order,
    needed,
    place_case,
    place_of,
    teams_for,
    working_together,
)
from commonthread.pathways.handover import offer_case
from commonthread.pathways.queries import case as find
from commonthread.web.begun import keeps, refuse
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.components.units import units
from commonthread.web.page import page
from commonthread.web.rendering import render

WRONG_TEAM = "Choose a team"
FIRST = 8
LONGEST = 500


@page("cases/<number:number>/allocate", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def allocate(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        case, found, (place, is_said) = find(number), teams_for(number), place_of(number)
    if request.method == "POST" and request.POST.get("do") == "place":
        return _place(request, number)
    named = units()
    began, begun_place = request.begun.typed(), request.begun.typed("place")
    asked = (request.POST or request.GET or began).get("unit", place)
    unit = asked if asked in {team.unit for team in found} else ""
    needs = needed(case.pathway, {person.sort for person in case.people})
    suggested = in_order(found, needs, unit, named)
    together = working_together(suggested, needs, unit)
    context = {
        "case": case, "suggested": suggested, "needs": sorted(needs), "unit": unit, "place": place, "is_said": is_said,
        "units": {code: named.get(code, code) for code in sorted({team.unit for team in found} - {""})},
        "all_units": named, "together": together, "first": FIRST, "whole": request.GET.get("all") == "yes",
        "wrong": {}, "said": began, "chosen": 0, "besides": [team.number for team in together[1:]],
        "begun": request.begun, "begun_place": begun_place,
    }  # fmt: skip
    by_number = {str(team.number): team for team in found}
    if request.method != "POST":
        return render(request, "allocate/page.html", context | (_as_begun(began, by_number) if began else {}))
    chosen, note = by_number.get(request.POST.get("team", "")), read_reason(request.POST)
    if chosen and not note.wrong:
        note = _instead(note, chosen, suggested)
    besides = [by_number[each] for each in request.POST.getlist("besides") if each in by_number]
    wrong = {"team": "" if chosen else WRONG_TEAM, "reason": note.wrong}
    if any(wrong.values()):
        context |= {"wrong": {field: words for field, words in wrong.items() if words}, "said": request.POST}
        context |= {"chosen": chosen.number if chosen else 0, "besides": [team.number for team in besides]}
        return render(request, "allocate/page.html", context | {"whole": True}, status=422)
    try:
        with request.scope.transaction():
            offer_case(by=request.scope, case=number, to_team=chosen.number, note=note.words)
            for team in besides:
                if team is not chosen and not team.works_on_it:
                    give_to_team(by=request.scope, case=number, team=team.number, because=note.words)
    except ChangedMeanwhile:
        refuse(request, "Nothing was changed: the case was offered to somebody already.")
        return redirect("case", number)
    except AnotherPerson:
        refuse(
            request, "Nothing was changed: whoever leads the case, covers them or supervises allocates it."
        )
        return redirect("case", number)
    messages.success(request, f"Offered to {chosen.name}. It stays where it is until they accept it.")
    return redirect("case", number)


def _as_begun(began: QueryDict, by_number: dict[str, TeamFor]) -> dict[str, object]:
    """Every team is shown, so that none that was chosen is missing."""
    besides = [by_number[each].number for each in began.getlist("besides") if each in by_number]
    chosen = by_number.get(began.get("team", ""))
    return {"chosen": chosen.number if chosen else 0, "besides": besides, "whole": True}


def _instead(note: Reason, chosen: TeamFor, suggested: list[Suggested]) -> Reason:
    """Whoever chooses another team than the first is kept with which it would have been."""
    first = suggested[0].team
    if chosen.number == first.number:
        return note
    words = f"Instead of {first.name}: {note.words}"
    return Reason(words) if len(words) <= LONGEST else Reason(note.words, "Say it in fewer words")


def _place(request: HttpRequest, number: int) -> HttpResponse:
    unit, reason = request.POST.get("lives", ""), read_reason(request.POST, "place_reason")
    if unit not in units() or reason.wrong:
        refuse(request, "Nothing was changed: choose the unit, and say in a few words how you know.")
    else:
        with request.scope.transaction():
            place_case(by=request.scope, case=number, unit=unit, because=reason.words)
        messages.success(request, "Kept. What begins in this case from now on goes to the teams there.")
    return redirect(reverse("allocate", args=[number]))
