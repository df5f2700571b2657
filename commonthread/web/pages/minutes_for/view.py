"""The minutes as a document for one of those who were asked, to print: made anew from the edition that was approved."""

from django.http import Http404, HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.pathways.meetings import AttendeeSort
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.minutes import for_family
from commonthread.pathways.minutes_given import open_minutes_for
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("meetings/<number:number>/minutes/<number:edition>/<number:attendee>", needs=Permission.OPEN_CASES)
def minutes_for(request: HttpRequest, number: int, edition: int, attendee: int) -> HttpResponse:
    scope = request.scope
    shown = open_meeting(scope, number)
    if not shown.is_mine:
        raise Http404
    kept = open_minutes_for(scope, number, edition, attendee)
    whom = next(found for found in shown.attendees if found.number == attendee)
    is_family = whom.sort is not AttendeeSort.AGENCY
    context = {
        "meeting": shown.number,
        "kept": kept,
        "minutes": for_family(kept.minutes, kept.withheld) if is_family else kept.minutes,
        "whom": whom.called,
        "is_family": is_family,
        "part": whom.part,
    }
    return render(request, "minutes_for/page.html", context)
