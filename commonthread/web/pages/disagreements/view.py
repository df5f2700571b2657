"""Disagreements between agencies: those that wait first, the soonest due on top."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.pathways.disagreements import disagreements as listed
from commonthread.pathways.disagreements import stages
from commonthread.web.components.answer_due import left
from commonthread.web.components.pages import asked_for, part_of
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("disagreements", needs=Permission.OPEN_CASES)
def disagreements(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        found = listed()
        listing = part_of(found, asked_for(request))
        rows = [(one, stages(one.procedure, one.number)[-1]) for one in listing.items]
        everybody = agencies()
    unsettled = sum(not one.settled_at for one in found)
    context = {
        "unsettled": unsettled,
        "ended": len(found) - unsettled,
        "listing": listing,
        "waiting": [row for row in rows if not row[0].settled_at],
        "settled": [row for row in rows if row[0].settled_at],
        "agencies": everybody,
        "may_raise": scope.may(Permission.ANSWER_AGENCIES),
        "left": left,
        "now": now(),
    }
    return render(request, "disagreements/page.html", context)
