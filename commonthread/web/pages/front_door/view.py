"""The hub's front door: what waits, the worst first, and why each stands where it stands."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.terms import Purpose
from commonthread.feeds.silences import silent_feeds
from commonthread.pathways.front_door import waiting
from commonthread.pathways.queries import my_team
from commonthread.records.queries import read, readable
from commonthread.web.components.answer_due import left
from commonthread.web.components.contact_list import CHOICES, FROM, TO_DO, why_here
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.page import page
from commonthread.web.rendering import render

REASON = "the list of the front door"


@page("front-door", needs=Permission.OPEN_CASES)
def front_door(request: HttpRequest) -> HttpResponse:
    scope, number = request.scope, asked_for(request)
    which = request.GET.get("only", "")
    which = which if which in CHOICES else ""
    with scope.transaction():
        found, counts = waiting(which, **limits(number))
        if not found:
            _, counts = waiting("", limit=1)
        shown = part(found, number)
        wanted = readable([contact.records[0] for contact in shown.items], Purpose.SAFEGUARDING_ENQUIRY)
        team, everybody = my_team(), agencies()
        silent = silent_feeds()
    said = read(scope, sorted(wanted), purpose=Purpose.SAFEGUARDING_ENQUIRY, reason=REASON)
    context = {
        "part": shown, "counts": counts, "only": which, "choices": CHOICES, "team": team, "agencies": everybody, "silent": silent, "mine": scope.agency,
        "lines": {number: content.line for number, content in said.items()}, "from": FROM, "left": left,
        "why_here": why_here, "to_do": TO_DO, "now": now(),
    }  # fmt: skip
    return render(request, "front_door/page.html", context)
