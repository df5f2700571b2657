"""The minutes as a document for one of those who were asked, to print: made anew from the edition that was approved."""

from django.http import Http404, HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.pathways.meetings import AttendeeSort
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.minutes import editions, for_family, give_minutes
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("meetings/<number:number>/minutes/<number:edition>/<number:attendee>", needs=Permission.OPEN_CASES)
def minutes_for(request: HttpRequest, number: int, edition: int, attendee: int) -> HttpResponse:
    scope = request.scope
    shown = open_meeting(scope, number)
    if not shown.is_mine:
        raise Http404
    with scope.transaction():
        give_minutes(by=scope, meeting=number, edition=edition, attendee=attendee)
    with scope.transaction():
        kept = next(found for found in editions(number) if found.number == edition)
    whom = next(found for found in shown.attendees if found.number == attendee)
    is_family = whom.sort is not AttendeeSort.AGENCY
    context = {
        "meeting": shown.number,
        "edition": kept.number,
        "approved_by": kept.approved_by,
        "approved_at": kept.approved_at,
        "minutes": for_family(kept.minutes, kept.withheld) if is_family else kept.minutes,
        "whom": whom.called,
        "is_family": is_family,
    }
    return render(request, "minutes_for/page.html", context)
