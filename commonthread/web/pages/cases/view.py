"""My cases and my team's: what waits, what has used most of its time first, and what nobody leads any more."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.pathways.procedures import procedures
from commonthread.pathways.queries import cases_of, my_team
from commonthread.web.components.answer_due import left
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render

WHICH = {"mine": "Mine", "team": "My team’s", "closed": "Closed in the last 90 days"}


@page("cases", needs=Permission.OPEN_CASES)
def cases(request: HttpRequest) -> HttpResponse:
    given, number = request.GET, asked_for(request)
    which = given.get("of") if given.get("of") in WHICH else "mine"
    pathway = given.get("pathway") if given.get("pathway") in procedures() else ""
    with request.scope.transaction():
        found, counts = cases_of(which, pathway=pathway, **limits(number))
        team = my_team()
    context = {
        "part": part(found, number), "counts": counts, "which": which, "choices": WHICH, "team": team, "pathway": pathway,
        "procedures": {name: editions[0] for name, editions in procedures().items()}, "left": left, "now": now(),
        "address": f"?of={which}&" + (f"pathway={pathway}&" if pathway else ""),
    }  # fmt: skip
    return render(request, "cases/page.html", context)
