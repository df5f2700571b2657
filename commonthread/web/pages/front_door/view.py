"""The hub's front door: what waits, the worst first, and why each stands where it stands."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.terms import Purpose
from commonthread.feeds.silences import silent_feeds
from commonthread.pathways.front_door_list import Chosen, waiting
from commonthread.pathways.queries import my_team
from commonthread.pathways.views import ListOf, views
from commonthread.records.queries import read, readable
from commonthread.web.components.answer_due import left
from commonthread.web.components.contact_list import AGES, FILTERS, FROM, TO_DO, why_here
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.components.saved_views import change_views, chosen_as
from commonthread.web.page import page
from commonthread.web.rendering import render

REASON = "the list of the front door"


@page("front-door", needs=Permission.OPEN_CASES)
def front_door(request: HttpRequest) -> HttpResponse:
    scope, number = request.scope, asked_for(request)
    given = {name: request.GET.get(name, "") for name in FILTERS}
    given = {name: value if value in FILTERS[name] else "" for name, value in given.items()}
    chosen = Chosen(given["only"], given["from"], given["about"], given["since"])
    with scope.transaction():
        found, counts = waiting(chosen, **limits(number))
        if not found:
            _, counts = waiting(limit=1)
        kept = views(ListOf.FRONT_DOOR)
        shown = part(found, number)
        wanted = readable([contact.records[0] for contact in shown.items], Purpose.SAFEGUARDING_ENQUIRY)
        team, everybody = my_team(), agencies()
        silent = silent_feeds()
    said = read(scope, sorted(wanted), purpose=Purpose.SAFEGUARDING_ENQUIRY, reason=REASON)
    context = {
        "part": shown, "counts": counts, "given": given, "filters": FILTERS, "filtered": any(given.values()), "views": kept, "asked": chosen_as(given, tuple(FILTERS)), "ages": AGES, "team": team, "agencies": everybody, "silent": silent, "mine": scope.agency,
        "lines": {number: content.line for number, content in said.items()}, "from": FROM, "left": left,
        "why_here": why_here, "to_do": TO_DO, "now": now(),
    }  # fmt: skip
    return render(request, "front_door/page.html", context)


@page("front-door/views", needs=Permission.OPEN_CASES, methods=("POST",))
def front_door_views(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen under a name, or drop it."""
    return change_views(request, ListOf.FRONT_DOOR, "front_door", chosen_as(request.POST, tuple(FILTERS)))
