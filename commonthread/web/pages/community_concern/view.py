"""Somebody of the neighbourhood raised a concern: where, what worries them, what they said; an answer is then due on a clock.

Whether they have told us things before is asked, answered with advice, and not kept.
"""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.kernel.text import clean
from commonthread.pathways.community import raise_concern
from commonthread.pathways.queries import my_team
from commonthread.records.catalogue.community_concern import CommunityWorry
from commonthread.web.components.neighbourhoods import by_district, names
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 500
BEFORE = {"no": "No, or I do not know", "yes": "Yes, more than once"}


@page("community/concern", needs=Permission.KEEP_COMMUNITY, methods=("GET", "HEAD", "POST"))
def community_concern(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, {}, (), {})
    themes = [theme for theme in request.POST.getlist("theme") if theme in set(CommunityWorry)]
    said = {name: request.POST.get(name, "").strip() for name in ("neighbourhood", "said", "before")}
    wrong = _wrong(said, themes)
    if wrong:
        return _form(request, said, themes, wrong, status=422)
    with request.scope.transaction():
        case = raise_concern(
            by=request.scope, neighbourhood=said["neighbourhood"], themes=themes, said=clean(said["said"])
        )
    if said["before"] == "yes":
        return render(request, "community_concern/advice.html", {"case": case})
    messages.success(request, "It is a case of your team. Whoever raised it is owed an answer.")
    return redirect("case", case)


def _wrong(said: Mapping[str, str], themes: Sequence[str]) -> dict[str, str]:
    wrong = {}
    if said["neighbourhood"] not in names():
        wrong["neighbourhood"] = "Choose a neighbourhood"
    if not themes:
        wrong["theme"] = "Choose what worries them"
    if said["before"] not in BEFORE:
        wrong["before"] = "Say whether they have told us things before"
    try:
        words = clean(said["said"])
    except ValueError as fault:
        return wrong | {"said": f"What you wrote {fault}"}
    if not 0 < len(words) <= LONGEST:
        wrong["said"] = f"Write what they saw or heard, in at most {LONGEST} characters"
    return wrong


def _form(
    request: HttpRequest, said: Mapping[str, str], themes: Sequence[str], wrong: Mapping[str, str], status: int = 200
) -> HttpResponse:  # fmt: skip
    with request.scope.transaction():
        team = my_team()
    context = {
        "team": team,
        "offered": by_district(),
        "worries": list(CommunityWorry),
        "before": BEFORE,
        "said": said,
        "themes": themes,
        "wrong": wrong,
    }
    return render(request, "community_concern/page.html", context, status=status)
