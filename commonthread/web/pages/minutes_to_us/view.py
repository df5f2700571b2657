"""Minutes that were sent to one's agency: its own edition. That it is opened is on the ledger first."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.pathways.minutes_given import read_minutes
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("meetings/sent/<number:attendee>/<number:edition>", needs=Permission.READ_NOTICES)
def minutes_to_us(request: HttpRequest, attendee: int, edition: int) -> HttpResponse:
    scope = request.scope
    sent, kept, part = read_minutes(scope, attendee, edition)
    with scope.transaction():
        everybody = agencies()
    context = {
        "sent": sent,
        "kept": kept,
        "part": part,
        "theirs": everybody[sent.agency],
        "ours": everybody[scope.agency],
    }
    return render(request, "minutes_to_us/page.html", context)
