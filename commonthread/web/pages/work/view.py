"""What waits to be done by me, my team or my agency: the worst first, and why each stands where it stands."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.handover import offers
from commonthread.pathways.procedures import procedures
from commonthread.pathways.queries import my_team, teams
from commonthread.pathways.views import ListOf, views
from commonthread.pathways.work import Chosen, Whose
from commonthread.pathways.work import work as waiting
from commonthread.web.components.answer_due import left
from commonthread.web.components.numbers import person_number
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.components.saved_views import change_views, chosen_as
from commonthread.web.components.why_here import why_here
from commonthread.web.page import page
from commonthread.web.rendering import render

FILTERS = ("overdue", "pathway", "step", "person", "team")


@page("work", needs=Permission.OPEN_CASES)
def work(request: HttpRequest) -> HttpResponse:
    scope, given = request.scope, request.GET
    supervises = scope.may(Permission.SUPERVISE)
    whose = Whose(given["of"]) if given.get("of") in set(Whose) else Whose.MINE
    if whose is Whose.AGENCY and not supervises:
        whose = Whose.MINE
    chosen, number = _chosen(given), asked_for(request)
    with scope.transaction():
        found = waiting(whose, chosen, **limits(number))
        team, known = my_team(), agencies()
        asked = asked_tasks() if whose in (Whose.MINE, Whose.TEAM) else []
        named = teams() if supervises else []
        kept = views(ListOf.WORK)
        offered = sum(offer.to_me for offer in offers())
    at = now()
    listed = part(found.items, number)
    context = {
        "whose": whose, "team": team, "supervises": supervises, "counted": found.counts, "total": found.total, "part": listed,
        "rows": [(task, why_here(task, at)) for task in listed.items], "asked": asked, "offered": offered, "views": kept, "agencies": known, "teams": named,
        "procedures": [editions[0] for editions in procedures().values()], "steps": _steps(chosen.pathway),
        "given": given, "filters": ("of", *FILTERS), "filtered": chosen != Chosen(), "own_agency": scope.agency, "address": f"?{_kept(given, whose)}&", "left": left, "now": at,
        "longest": next((task for task in listed.items if task.task == found.counts.longest), None),
    }  # fmt: skip
    return render(request, "work/page.html", context)


@page("work/views", needs=Permission.OPEN_CASES, methods=("POST",))
def work_views(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen under a name, or drop it."""
    given = request.POST
    whose = Whose(given["of"]) if given.get("of") in set(Whose) else Whose.MINE
    return change_views(request, ListOf.WORK, "work", _kept(given, whose))


def _chosen(given: Mapping[str, str]) -> Chosen:
    pathway = given.get("pathway", "")
    team = given.get("team", "")
    return Chosen(
        overdue=given.get("overdue") == "yes",
        pathway=pathway if pathway in procedures() else "",
        step=given.get("step", "") if given.get("step") in {step.name for step in _steps(pathway)} else "",
        person=person_number(given.get("person", "")),
        team=int(team) if team.isascii() and team.isdigit() and len(team) < 10 else None,
    )


def _steps(pathway: str) -> tuple:
    return procedures()[pathway][0].steps if pathway in procedures() else ()


def _kept(given: Mapping[str, str], whose: Whose) -> str:
    asked = {name: given.get(name, "") for name in FILTERS}
    return chosen_as({"of": whose.value} | asked, ("of", *FILTERS))
