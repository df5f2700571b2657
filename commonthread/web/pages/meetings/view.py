"""Meetings to come and held: those of one's cases, those to which one is sent, and those to which one's agency is asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.notices.queries import Only, notices_to_us
from commonthread.pathways.meetings import Comes, asked_to_meetings
from commonthread.pathways.meetings_reading import meetings as listed
from commonthread.pathways.minutes_given import minutes_to_us
from commonthread.web.components.answer_due import left
from commonthread.web.components.calendar_file import calendar_file
from commonthread.web.components.pages import asked_for, part_of
from commonthread.web.page import page
from commonthread.web.rendering import render

# The minutes that were sent last; earlier ones are folded.
SHOWN = 10


@page("meetings", needs=Permission.OPEN_CASES)
def meetings(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        found, everybody = listed(), agencies()
        sent = minutes_to_us() if scope.may(Permission.READ_NOTICES) else []
        unheard = {one.number for one in notices_to_us(Only.WAITING)} if sent else set()
        asked = asked_to_meetings() if scope.may(Permission.ANSWER_AGENCIES) else []
    context = {
        "coming": [one for one in found if not one.is_over],
        "over": part_of([one for one in found if one.is_over], asked_for(request)),
        "waiting": [one for one in asked if one.answer is Comes.WAITING and not one.is_over],
        "answered": [one for one in asked if one.answer is not Comes.WAITING and not one.is_over],
        "agencies": everybody,
        "sent": sent[:SHOWN],
        "earlier": sent[SHOWN:],
        "unheard": unheard,
        "answers": scope.may(Permission.ANSWER_AGENCIES),
        "left": left,
        "now": now(),
    }
    return render(request, "meetings/page.html", context)


@page("meetings/<number:number>/calendar.ics", needs=Permission.OPEN_CASES)
def meeting_calendar(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        found = next((one for one in listed() if one.number == number), None)
    if found is None:
        raise Http404
    address = reverse("meeting", args=[number])
    return calendar_file(request, number, address, found.starts_at, is_off=bool(found.called_off))
