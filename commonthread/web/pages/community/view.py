"""A neighbourhood team's community contacts: public roles and how to reach them, and what to tell them next."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.kernel.text import clean
from commonthread.pathways.community import contacts, keep_contact
from commonthread.pathways.queries import my_team
from commonthread.web.components.neighbourhoods import by_district, names
from commonthread.web.components.pages import asked_for, part_of
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = {"role": 120, "way": 200}
ASKS = {"role": "Say which public role it is, without a name", "way": "Say how that role is publicly reached"}


@page("community", needs=Permission.KEEP_COMMUNITY, methods=("GET", "HEAD", "POST"))
def community(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, {}, {})
    said, wrong = {"neighbourhood": request.POST.get("neighbourhood", "")}, {}
    if said["neighbourhood"] not in names():
        wrong["neighbourhood"] = "Choose a neighbourhood"
    for name, longest in LONGEST.items():
        said[name] = request.POST.get(name, "").strip()
        try:
            said[name] = clean(said[name])
        except ValueError as fault:
            wrong[name] = f"What you wrote {fault}"
            continue
        if not 0 < len(said[name]) <= longest:
            wrong[name] = f"{ASKS[name]}, in at most {longest} characters"
    if wrong:
        return _form(request, said, wrong, status=422)
    with request.scope.transaction():
        keep_contact(by=request.scope, **said)
    messages.success(request, "Kept. Your team sees it.")
    return redirect("community")


def _form(
    request: HttpRequest, said: Mapping[str, str], wrong: Mapping[str, str], status: int = 200
) -> HttpResponse:
    with request.scope.transaction():
        team = my_team()
        kept = contacts() if team else []
    context = {
        "team": team,
        "listed": part_of(kept, asked_for(request)),
        "places": names(),
        "offered": by_district(),
        "said": said,
        "wrong": wrong,
    }
    return render(request, "community/page.html", context, status=status)
